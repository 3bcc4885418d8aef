//! What a check says of itself: once, in the attribute. The loop, the dispatch table and the documents
//! read it from here.

use std::time::Duration;

/// What a check says of itself.
///
/// `#[post_condition]` writes it, and who implements [`PostCondition`](crate::PostCondition) by hand. What it is
/// worth to know of a check that a client brings along is added
/// by the generator: what it establishes, and the rights that its reads need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckInfo {
    /// The function's name: what it establishes. It appears in evidence, errors and logs.
    pub name: &'static str,
    /// The read operations that it calls, all of them: a denied read is reported with their IAM actions.
    pub reads: &'static [&'static str],
    /// The read operation that can answer many such checks at once, where the service has one. It is for
    /// the tables: the reader sends several as one, and equal ones once, whatever it says.
    pub batched: Option<&'static str>,
    /// How long it is given where no policy says otherwise; `None` is
    /// [`Policy::DEFAULT_DEADLINE`](crate::Policy::DEFAULT_DEADLINE).
    pub deadline: Option<Duration>,
    /// How long one poll may take where no policy says otherwise: more than the library's default,
    /// [`Policy::DEFAULT_POLL_TIMEOUT`](crate::Policy::DEFAULT_POLL_TIMEOUT), for a check that makes
    /// many reads.
    pub poll_timeout: Option<Duration>,
    /// How many read-backs in a row must see it, and over what time, where no policy says otherwise: for what the next
    /// request may find otherwise. `None` is the library's default, one.
    pub confirmed_by: Option<(u32, Duration)>,
    /// The shortest pause between its polls where no policy of the call's says otherwise; pauses grow from it by a half
    /// each time, up to five times as long: for reads of which a service allows few. `None` is the library's default,
    /// [`Schedule::learned`](crate::Schedule::learned).
    pub pause: Option<Duration>,
    /// Whether a call succeeds although this could not be established, whatever the cause: for what is
    /// good to know, but no part of what was asked for. A warning is logged, and the evidence says so.
    pub best_effort: bool,
    /// The function that finds a write which was not answered, where
    /// [the policy](crate::AmbiguousWrite::ReadBack) asks for that; `None` where such a write cannot be
    /// told from somebody else's.
    pub found_by: Option<&'static str>,
    /// The codes of refusals by the service after which the call may have changed something all the
    /// same.
    pub refused_with: &'static [&'static str],
    /// The function that looks, once, whether such a refusal has changed something.
    pub changed_by: Option<&'static str>,
    /// What it establishes, in a sentence: the first paragraph of the function's documentation. Empty for
    /// a check of one's own.
    pub establishes: &'static str,
    /// The IAM actions that its reads need. Empty for a check of one's own.
    pub iam_actions: &'static [&'static str],
    /// The IAM actions of other reads by which a client reads back several writes at once, where they
    /// are granted; without them it reads them back one by one.
    pub optional_iam_actions: &'static [&'static str],
    /// Whether only a call that asks for it, with `until`, waits for it.
    pub on_request: bool,
}

impl CheckInfo {
    /// A check of this name, which makes these reads.
    #[must_use]
    pub const fn new(name: &'static str, reads: &'static [&'static str]) -> Self {
        Self {
            name,
            reads,
            batched: None,
            deadline: None,
            poll_timeout: None,
            confirmed_by: None,
            pause: None,
            best_effort: false,
            found_by: None,
            refused_with: &[],
            changed_by: None,
            establishes: "",
            iam_actions: &[],
            optional_iam_actions: &[],
            on_request: false,
        }
    }

    /// Whether it says that it makes this read.
    #[must_use]
    pub fn declares(&self, read: &str) -> bool {
        self.reads.contains(&read) || self.batched == Some(read)
    }

    /// Sets [`batched`](#structfield.batched).
    #[must_use]
    pub const fn batched(mut self, read: &'static str) -> Self {
        self.batched = Some(read);
        self
    }

    /// Sets [`deadline`](#structfield.deadline).
    #[must_use]
    pub const fn deadline(mut self, secs: u64) -> Self {
        self.deadline = Some(Duration::from_secs(secs));
        self
    }

    /// Sets [`poll_timeout`](#structfield.poll_timeout).
    #[must_use]
    pub const fn poll_timeout(mut self, secs: u64) -> Self {
        self.poll_timeout = Some(Duration::from_secs(secs));
        self
    }

    /// Sets [`confirmed_by`](#structfield.confirmed_by).
    #[must_use]
    pub const fn confirmed_by(mut self, count: u32, over_secs: u64) -> Self {
        self.confirmed_by = Some((count, Duration::from_secs(over_secs)));
        self
    }

    /// Sets [`pause`](#structfield.pause).
    ///
    /// # Panics
    /// If it is none: of a constant, the build fails.
    #[must_use]
    pub const fn pause(mut self, secs: u64) -> Self {
        assert!(secs > 0, "a pause takes at least a second");
        self.pause = Some(Duration::from_secs(secs));
        self
    }

    /// Sets [`best_effort`](#structfield.best_effort).
    #[must_use]
    pub const fn best_effort(mut self) -> Self {
        self.best_effort = true;
        self
    }

    /// Sets [`found_by`](#structfield.found_by): the function that
    /// [`PostCondition::find`](crate::PostCondition::find) stands for.
    #[must_use]
    pub const fn found_by(mut self, function: &'static str) -> Self {
        self.found_by = Some(function);
        self
    }

    /// Sets [`refused_with`](#structfield.refused_with) and [`changed_by`](#structfield.changed_by): the
    /// function that [`PostCondition::find_refused`](crate::PostCondition::find_refused) stands for.
    #[must_use]
    pub const fn changed_by(
        mut self,
        function: &'static str,
        refused_with: &'static [&'static str],
    ) -> Self {
        self.changed_by = Some(function);
        self.refused_with = refused_with;
        self
    }

    /// Sets [`establishes`](#structfield.establishes) and [`iam_actions`](#structfield.iam_actions).
    /// Called by generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn described(
        mut self,
        establishes: &'static str,
        iam_actions: &'static [&'static str],
    ) -> Self {
        self.establishes = establishes;
        self.iam_actions = iam_actions;
        self
    }

    /// Sets [`optional_iam_actions`](#structfield.optional_iam_actions). Called by generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn optional_iam_actions(mut self, actions: &'static [&'static str]) -> Self {
        self.optional_iam_actions = actions;
        self
    }

    /// Sets [`on_request`](#structfield.on_request). Called by generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn on_request(mut self) -> Self {
        self.on_request = true;
        self
    }
}
