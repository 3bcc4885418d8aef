//! Tables of exit codes: the help of a command has its own, and so has the README.

/// Each code, and what it is of.
pub(crate) type Codes = [(u8, &'static str)];

/// The table, for below a command's help.
pub(crate) fn help(codes: &Codes) -> String {
    let rows = codes.iter().map(|(code, of)| format!("\n  {code}  {of}"));
    "Exit codes:".to_owned() + &rows.collect::<String>()
}

#[cfg(test)]
pub(crate) fn readme() -> String {
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).replace('`', "")
}

/// That the README has this table, whole, and no row besides.
#[cfg(test)]
pub(crate) fn assert_in_readme(codes: &Codes) {
    let rows = codes
        .iter()
        .map(|(code, of)| format!("| {code} | {of} |\n"));
    let table = "| exit code | of |\n|---|---|\n".to_owned() + &rows.collect::<String>();
    let readme = readme() + "\n";
    assert!(
        readme.contains(&(table.clone() + "\n")),
        "the README lacks\n{table}"
    );
}
