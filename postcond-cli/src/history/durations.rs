//! Times, in as few characters as say enough.

use std::time::Duration;

/// As in `183 ms`, `1.24 s` or `2.5 min`.
pub(crate) fn lag(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        0.0 => "at once".to_owned(),
        ..0.9995 => format!("{:.0} ms", seconds * 1e3),
        ..9.995 => format!("{seconds:.2} s"),
        ..99.95 => format!("{seconds:.1} s"),
        _ => format!("{:.1} min", seconds / 60.0),
    }
}

/// As in `3 h`: rounded down, to one unit.
pub(crate) fn age(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        ..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..172_800 => format!("{} h", seconds / 3_600),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lags_have_three_digits_or_less() {
        let rows = [
            (0, "at once"),
            (1, "1 ms"),
            (183, "183 ms"),
            (999, "999 ms"),
            (1_000, "1.00 s"),
            (1_244, "1.24 s"),
            (12_440, "12.4 s"),
            (150_000, "2.5 min"),
        ];
        for (millis, text) in rows {
            assert_eq!(lag(Duration::from_millis(millis)), text);
        }
    }

    #[test]
    fn ages_have_one_unit() {
        let rows = [
            (59, "59 s"),
            (60, "1 min"),
            (3_599, "59 min"),
            (3_600, "1 h"),
            (172_799, "47 h"),
            (172_800, "2 days"),
        ];
        for (seconds, text) in rows {
            assert_eq!(age(Duration::from_secs(seconds)), text);
        }
    }
}
