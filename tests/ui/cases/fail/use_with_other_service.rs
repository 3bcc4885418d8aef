//! A check of one service, handed to the client of another.

use postcond::post_condition;
use postcond::runtime::{Check, satisfied};
use postcond_ui_tests::pets::ConsistentPetsClientBuilder;

/// Another service.
mod toys {
    use postcond::runtime;

    pub enum Toys {}

    impl runtime::__private::Generated for Toys {}

    impl runtime::Service for Toys {
        const NAME: &'static str = "toys";
        const SDK_ID: &'static str = "Toys";
        const IAM_PREFIX: &'static str = "toys";
        type Reader = Reader;
    }

    #[derive(Clone)]
    pub struct Reader;

    impl runtime::__private::Generated for Reader {}
    impl runtime::__private::ServiceReader for Reader {}

    pub mod op {
        use super::runtime;

        pub enum PutToy {}

        impl runtime::__private::Generated for PutToy {}

        impl runtime::Operation for PutToy {
            type Service = super::Toys;
            type Input = String;
            type Output = ();
            const NAME: &'static str = "PutToy";
        }

        impl runtime::Mutation for PutToy {
            type Error = postcond_ui_tests::pets::sdk::error::PetsError;

            const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[];

            fn resource(_: &Self::Input) -> Option<String> {
                None
            }

            fn kept(input: &Self::Input) -> Option<Self::Input> {
                Some(input.clone())
            }
        }
    }
}

#[post_condition(service = toys, op = "PutToy")]
async fn is_listed(_: &toys::Reader, _: &String, _: &()) -> Check {
    satisfied("there")
}

fn main() {
    let _ = ConsistentPetsClientBuilder::default().post_condition(is_listed);
}
