//! No service is left out: all that botocore describes are generated.
#![allow(clippy::unwrap_used)]

use std::env;
use std::path::Path;

use postcond_all_services_tests::{draft, generate, is_simulated, of_each, services};

/// Of the release that `models/botocore.txt` pins.
const SERVICES: usize = 435;
const OPERATIONS: usize = 19_479;
/// All operations that are known to deceive or to linger: one that is misspelt would be of no service.
const DECEPTIVE: usize = 35;
/// Drafted checks.
const CHECKS: usize = 1_544;
/// Those whose protocol the simulator speaks: `examples/own-service/README.md` says how many.
const SIMULATED: usize = 169;

#[test]
#[ignore = "needs POSTCOND_BOTOCORE, the directory that models/botocore.sh writes"]
fn every_service_is_generated() {
    let counts = of_every_service(generate);
    let operations: usize = counts.iter().map(|it| it.operations).sum();
    assert_eq!(operations, OPERATIONS);
}

#[test]
#[ignore = "needs POSTCOND_BOTOCORE, the directory that models/botocore.sh writes"]
fn every_service_is_drafted() {
    let drafted = of_every_service(draft);
    let deceptive: usize = drafted.iter().map(|it| it.deceptive).sum();
    let checks: usize = drafted.iter().map(|it| it.checks).sum();
    assert_eq!((deceptive, checks), (DECEPTIVE, CHECKS));
}

#[test]
#[ignore = "needs POSTCOND_BOTOCORE, the directory that models/botocore.sh writes"]
fn every_service_is_counted_that_the_simulator_can_play() {
    let simulated = of_every_service(is_simulated);
    let simulated = simulated.into_iter().filter(|it| *it);
    assert_eq!(simulated.count(), SIMULATED);
}

fn of_every_service<T: Send>(of_one: fn(&Path) -> Result<T, String>) -> Vec<T> {
    let botocore = env::var("POSTCOND_BOTOCORE").expect("POSTCOND_BOTOCORE is set");
    let services = services(Path::new(&botocore)).expect("a directory of services");
    assert_eq!(services.len(), SERVICES);
    of_each(&services, of_one)
}
