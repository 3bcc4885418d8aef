use proptest::prelude::*;

use super::*;

const MS: i64 = 1_000;
const SECOND: i64 = 1_000_000;

/// Moments of the local clock, in microseconds after the first.
#[derive(Clone, Copy)]
struct Local(Instant);

impl Local {
    fn new() -> Self {
        Self(Instant::now())
    }

    fn at(self, micros: i64) -> Instant {
        self.0 + Duration::from_micros(micros.unsigned_abs())
    }
}

/// A clock that runs by `rate` millionths faster than the local one, and is set once.
#[derive(Clone, Copy, Debug)]
struct Server {
    offset: i64,
    rate: i64,
    /// When it is set, and by how much.
    step: Option<(i64, i64)>,
}

impl Server {
    fn shows(&self, at: i64) -> i64 {
        let step = self.step.filter(|(since, _)| at >= *since);
        let set_by = step.map_or(0, |(_, by)| by);
        1_700_000_000 * SECOND + self.offset + at + at * self.rate / SECOND + set_by
    }
}

/// A request and its answer.
#[derive(Clone, Copy, Debug)]
struct Exchange {
    pause: i64,
    there: i64,
    back: i64,
    /// By how much the clock of the host that answers differs from the server's.
    host: i64,
}

/// The answers in turn, each with the moment of its arrival.
fn answers(local: Local, server: Server, exchanges: &[Exchange]) -> Vec<(i64, Answer)> {
    let mut now = 0;
    let answer = |it: &Exchange| {
        let sent = now + it.pause;
        let dated = sent + it.there;
        now = dated + it.back;
        let date = server.shows(dated) + it.host;
        let answer = Answer {
            date: ServerTime(date.div_euclid(SECOND) * SECOND),
            sent: local.at(sent),
            arrived: local.at(now),
        };
        (now, answer)
    };
    exchanges.iter().map(answer).collect()
}

fn known(answers: &[(i64, Answer)]) -> Estimate {
    let clock = EndpointClock::default();
    for (_, answer) in answers {
        clock.note(*answer);
    }
    clock.estimate().unwrap()
}

/// Half of what hosts may differ by, less what integers are rounded by.
const HOST: i64 = 12 * MS + 490;

prop_compose! {
    fn server()(offset in 0..SECOND, rate in -200..=200_i64) -> Server {
        Server { offset, rate, step: None }
    }
}

prop_compose! {
    fn exchange()(
        pause in prop_oneof![0..50 * MS, 0..3 * SECOND, 0..600 * SECOND],
        there in 0..400 * MS,
        back in 0..400 * MS,
        host in -HOST..=HOST,
    ) -> Exchange {
        Exchange { pause, there, back, host }
    }
}

fn exchanges() -> impl Strategy<Value = Vec<Exchange>> {
    prop::collection::vec(exchange(), 1..40)
}

fn width(estimate: &Estimate, at: Instant) -> i64 {
    estimate.latest(at).0 - estimate.earliest(at).0
}

proptest! {
    #[test]
    fn what_no_answer_contradicts_holds_the_clocks_of_all_hosts_at_any_moment(
        server in server(), exchanges in exchanges(), at in 0..1_000 * SECOND,
    ) {
        let local = Local::new();
        let answers = answers(local, server, &exchanges);
        for so_far in 1..=answers.len() {
            let estimate = known(&answers[..so_far]);
            prop_assert_eq!(estimate.era(), 0);
            for host in [-HOST, 0, HOST] {
                let shows = ServerTime(server.shows(at) + host);
                prop_assert!(estimate.earliest(local.at(at)) <= shows, "{:?}", estimate);
                prop_assert!(estimate.latest(local.at(at)) >= shows, "{:?}", estimate);
            }
        }
    }

    #[test]
    fn an_answer_widens_nothing(server in server(), exchanges in exchanges()) {
        let local = Local::new();
        let answers = answers(local, server, &exchanges);
        for so_far in 1..answers.len() {
            let at = local.at(answers[so_far].0);
            let before = width(&known(&answers[..so_far]), at);
            let after = width(&known(&answers[..=so_far]), at);
            prop_assert!(after <= before, "{after} after {before}");
            prop_assert!(after > 0, "it crosses: {after}");
        }
    }

    #[test]
    fn a_step_that_an_answer_contradicts_is_followed_from_that_answer_on(
        server in server(),
        exchanges in exchanges(),
        since in 0..60 * SECOND,
        by in prop_oneof![-SECOND..SECOND, -9_000 * SECOND..9_000 * SECOND],
    ) {
        let (local, server) = (Local::new(), Server { step: Some((since, by)), ..server });
        let answers = answers(local, server, &exchanges);
        for so_far in 1..=answers.len() {
            let estimate = known(&answers[..so_far]);
            let now = answers[so_far - 1].0;
            if estimate.era() > 0 {
                let (at, shows) = (local.at(now), ServerTime(server.shows(now)));
                prop_assert!(estimate.earliest(at) <= shows, "{:?}", estimate);
                prop_assert!(estimate.latest(at) >= shows, "{:?}", estimate);
            }
        }
    }
}

const STEADY: Server = Server {
    offset: 0,
    rate: 0,
    step: None,
};

/// So many, one after the other, each on its way for 20 ms.
fn every(pause: i64, count: usize) -> Vec<Exchange> {
    let exchange = Exchange {
        pause,
        there: 10 * MS,
        back: 10 * MS,
        host: 0,
    };
    vec![exchange; count]
}

#[test]
fn twenty_answers_over_some_seconds_tell_the_clock_to_a_tenth_of_a_second() {
    let local = Local::new();
    let answers = answers(local, STEADY, &every(190 * MS, 20));
    let estimate = known(&answers);
    let (at, now) = (answers[19].0, local.at(answers[19].0));
    let early = STEADY.shows(at) - estimate.earliest(now).0;
    let late = estimate.latest(now).0 - STEADY.shows(at);
    assert!(early <= 105 * MS, "{early}");
    assert!(late <= 105 * MS, "{late}");
}

#[test]
fn what_is_known_widens_with_time_as_clocks_drift() {
    let local = Local::new();
    let answers = answers(local, STEADY, &every(190 * MS, 20));
    let (estimate, now) = (known(&answers), answers[19].0);
    let grown = |after| {
        let then = local.at(now + after * SECOND);
        width(&estimate, then) - width(&estimate, local.at(now))
    };
    assert_eq!(grown(100) / MS, 40);
    assert_eq!(grown(1_000) / MS, 400);
}

#[test]
fn hosts_are_trusted_again_once_the_answers_of_ten_seconds_agree() {
    let local = Local::new();
    let set = Server {
        step: Some((SECOND / 2, -60 * SECOND)),
        ..STEADY
    };
    let answers = answers(local, set, &every(480 * MS, 40));
    let slack = |so_far: usize| known(&answers[..so_far]).slack();
    assert_eq!(slack(1), SLACK);
    let (wide, narrow): (Vec<usize>, Vec<usize>) =
        (2..=40).partition(|it| slack(*it) == SLACK_AFTER_A_CONTRADICTION);
    assert!(wide.iter().max() < narrow.iter().min(), "{wide:?}");
    assert_eq!(wide.len(), 19, "{wide:?}");
}

#[test]
fn hosts_that_differ_by_more_are_found_out_and_allowed_for() {
    let local = Local::new();
    let mut exchanges = every(170 * MS, 40);
    for exchange in exchanges.iter_mut().step_by(2) {
        exchange.host = 700 * MS;
    }
    let answers = answers(local, STEADY, &exchanges);
    let (estimate, now) = (known(&answers), answers[39].0);
    assert!(estimate.era() > 0);
    for host in [0, 700 * MS] {
        let shows = ServerTime(STEADY.shows(now) + host);
        assert!(estimate.earliest(local.at(now)) <= shows);
        assert!(estimate.latest(local.at(now)) >= shows);
    }
}

#[test]
fn each_endpoint_has_a_clock_of_its_own() {
    let clocks = ServerClocks::default();
    let of = |uri| clocks.of(uri).unwrap();
    let ours = of("https://ssm.us-east-1.amazonaws.com/");
    assert_eq!(ours, of("https://ssm.us-east-1.amazonaws.com/path?query"));
    assert_eq!(
        ours,
        clocks
            .clone()
            .of("https://SSM.us-east-1.amazonaws.com/")
            .unwrap()
    );
    for other in [
        "http://ssm.us-east-1.amazonaws.com/",
        "https://ssm.us-east-2.amazonaws.com/",
        "https://ssm.us-east-1.amazonaws.com:8443/",
    ] {
        assert_ne!(ours, of(other), "{other}");
    }
    assert_eq!(clocks.of("/path"), None);
}

#[test]
fn a_date_of_json_is_read_to_the_microsecond() {
    for (seconds, micros) in [
        (1_704_067_200.0, 1_704_067_200_000_000),
        (1_704_067_200.768, 1_704_067_200_768_000),
        (1_704_067_200.001, 1_704_067_200_001_000),
        (1_704_067_200.999, 1_704_067_200_999_000),
        (1_704_067_200.123_457, 1_704_067_200_123_457),
        (4_102_444_800.007, 4_102_444_800_007_000),
    ] {
        let date = DateTime::from_secs_f64(seconds);
        assert_eq!(ServerTime::from(&date), ServerTime(micros), "{seconds}");
    }
}
