pub use postcond_runtime::AmbiguousWrite;

pub use postcond_runtime::Confirmations;

pub use postcond_runtime::DeniedRead;

pub use postcond_runtime::Looked;

pub use postcond_runtime::Policy;

pub use postcond_runtime::ReadBudget;

pub use postcond_runtime::Receipt;

pub use postcond_runtime::ReceiptError;

pub use postcond_runtime::RefusedWrite;

pub use postcond_runtime::Schedule;

pub use postcond_runtime::Scope;

pub use postcond_runtime::Settlement;

pub use postcond_runtime::UnshownWrite;

pub use postcond_runtime::UnusableReceipt;

pub use postcond_macros::post_condition;

pub use postcond_runtime as runtime;

pub mod dispatch {
    pub const SERVICES: &[&ServiceInfo] = &[
        #[cfg(feature = "iam")]
        &crate::iam::SERVICE,
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

pub mod iam {
    include!(concat!(env!("OUT_DIR"), "/iam.rs"));
}

pub mod iam {
    pub mod by_use {
        #[derive(Clone)]
        pub struct AccessKeyWorks {}
        impl AccessKeyWorks {
            pub fn with(sts: &sts::Client) -> Self {}
        }
        impl fmt::Debug for AccessKeyWorks {}
        impl<O> PolicyAllows<O> {
            pub fn new(
                principal: impl Into<String>,
                action: impl Into<String>,
                resource: impl Into<String>,
            ) -> Self {}
            pub fn no_longer(mut self) -> Self {}
            pub fn and_on(mut self, resource: impl Into<String>) -> Self {}
            pub fn context(mut self, entry: ContextEntry) -> Self {}
        }
        impl<O> fmt::Debug for PolicyAllows<O> {}
        pub struct PolicyAllows<O> {}
        impl<O> RoleCanBeAssumed<O> {
            pub fn with(sts: &sts::Client) -> Self {}
            pub fn external_id(mut self, id: impl Into<String>) -> Self {}
            pub fn session_name(mut self, name: impl Into<String>) -> Self {}
        }
        impl<O> fmt::Debug for RoleCanBeAssumed<O> {}
        pub struct RoleCanBeAssumed<O> {}
        pub use aws_sdk_sts as sts;
    }
}

pub mod secretsmanager {
    include!(concat!(env!("OUT_DIR"), "/secretsmanager.rs"));
}

pub mod ssm {
    include!(concat!(env!("OUT_DIR"), "/ssm.rs"));
}

pub mod tagging {
    impl<O> TagsAreFoundByTaggingApi<O> {
        pub fn with(tagging: &sdk::Client) -> Self {}
    }
    impl<O> fmt::Debug for TagsAreFoundByTaggingApi<O> {}
    pub struct TagsAreFoundByTaggingApi<O> {}
    pub use aws_sdk_resourcegroupstagging as sdk;
}
