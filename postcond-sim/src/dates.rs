//! Winterbaume stamps what it writes with the machine's clock. Here those stamps become the simulator's time.

use std::ops::RangeInclusive;
use std::time::SystemTime;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_json::Value;
use winterbaume_core::MockResponse;

use crate::protocol::xml;

/// What the machine's clock said before and after a write, and the time that the write has in the simulator.
#[derive(Debug)]
struct Window {
    opens: DateTime,
    closes: DateTime,
    calendar: DateTime,
}

/// The stamps made so far.
#[derive(Debug)]
pub(crate) struct Stamps {
    /// No stamp is older than this.
    since: DateTime,
    /// In the order of the writes, which is that of the machine's clock too.
    windows: Vec<Window>,
    /// How many there may be before those are sought that no stamp is from any more.
    room: usize,
}

/// How many windows are kept without a look at whether they are needed.
const ROOM: usize = 1_000;

impl Stamps {
    pub(crate) fn new() -> Self {
        Self {
            since: DateTime::from(SystemTime::now()),
            windows: Vec::new(),
            room: ROOM,
        }
    }

    /// Whether it is time to [`keep_those_of`](Self::keep_those_of) the state.
    pub(crate) fn are_many(&self) -> bool {
        self.windows.len() >= self.room
    }

    /// Forgets the writes that have left no stamp in this state: they are overwritten.
    pub(crate) fn keep_those_of<'a>(&mut self, state: impl IntoIterator<Item = &'a Value>) {
        let mut needed = vec![false; self.windows.len()];
        for thing in state {
            for_each_text_date(thing, &mut |text| {
                if let Some((window, _)) = self.window(text) {
                    needed[window] = true;
                }
            });
        }
        let mut needed = needed.into_iter();
        self.windows.retain(|_| needed.next() == Some(true));
        // So that the look costs little for each write, however much there is to look at.
        self.room = ROOM.max(2 * self.windows.len());
    }

    /// Notes a write that began at `opened`, has just ended, and has the time `calendar` in the simulator.
    pub(crate) fn note(&mut self, opened: SystemTime, calendar: DateTime) {
        self.windows.push(Window {
            opens: DateTime::from(opened),
            closes: DateTime::from(SystemTime::now()),
            calendar,
        });
    }

    /// Turns the stamps in a piece of state into the simulator's time.
    pub(crate) fn translate(&self, state: &mut Value) {
        for_each_date(state, &mut |date| {
            if let Some(text) = date.as_str()
                && let Some(translated) = self.translated(text)
            {
                *date = Value::String(translated);
            }
        });
    }

    fn translated(&self, text: &str) -> Option<String> {
        let (_, window) = self.window(text)?;
        window.calendar.fmt(Format::DateTime).ok()
    }

    /// The write that has made this stamp, with its place among them.
    fn window(&self, text: &str) -> Option<(usize, &Window)> {
        let stamp = DateTime::from_str(text, Format::DateTimeWithOffset).ok()?;
        let first_open_later = self.windows.partition_point(|window| window.opens <= stamp);
        let last = first_open_later.checked_sub(1)?;
        let window = &self.windows[last];
        (stamp <= window.closes).then_some((last, window))
    }

    /// Turns the stamps in the answer to a write into `calendar`. In an answer they are whole seconds, so that which
    /// write made a stamp cannot be told; the one just made is by far the most likely.
    pub(crate) fn translate_answer(&self, response: &mut MockResponse, calendar: DateTime) {
        let lifetime = self.since.secs()..=DateTime::from(SystemTime::now()).secs();
        let Ok(mut body) = serde_json::from_slice::<Value>(&response.body) else {
            let translated = translated_xml(&response.body, &lifetime, calendar);
            response.body = translated.map_or_else(|| response.body.clone(), Into::into);
            return;
        };
        let mut changed = false;
        for_each_date(&mut body, &mut |date| {
            // Truncated on purpose: the stamps have whole seconds.
            if date
                .as_f64()
                .is_some_and(|seconds| lifetime.contains(&(seconds as i64)))
            {
                *date = Value::from(calendar.secs() as f64);
                changed = true;
            }
        });
        if changed {
            response.body = body.to_string().into();
        }
    }
}

/// The answer with `calendar` for each date from the `lifetime` of the simulator, if it is XML that has some.
fn translated_xml(
    body: &[u8],
    lifetime: &RangeInclusive<i64>,
    calendar: DateTime,
) -> Option<String> {
    let calendar = DateTime::from_secs(calendar.secs());
    xml::replaced(std::str::from_utf8(body).ok()?, |name, text| {
        let date = DateTime::from_str(text.trim(), Format::DateTimeWithOffset).ok()?;
        let is_stamp = is_date(name) && lifetime.contains(&date.secs());
        is_stamp.then(|| calendar.fmt(Format::DateTime).ok())?
    })
}

/// Visits the members whose name says that they hold a date. Others may look like one by chance, such as a parameter
/// whose value is a date.
fn for_each_date(value: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| for_each_date(item, visit)),
        Value::Object(members) => {
            for (name, member) in members {
                if is_date(name) && !member.is_object() && !member.is_array() {
                    visit(member);
                } else {
                    for_each_date(member, visit);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The same of a state that is only looked at, where dates are text.
fn for_each_text_date(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| for_each_text_date(item, visit)),
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if is_date(name) => visit(text),
                    _ => for_each_text_date(member, visit),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_date(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("date") || name.ends_with("time")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::*;

    #[test]
    fn each_stamp_becomes_the_time_of_its_own_write() {
        let wall = SystemTime::UNIX_EPOCH + Duration::from_secs(1_900_000_000);
        let window = |start: u64, end: u64, calendar| Window {
            opens: DateTime::from(wall + Duration::from_nanos(start)),
            closes: DateTime::from(wall + Duration::from_nanos(end)),
            calendar: DateTime::from_secs(calendar),
        };
        let stamps = Stamps {
            since: DateTime::from(wall),
            windows: vec![window(10, 20, 60), window(30, 40, 120)],
            room: ROOM,
        };
        let mut state = json!({
            "created_date": "2030-03-17T17:46:40.000000015+00:00",
            "versions": [{ "last_modified_date": "2030-03-17T17:46:40.000000040+00:00" }],
            "start_date": "2030-03-17T17:46:40.000000025+00:00",
            "value": "2030-03-17T17:46:40.000000015+00:00",
        });
        stamps.translate(&mut state);
        assert_eq!(
            state,
            json!({
                "created_date": "1970-01-01T00:01:00Z",
                "versions": [{ "last_modified_date": "1970-01-01T00:02:00Z" }],
                "start_date": "2030-03-17T17:46:40.000000025+00:00",
                "value": "2030-03-17T17:46:40.000000015+00:00",
            })
        );
    }

    #[test]
    fn what_is_kept_of_the_writes_is_bounded_by_what_they_have_left() {
        let mut stamps = Stamps::new();
        let mut first = json!({});
        for write in 0..10 * ROOM {
            // In whole microseconds, which is what the text of a date has.
            let micros = SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap();
            let micros = u64::try_from(micros.as_micros()).unwrap();
            let opened = SystemTime::UNIX_EPOCH + Duration::from_micros(micros);
            if write == 0 {
                let stamp = DateTime::from(opened).fmt(Format::DateTime);
                first["created_date"] = stamp.unwrap().into();
            }
            stamps.note(opened, DateTime::from_secs(60));
            if stamps.are_many() {
                stamps.keep_those_of([&first]);
            }
            assert!(stamps.windows.len() <= ROOM);
        }
        stamps.translate(&mut first);
        assert_eq!(first, json!({ "created_date": "1970-01-01T00:01:00Z" }));
    }
}
