pub use postcond_runtime::AmbiguousWrite;

pub use postcond_runtime::Confirmations;

pub use postcond_runtime::DeniedRead;

pub use postcond_runtime::Policy;

pub use postcond_runtime::ReadBudget;

pub use postcond_runtime::RefusedWrite;

pub use postcond_runtime::Schedule;

pub use postcond_runtime::Scope;

pub use postcond_runtime::Settlement;

pub use postcond_runtime::UnshownWrite;

pub use postcond_macros::post_condition;

pub use postcond_runtime as runtime;

pub mod dispatch {
    pub const SERVICES: &[&ServiceInfo] = &[
        #[cfg(feature = "secretsmanager")]
        &crate::secretsmanager::SERVICE,
        #[cfg(feature = "ssm")]
        &crate::ssm::SERVICE,
    ];
    #[inline]
    pub fn operation(service: &str, name: &str) -> Option<&'static OperationInfo> {}
    #[inline]
    pub fn operations() -> impl Iterator<
        Item = (&'static ServiceInfo, &'static OperationInfo),
    > {}
    #[inline]
    pub fn service(name: &str) -> Option<&'static ServiceInfo> {}
}

pub mod secretsmanager {
    include!(concat!(env!("OUT_DIR"), "/secretsmanager.rs"));
}

pub mod ssm {
    include!(concat!(env!("OUT_DIR"), "/ssm.rs"));
}
