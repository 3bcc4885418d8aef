//! A check is as visible as its function says.

use postcond::runtime::PostCondition;

mod checks {
    use postcond::post_condition;
    use postcond::runtime::{Check, satisfied};
    use postcond_ui_tests::pets::Reader;
    use postcond_ui_tests::pets::sdk::operation::put_pet::{PutPetInput, PutPetOutput};

    #[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
    pub async fn public(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }

    #[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
    pub(crate) async fn in_crate(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }

    #[post_condition(service = postcond_ui_tests::pets, op = "PutPet")]
    pub(super) async fn in_parent(_: &Reader, _: &PutPetInput, _: &PutPetOutput) -> Check {
        satisfied("there")
    }
}

fn main() {
    fn name<P: PostCondition>(_: P) -> &'static str {
        P::INFO.name
    }

    assert_eq!(name(checks::public), "public");
    assert_eq!(name(checks::in_crate), "in_crate");
    assert_eq!(name(checks::in_parent), "in_parent");
}
