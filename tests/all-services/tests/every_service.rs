//! No service is left out: all that botocore describes are generated.

use std::path::Path;
use std::sync::Mutex;
use std::{env, thread};

use postcond_all_services_tests::{generate, services};

/// Of the release that `models/botocore.txt` pins.
const SERVICES: usize = 435;
const OPERATIONS: usize = 19_479;

#[test]
#[ignore = "needs POSTCOND_BOTOCORE, the directory that models/botocore.sh writes"]
fn every_service_is_generated() {
    let botocore = env::var("POSTCOND_BOTOCORE").expect("POSTCOND_BOTOCORE is set");
    let services = services(Path::new(&botocore)).expect("a directory of services");
    assert_eq!(services.len(), SERVICES);
    let left = Mutex::new(services.iter());
    let operations = Mutex::new(0);
    let failures = Mutex::new(Vec::new());
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap().next();
                    let Some(service) = next else { break };
                    match generate(service) {
                        Ok(counts) => *operations.lock().unwrap() += counts.operations,
                        Err(error) => {
                            let failure = format!("{}: {error}", service.display());
                            failures.lock().unwrap().push(failure);
                        }
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(operations.into_inner().unwrap(), OPERATIONS);
}
