//! The types that an SDK crate would bring.

/// A module for each operation, as in an SDK crate.
pub mod operation {
    /// `DeletePet`.
    pub mod delete_pet {
        /// What it takes.
        #[derive(Clone, Debug, Default)]
        pub struct DeletePetInput {
            /// Which pet.
            pub name: String,
        }

        /// What it returns.
        #[derive(Clone, Debug, Default)]
        pub struct DeletePetOutput {}
    }

    /// `GetPet`.
    pub mod get_pet {
        /// What it takes.
        #[derive(Clone, Debug, Default)]
        pub struct GetPetInput {
            /// Which pet.
            pub name: String,
        }

        /// What it returns.
        #[derive(Clone, Debug, Default)]
        pub struct GetPetOutput {
            /// The pet's name, if there is such a pet.
            pub name: Option<String>,
        }
    }

    /// `ListPets`.
    pub mod list_pets {
        /// What it takes.
        #[derive(Clone, Debug, Default)]
        pub struct ListPetsInput {}

        /// What it returns.
        #[derive(Clone, Debug, Default)]
        pub struct ListPetsOutput {
            /// The pets' names.
            pub names: Vec<String>,
        }
    }

    /// `PutPet`.
    pub mod put_pet {
        /// What it takes.
        #[derive(Clone, Debug, Default)]
        pub struct PutPetInput {
            /// Which pet.
            pub name: String,
        }

        /// What it returns.
        #[derive(Clone, Debug, Default)]
        pub struct PutPetOutput {}
    }
}

/// What the service refuses with.
pub mod error {
    use std::fmt;

    use ::postcond::runtime::__private::{
        CreateUnhandledError, ErrorMetadata, ProvideErrorMetadata,
    };

    /// Any error of the service.
    #[derive(Debug)]
    pub struct PetsError(ErrorMetadata);

    impl fmt::Display for PetsError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fmt(f)
        }
    }

    impl std::error::Error for PetsError {}

    impl ProvideErrorMetadata for PetsError {
        fn meta(&self) -> &ErrorMetadata {
            &self.0
        }
    }

    impl CreateUnhandledError for PetsError {
        fn create_unhandled_error(
            _: Box<dyn std::error::Error + Send + Sync>,
            metadata: Option<ErrorMetadata>,
        ) -> Self {
            Self(metadata.unwrap_or_default())
        }
    }
}
