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
