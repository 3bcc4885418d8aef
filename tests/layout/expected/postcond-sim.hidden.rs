pub mod __private {
    pub fn near(given: &str, known: &str) -> Option<usize> {}
}
