//! The code that a script sees.

use clap::ArgMatches;

use super::verdict::State;
use crate::{USAGE, exit_codes};

const CONFIRMED: u8 = 0;
const UNKNOWN: u8 = 1;
const UNCONFIRMED: u8 = 3;
const PENDING: u8 = 4;
const UNUSABLE: u8 = 5;

const CODES: [(u8, &str); 6] = [
    (
        CONFIRMED,
        "confirmed, or accepted without a proof; with --strict, the latter is 3",
    ),
    (
        UNKNOWN,
        "unknown: nothing was learned of the write, for want of credentials, of a right or of a connection; or \
         something else went wrong",
    ),
    (USAGE, "a wrong call of the command"),
    (
        UNCONFIRMED,
        "unconfirmed: it was read back and did not show in time, or never will",
    ),
    (
        PENDING,
        "pending: look again; of wait, --timeout was over first",
    ),
    (
        UNUSABLE,
        "a receipt that cannot be read or used: nothing was sent for it",
    ),
];

/// That of several receipts: what needs a person comes before what needs a repetition.
const FROM_WORST: [u8; 5] = [UNCONFIRMED, UNKNOWN, UNUSABLE, PENDING, CONFIRMED];

/// The codes, and which of them is that of several receipts.
pub(crate) fn help() -> String {
    exit_codes::help(&CODES) + "\n" + &of_several() + "."
}

fn of_several() -> String {
    let order = FROM_WORST.map(|code| code.to_string()).join(", ");
    format!("Of several receipts, the first of {order} that is of one")
}

pub(crate) fn code(states: &[State], arguments: &ArgMatches) -> u8 {
    let is_strict = arguments.get_flag("strict");
    let codes: Vec<u8> = states.iter().map(|state| of(*state, is_strict)).collect();
    let worst = FROM_WORST.into_iter().find(|code| codes.contains(code));
    worst.unwrap_or(UNUSABLE)
}

fn of(state: State, is_strict: bool) -> u8 {
    match state {
        State::Accepted if is_strict => UNCONFIRMED,
        State::Accepted | State::Confirmed => CONFIRMED,
        State::Pending => PENDING,
        State::Unconfirmed => UNCONFIRMED,
        State::Unknown => UNKNOWN,
        State::Unusable => UNUSABLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_the_codes_that_the_help_has() {
        exit_codes::assert_in_readme(&CODES);
        assert!(
            exit_codes::readme().contains(&of_several()),
            "{}",
            of_several()
        );
    }
}
