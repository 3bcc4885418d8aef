//! The guide: its snippets are the documentation tests of this crate, so that each is compiled, and those that are
//! not `no_run` are run on the simulator.

/// Pages of the guide, each the documentation of a module; and pages beside it that it includes.
macro_rules! pages {
    ($($module:ident = $path:literal)*) => {
        $(
            #[doc = include_str!(concat!("../../../docs/", $path))]
            pub mod $module {}
        )*

        /// The path of each page, from `docs/`.
        pub const PAGES: &[&str] = &[$($path),*];
    };
}

pages! {
    introduction = "guide/src/introduction.md"
    troubleshooting = "guide/src/troubleshooting.md"

    read_paths = "guide/src/concepts/read-paths.md"
    witness = "guide/src/concepts/witness.md"
    confirmations = "guide/src/concepts/confirmations.md"
    schedules = "guide/src/concepts/schedules.md"
    budget = "guide/src/concepts/budget.md"
    outcomes = "guide/src/concepts/outcomes.md"
    limits = "guide/src/concepts/limits.md"

    switch_over = "guide/src/recipes/switch-over.md"
    keep_the_sdk_type = "guide/src/recipes/keep-the-sdk-type.md"
    wait_for_more = "guide/src/recipes/wait-for-more.md"
    opt_out = "guide/src/recipes/opt-out.md"
    policies = "guide/src/recipes/policies.md"
    configuration = "guide/src/recipes/configuration.md"
    least_privilege = "guide/src/recipes/least-privilege.md"
    many_writes = "guide/src/recipes/many-writes.md"
    testing = "guide/src/recipes/testing.md"
    local_endpoint = "guide/src/recipes/local-endpoint.md"
    lambda = "guide/src/recipes/lambda.md"
    ci_pipeline = "guide/src/recipes/ci-pipeline.md"
    workflows = "guide/src/recipes/workflows.md"
    dashboards = "guide/src/recipes/dashboards.md"
    write_a_check = "guide/src/recipes/write-a-check.md"
    own_service = "guide/src/recipes/own-service.md"

    migrate = "guide/src/recipes/migrate/README.md"

    from_sleeps = "guide/src/recipes/migrate/from-sleeps.md"
    from_retries = "guide/src/recipes/migrate/from-retries.md"
    from_waiters = "guide/src/recipes/migrate/from-waiters.md"
    from_time_sleep = "guide/src/recipes/migrate/from-time-sleep.md"

    reference_configuration = "guide/src/reference/configuration.md"
    telemetry = "guide/src/reference/telemetry.md"
    examples = "guide/src/reference/examples.md"

    history = "history.md"
    receipts = "receipts.md"
    recording = "recording.md"
    sdk_client = "sdk-client.md"
    stand_ins = "stand-ins.md"
    from_boto3_post_conditions = "from-boto3-post-conditions.md"
}
