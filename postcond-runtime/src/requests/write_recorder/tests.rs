use aws_smithy_types::DateTime;

use super::*;
use crate::confirm::stub::Touch;
use crate::contract::erased::any;
use crate::sdk::clock::ServerTime;

fn recorder() -> WitnessRecorder {
    WitnessRecorder::start(SentWrite::of(any::<Touch>()))
}

/// The attempt that is sent now; of its endpoint's clock, nothing is known.
fn attempt() -> Attempt {
    Attempt {
        sent: Instant::now(),
        clock: Some(EndpointClock::default()),
        known: None,
    }
}

#[tokio::test(start_paused = true)]
async fn a_write_that_was_not_answered_is_dated_by_a_later_read() {
    let recorder = recorder();
    let attempt = attempt();
    let clock = attempt.clock.clone().unwrap();
    recorder.record.lock().first = Some(attempt);
    tokio::time::advance(Duration::from_secs(5)).await;
    let returned = Instant::now();
    tokio::time::advance(Duration::from_secs(60)).await;
    clock.note(Answer {
        date: ServerTime(1_065_000_000),
        sent: Instant::now(),
        arrived: Instant::now(),
    });
    // A later look sees the same.
    tokio::time::advance(Duration::from_secs(60)).await;
    let witness = recorder.indeterminate(returned);
    for (millis, covers, precedes) in [
        // 1,000 s, less 50 ms for hosts, and 13 ms for drift.
        (999_930, false, false),
        (999_940, true, false),
        // 1,005 s, and 1 s for the header, and 2 s for the request that may have been under way.
        (1_008_055, true, false),
        (1_008_070, true, true),
    ] {
        let date = DateTime::from_millis(millis);
        assert_eq!(witness.covers(Some(&date)), covers, "{millis}");
        assert_eq!(witness.precedes(Some(&date)), precedes, "{millis}");
    }
}
