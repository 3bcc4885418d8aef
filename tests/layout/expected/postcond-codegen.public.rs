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
    pub fn with_checks(mut self, directory: &Path) -> Result<Self, Errors> {}
    pub fn overlay(&self, existing: Option<&Source>) -> Result<String, Errors> {}
    pub fn gone(&self) -> Option<String> {}
    pub fn tags(&self) -> Option<String> {}
    pub fn stubs(&self) -> String {}
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Error {
    pub file: String,
    pub item: Option<String>,
    pub message: String,
}

impl fmt::Display for Error {}

impl std::error::Error for Error {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errors();

impl Errors {
    pub fn as_slice(&self) -> &[Error] {}
}

impl From<Error> for Errors {}

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

#[derive(Debug, Clone)]
pub enum Source {
    Botocore {
        service: Text,
        paginators: Option<Text>,
    },
    Smithy {
        model: Text,
    },
}

impl From<PathBuf> for Source {}

impl Source {
    pub fn file(path: impl Into<PathBuf>) -> Self {}
    pub fn embedded(name: impl Into<String>, text: impl Into<String>) -> Self {}
}

pub fn draft_overlay(source: &Source) -> Result<String, Errors> {}
