//! A service with two mutations and two reads, as the generator would emit it.

use std::sync::Arc;

use ::postcond::runtime;

use sdk::operation::get_pet::GetPetOutput;
use sdk::operation::list_pets::ListPetsOutput;

pub mod sdk;

/// Stands for Pets in bounds.
#[derive(Clone, Copy, Debug)]
pub enum Pets {}

impl runtime::__private::Generated for Pets {}

impl runtime::Service for Pets {
    const NAME: &'static str = "pets";
    const SDK_ID: &'static str = "Pets";
    const IAM_PREFIX: &'static str = "pets";
    type Reader = Reader;
}

/// Configures a client; it has nothing to send requests with.
#[derive(Debug, Default)]
pub struct ConsistentPetsClientBuilder {
    consistency: runtime::Consistency,
}

impl ConsistentPetsClientBuilder {
    /// Adds a check of one's own to those that the client brings along.
    #[must_use]
    pub fn post_condition<P>(mut self, check: P) -> Self
    where
        P: runtime::PostCondition<Operation: runtime::Mutation<Service = Pets>>,
    {
        self.consistency.add(check);
        self
    }
}

/// Hands out the reads of Pets, and nothing else: what checks read with.
#[derive(Clone, Debug)]
pub struct Reader {
    names: Arc<[String]>,
}

impl runtime::__private::Generated for Reader {}
impl runtime::__private::ServiceReader for Reader {}

impl Reader {
    /// A reader of a service that knows the pets called `names`.
    #[must_use]
    pub fn new(names: &[&str]) -> Self {
        Self {
            names: names.iter().copied().map(str::to_owned).collect(),
        }
    }

    /// The pet called `name`.
    ///
    /// # Errors
    /// None: it is here so that checks can use `?`.
    pub async fn get_pet(&self, name: &str) -> Result<GetPetOutput, runtime::ReadError> {
        let name = self.names.iter().find(|known| *known == name).cloned();
        Ok(GetPetOutput { name })
    }

    /// All pets.
    ///
    /// # Errors
    /// None: it is here so that checks can use `?`.
    pub async fn list_pets(&self) -> Result<ListPetsOutput, runtime::ReadError> {
        let names = self.names.to_vec();
        Ok(ListPetsOutput { names })
    }
}

/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
pub mod op {
    use super::{runtime, sdk};

    /// Stands for `DeletePet` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum DeletePet {}

    impl runtime::__private::Generated for DeletePet {}

    impl runtime::Operation for DeletePet {
        type Service = super::Pets;
        type Input = sdk::operation::delete_pet::DeletePetInput;
        type Output = sdk::operation::delete_pet::DeletePetOutput;
        const NAME: &'static str = "DeletePet";
    }

    impl runtime::Mutation for DeletePet {
        type Error = sdk::error::PetsError;

        const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[];

        fn resource(input: &Self::Input) -> Option<String> {
            Some(input.name.clone())
        }

        fn kept(input: &Self::Input) -> Option<Self::Input> {
            Some(input.clone())
        }
    }

    /// Stands for `GetPet` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum GetPet {}

    impl runtime::__private::Generated for GetPet {}

    impl runtime::Operation for GetPet {
        type Service = super::Pets;
        type Input = sdk::operation::get_pet::GetPetInput;
        type Output = sdk::operation::get_pet::GetPetOutput;
        const NAME: &'static str = "GetPet";
    }

    impl runtime::Read for GetPet {}

    /// Stands for `ListPets` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum ListPets {}

    impl runtime::__private::Generated for ListPets {}

    impl runtime::Operation for ListPets {
        type Service = super::Pets;
        type Input = sdk::operation::list_pets::ListPetsInput;
        type Output = sdk::operation::list_pets::ListPetsOutput;
        const NAME: &'static str = "ListPets";
    }

    impl runtime::Read for ListPets {}

    /// Stands for `PutPet` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum PutPet {}

    impl runtime::__private::Generated for PutPet {}

    impl runtime::Operation for PutPet {
        type Service = super::Pets;
        type Input = sdk::operation::put_pet::PutPetInput;
        type Output = sdk::operation::put_pet::PutPetOutput;
        const NAME: &'static str = "PutPet";
    }

    impl runtime::Mutation for PutPet {
        type Error = sdk::error::PetsError;

        const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[];

        fn resource(input: &Self::Input) -> Option<String> {
            Some(input.name.clone())
        }

        fn kept(input: &Self::Input) -> Option<Self::Input> {
            Some(input.clone())
        }
    }
}
