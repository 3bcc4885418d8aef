//! Every page is in the table of contents, and every snippet is a test.

use std::collections::BTreeSet;
use std::fs;

use postcond_guide_tests::PAGES;

use super::{files, read, root};

const BOOK: &str = "docs/guide/src";

/// A block of code: the page, the line, and what stands after its fence.
struct Block {
    place: String,
    language: String,
}

fn blocks(path: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut is_open = false;
    for (number, line) in read(path).lines().enumerate() {
        let Some(language) = line.trim_start().strip_prefix("```") else {
            continue;
        };
        if !is_open {
            blocks.push(Block {
                place: format!("{path}:{}", number + 1),
                language: language.to_owned(),
            });
        }
        is_open = !is_open;
    }
    blocks
}

#[test]
fn the_table_of_contents_has_every_page_once() {
    let summary = read("docs/guide/src/SUMMARY.md");
    let linked = summary.lines().filter_map(|line| {
        let (_, link) = line.split_once("](")?;
        Some(format!("{BOOK}/{}", link.strip_suffix(')')?))
    });
    let mut linked: Vec<String> = linked.collect();
    linked.sort();
    let mut pages = files(BOOK, ".md");
    pages.retain(|page| !page.ends_with("/SUMMARY.md"));
    assert_eq!(linked, pages);
}

#[test]
fn the_page_of_examples_has_each() {
    let page = read("docs/guide/src/reference/examples.md");
    let mut missing = names("examples");
    missing.retain(|name| !page.contains(&format!("HEAD/examples/{name})")));
    let mut programs = names("postcond/examples");
    programs.extend(names("tests/endpoints/examples"));
    // A part of several.
    programs.retain(|name| name != "output" && !page.contains(&format!("--example {name}")));
    missing.extend(programs);
    assert_eq!(missing, [""; 0]);
}

/// What is in a folder, without its page and the endings of files.
fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root(folder)).expect("a folder");
    let names = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name");
        name.to_str().expect("a name in UTF-8").to_owned()
    });
    let mut names: Vec<_> = names.filter(|name| name != "README").collect();
    names.sort();
    names
}

#[test]
fn every_page_of_the_guide_with_rust_is_a_test() {
    let tested: BTreeSet<String> = PAGES.iter().map(|page| format!("docs/{page}")).collect();
    let untested = files("docs", ".md").into_iter().filter(|page| {
        let is_rust = |block: &Block| block.language.starts_with("rust");
        !tested.contains(page) && blocks(page).iter().any(is_rust)
    });
    assert_eq!(untested.collect::<Vec<_>>(), [""; 0]);
}

/// What has no language is taken for Rust, and what is ignored proves nothing.
#[test]
fn every_block_says_its_language_and_none_is_ignored_but_for_what_another_test_holds() {
    const KNOWN: [&str; 10] = [
        "rust",
        "rust,no_run",
        "toml",
        "console",
        "text",
        "json",
        "python",
        "hcl",
        "sh",
        "yaml",
    ];
    // `postcond/tests/documents` compares it with an example.
    const HELD: &str = "docs/from-boto3-post-conditions.md";
    let mut seen = 0;
    for page in files("docs", ".md") {
        for Block { place, language } in blocks(&page) {
            let is_held = page == HELD && language == "rust,ignore";
            assert!(
                is_held || KNOWN.contains(&&*language),
                "{place}: ```{language}"
            );
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} blocks are not all");
}
