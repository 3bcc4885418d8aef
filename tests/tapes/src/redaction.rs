//! What becomes of a text before it is written down.
//!
//! A string is replaced unless its member is known to hold names, ids and words of the API; in those, what
//! identifies an account is replaced. Equal texts have equal stand-ins, which is all that a check looks at.

use serde_json::{Map, Value};

use crate::members::Member;
use crate::pseudonyms::Pseudonyms;

/// Those whose names in ARNs are kept: parameters and secrets.
const NAMED: [&str; 2] = ["ssm", "secretsmanager"];

#[derive(Debug)]
pub(crate) struct Redaction {
    accounts: Pseudonyms,
    keys: Pseudonyms,
    /// Users, roles, keys and whatever else is in an account.
    others: Pseudonyms,
    suffixes: Pseudonyms,
    requests: Pseudonyms,
    texts: Pseudonyms,
    binaries: Pseudonyms,
}

impl Default for Redaction {
    fn default() -> Self {
        Self {
            accounts: Pseudonyms::spelled(|number| format!("{number:012}")),
            keys: Pseudonyms::spelled(|number| format!("AKIAREDACTED{number:08}")),
            others: Pseudonyms::spelled(|number| format!("redacted-{number}")),
            suffixes: Pseudonyms::spelled(|number| format!("{number:06}")),
            requests: Pseudonyms::spelled(|number| format!("00000000-0000-4000-8000-{number:012}")),
            texts: Pseudonyms::spelled(|number| format!("text-{number}")),
            // Valid in base64, as what they stand for.
            binaries: Pseudonyms::spelled(|number| format!("{number:08}")),
        }
    }
}

impl Redaction {
    /// A body without what must not be known.
    pub(crate) fn body(&mut self, body: &Value) -> Value {
        self.value(Member::UNKNOWN, body)
    }

    /// The id that a request was answered under.
    pub(crate) fn request_id(&mut self, id: &str) -> String {
        self.requests.of(id)
    }

    /// What is the value of a member, or of what is in it.
    fn value(&mut self, member: Member<'_>, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(member, text)),
            Value::Array(items) => {
                let items = items.iter().map(|item| self.value(member.item(), item));
                Value::Array(items.collect())
            }
            Value::Object(entries) => Value::Object(self.entries(member, entries)),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    /// The members of a structure, or, where the keys say nothing, the entries of a map.
    fn entries(&mut self, of: Member<'_>, entries: &Map<String, Value>) -> Map<String, Value> {
        let redacted = entries.iter().map(|(key, value)| {
            let member = match of.of_an_entry() {
                Some(entry) => entry,
                None => Member::of(entries, key),
            };
            (self.kept(key), self.value(member, value))
        });
        redacted.collect()
    }

    fn text(&mut self, member: Member<'_>, text: &str) -> String {
        if member.is_kept() {
            self.kept(text)
        } else if member.is_message() {
            self.message(text)
        } else if member.is_binary() {
            self.binaries.of(text)
        } else {
            self.texts.of(text)
        }
    }

    fn message(&mut self, message: &str) -> String {
        let message = self.kept(message);
        let message = self.binaries.replaced_in(&message);
        self.texts.replaced_in(&message)
    }

    /// The text, without what identifies an account.
    fn kept(&mut self, text: &str) -> String {
        let text = self.requests.replaced_in(text);
        let words = text.split_inclusive(|it: char| !is_of_an_arn(it));
        let words = words.map(|word| match word.find("arn:") {
            Some(at) => {
                let end = word.trim_end_matches(|it: char| !is_of_an_arn(it)).len();
                let (before, arn) = (self.word(&word[..at]), self.arn(&word[at..end.max(at)]));
                format!("{before}{arn}{}", &word[end.max(at)..])
            }
            None => self.word(word),
        });
        words.collect()
    }

    /// `arn:partition:service:region:account:resource`.
    fn arn(&mut self, arn: &str) -> String {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let [_, partition, service, region, account, resource] = parts[..] else {
            return self.word(arn);
        };
        let resource = match service {
            "secretsmanager" => self.secret(resource),
            _ if NAMED.contains(&service) => self.word(resource),
            _ => {
                let kind = resource.split(['/', ':']).next().unwrap_or_default();
                format!("{kind}/{}", self.others.of(arn))
            }
        };
        let account = self.word(account);
        format!("arn:{partition}:{service}:{region}:{account}:{resource}")
    }

    /// `secret:name-AbCdEf`: Secrets Manager ends each by six characters of its own.
    fn secret(&mut self, resource: &str) -> String {
        match resource.rsplit_once('-') {
            Some((name, suffix))
                if suffix.len() == 6 && suffix.bytes().all(|it| it.is_ascii_alphanumeric()) =>
            {
                format!("{}-{}", self.word(name), self.suffixes.of(suffix))
            }
            _ => self.word(resource),
        }
    }

    /// The text, with the ids of accounts and of access keys replaced wherever they are.
    fn word(&mut self, text: &str) -> String {
        let mut redacted = String::with_capacity(text.len());
        let mut rest = text;
        while !rest.is_empty() {
            let is_run = rest.starts_with(|it: char| it.is_ascii_alphanumeric());
            let end = rest.find(|it: char| it.is_ascii_alphanumeric() != is_run);
            let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
            redacted.push_str(&self.run(run));
            rest = after;
        }
        redacted
    }

    /// Letters and digits without anything between.
    fn run(&mut self, run: &str) -> String {
        if run.len() == 12 && run.bytes().all(|it| it.is_ascii_digit()) {
            self.accounts.of(run)
        } else if is_access_key(run) {
            self.keys.of(run)
        } else {
            run.to_owned()
        }
    }
}

fn is_of_an_arn(it: char) -> bool {
    it.is_ascii_alphanumeric() || ":/_.@+=,*$-".contains(it)
}

/// As in `AKIAIOSFODNN7EXAMPLE`; ids of roles and users look the same.
fn is_access_key(run: &str) -> bool {
    let is_spelled = |it: u8| it.is_ascii_uppercase() || it.is_ascii_digit();
    run.len() >= 16 && run.starts_with('A') && run.bytes().all(is_spelled)
}
