#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    pub operations: usize,
    pub mutations: usize,
    pub checked: usize,
    pub setters: usize,
}

#[derive(Debug)]
pub struct Draft {}

impl Draft {
    pub fn new(model: &Source, module: impl Into<String>) -> Result<Self, Errors> {}
    pub fn sdk_crate(&self) -> String {}
    pub fn with_checks(mut self, directory: &Path) -> Result<Self, Errors> {}
    pub fn with_overlay(mut self, overlay: &Source) -> Result<Self, Errors> {}
    pub fn overlay(&self, existing: Option<&Source>) -> Result<String, Errors> {}
    pub fn lifecycle(&self) -> Option<String> {}
    pub fn gone(&self) -> Option<String> {}
    pub fn tags(&self) -> Option<String> {}
}

impl Draft {
    pub fn stubs(&self) -> String {}
    pub fn new_stubs(&self) -> Option<String> {}
    pub fn derivable(&self) -> Vec<String> {}
    pub fn dropped(&self) -> Vec<Dropped> {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dropped {
    pub name: String,
    pub check: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Error {
    pub file: String,
    pub item: Option<String>,
    pub message: String,
}

impl fmt::Debug for Error {}

impl fmt::Display for Error {}

impl std::error::Error for Error {}

#[derive(Clone, PartialEq, Eq)]
pub struct Errors();

impl Errors {
    pub fn as_slice(&self) -> &[Error] {}
}

impl From<Error> for Errors {}

impl fmt::Debug for Errors {}

impl fmt::Display for Errors {}

impl std::error::Error for Errors {}

#[derive(Clone, Debug)]
pub struct Generated {}

impl Generated {
    pub fn source(&self) -> String {}
    pub fn support(&self) -> &str {}
    pub fn operations(&self) -> &str {}
    pub fn surface(&self) -> &str {}
    pub fn warnings(&self) -> &[String] {}
    pub fn counts(&self) -> Counts {}
}

#[derive(Clone, Debug)]
pub struct Generator {}

impl Generator {
    pub fn new(model: Source) -> Self {}
    pub fn overlay(mut self, overlay: Source) -> Self {}
    pub fn checks(
        mut self,
        directory: impl Into<PathBuf>,
        module: impl Into<String>,
    ) -> Self {}
    pub fn sdk_crate(mut self, path: impl Into<String>) -> Self {}
    pub fn sdk_sources(mut self, sources: SdkSources) -> Self {}
    pub fn postcond_crate(mut self, path: impl Into<String>) -> Self {}
    pub fn receipts(mut self, receipts: bool) -> Self {}
    pub fn generate(&self) -> Result<Generated, Errors> {}
}

#[derive(Clone, Debug)]
pub struct SdkSources();

impl SdkSources {
    pub fn of_build_script() -> Self {}
    pub fn in_directory(directory: impl Into<PathBuf>) -> Self {}
}

#[derive(Clone, Debug)]
pub struct Source {}

impl From<PathBuf> for Source {}

impl Source {
    pub fn file(path: impl Into<PathBuf>) -> Self {}
    pub fn embedded(name: impl Into<String>, text: impl Into<String>) -> Self {}
}

pub fn draft_overlay(source: &Source) -> Result<String, Errors> {}

pub mod json {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Document {
        pub value: Value,
        pub repeated: Vec<RepeatedKey>,
    }
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct RepeatedKey {
        pub path: Vec<String>,
        pub key: String,
        pub times: usize,
    }
    impl RepeatedKey {
        pub fn item(&self) -> Option<&str> {}
    }
    impl fmt::Display for RepeatedKey {}
    pub fn parse(text: &str) -> Result<Document, serde_json::Error> {}
}

pub mod models {
    #[derive(Clone, PartialEq, Eq)]
    pub struct Problem {
        pub file: PathBuf,
        pub shape: Option<String>,
        pub message: String,
    }
    impl fmt::Debug for Problem {}
    impl fmt::Display for Problem {}
    #[derive(Clone, Default, PartialEq, Eq)]
    pub struct Problems();
    impl Error for Problems {}
    impl Problems {
        pub fn iter(&self) -> impl Iterator<Item = &Problem> {}
    }
    impl fmt::Debug for Problems {}
    impl fmt::Display for Problems {}
    #[derive(Debug, Clone)]
    pub enum Source {
        Botocore { service: Text, paginators: Option<Text> },
        Smithy { model: Text },
    }
    pub fn refresh(source: &Source) -> Result<String, Problems> {}
}
