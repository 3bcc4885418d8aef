//! The code that a script sees.

use clap::ArgMatches;

use super::verdict::State;

pub(crate) const CONFIRMED: u8 = 0;
pub(crate) const UNCONFIRMED: u8 = 3;
pub(crate) const PENDING: u8 = 4;
pub(crate) const UNUSABLE: u8 = 5;

/// That of several receipts: what needs a person comes before what needs a repetition.
const FROM_WORST: [u8; 4] = [UNCONFIRMED, UNUSABLE, PENDING, CONFIRMED];

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
        State::Unusable => UNUSABLE,
    }
}
