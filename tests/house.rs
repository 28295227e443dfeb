//! The habits of the house, as tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with one of these extensions, in order.
fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| extensions.iter().any(|x| e == *x)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

#[test]
fn each_folder_needs_only_those_before_it() {
    const ORDER: [&str; 7] = ["text", "syntax", "program", "document", "engine", "report", "cli"];
    let mut wrong = Vec::new();
    for (place, folder) in ORDER.iter().enumerate() {
        for file in files(&format!("src/{folder}"), &["rs"]) {
            let text = read(&file);
            for later in &ORDER[place + 1..] {
                for (line, code) in text.lines().enumerate() {
                    if code.contains(&format!("crate::{later}")) && !code.trim_start().starts_with("//") {
                        wrong.push(format!("{}:{}: {folder} needs {later}", name(&file), line + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_source_file_says_what_is_in_it() {
    let silent: Vec<_> =
        files("src", &["rs"]).into_iter().filter(|f| !read(f).starts_with("//! ")).map(|f| name(&f)).collect();
    assert!(silent.is_empty(), "no `//!` at the head of {silent:?}");
}

#[test]
fn no_source_file_grows_past_reading() {
    let long: Vec<_> = files("src", &["rs"])
        .into_iter()
        .map(|f| (read(&f).lines().count(), name(&f)))
        .filter(|(lines, _)| *lines > 600)
        .collect();
    assert!(long.is_empty(), "split {long:?}");
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["to", "fix"].map(|w| [w, if w == "to" { "do" } else { "me" }].concat());
    let mut left = Vec::new();
    for file in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        for (line, code) in read(&file).lines().enumerate() {
            let code = code.to_lowercase();
            let marks = words.iter().any(|w| code.contains(&format!("{w}!(")) || code.contains(&format!("// {w}")));
            if marks || code.contains(concat!("dbg", "!(")) {
                left.push(format!("{}:{}", name(&file), line + 1));
            }
        }
    }
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn no_merge_is_half_done() {
    let mut half = Vec::new();
    for folder in ["docs", "rules", "src", "tests", "snapshots", "editors/vscode/src", "ci", "grammar"] {
        for file in files(folder, &["md", "rs", "toulmin", "txt", "snap", "toml", "yml", "ts", "lua", "pest"]) {
            let bytes = std::fs::read(&file).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            if text.lines().any(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ")) {
                half.push(name(&file));
            }
        }
    }
    assert!(half.is_empty(), "{half:?}");
}

#[test]
fn each_rule_has_examples_in_each_language() {
    let mut missing = Vec::new();
    for file in files("rules", &["toulmin"]).into_iter().chain(files("examples", &["toulmin"])) {
        let text = read(&file);
        if !text.lines().any(|line| line.starts_with("rule ")) {
            continue;
        }
        for verdict in ["flags", "allows"] {
            for language in ["en", "fr"] {
                let count = text.lines().filter(|line| line.split_whitespace().take(2).eq([verdict, language])).count();
                if count < 3 {
                    missing.push(format!("{}: {count} `{verdict} {language}`", name(&file)));
                }
            }
        }
    }
    assert!(missing.is_empty(), "three examples of each are asked for:\n{}", missing.join("\n"));
}

#[test]
fn each_rule_bears_the_name_of_its_file_and_its_reasons() {
    for file in files("rules", &["toulmin"]).into_iter().chain(files("examples", &["toulmin"])) {
        let text = read(&file);
        let Some(rule) = text.lines().find_map(|line| line.strip_prefix("rule ")) else { continue };
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        assert_eq!(rule.trim_end_matches([' ', '{']), stem, "{}", name(&file));
        for clause in ["  message {", "  help {", "  warrant {", "  backing "] {
            assert!(text.contains(clause), "{} has no `{}`", name(&file), clause.trim());
        }
    }
}

#[test]
fn each_rule_file_is_in_the_one_style() {
    let mut untidy = Vec::new();
    for file in files("rules", &["toulmin"]) {
        let (path, text) = (name(&file), read(&file));
        let file = toulmin::RuleFile { path: path.clone(), text: text.clone() };
        if toulmin::format_rules(&file) != Ok(text) {
            untidy.push(path);
        }
    }
    assert!(untidy.is_empty(), "run `toulmin fmt rules`: {untidy:?}");
}

#[test]
fn each_snapshot_belongs_to_a_test() {
    let sources: String = files("src", &["rs"])
        .into_iter()
        .chain(files("tests", &["rs", "md", "mdx", "txt", "toulmin", "toml"]))
        .map(|f| format!("{}\n{}\n", f.file_stem().unwrap_or_default().to_string_lossy(), read(&f)))
        .collect();
    let words: BTreeSet<&str> =
        sources.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))).collect();
    let orphans: Vec<_> = files("snapshots", &["snap"])
        .into_iter()
        .filter(|f| {
            let stem = f.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let last = stem.rsplit("__").next().unwrap_or(&stem).split('@').next().unwrap_or(&stem);
            !words.contains(last) && !words.contains(stem.as_str())
        })
        .map(|f| name(&f))
        .collect();
    assert!(orphans.is_empty(), "no test or fixture bears these names: {orphans:?}");
}

#[test]
fn the_readme_commands_are_those_of_the_ci() {
    let (readme, ci) = (read(&root().join("README.md")), read(&root().join(".ci/run")));
    for command in ["cargo run --release -- check --fail-on never examples/ai-strategy.md", "cargo test"] {
        assert!(readme.contains(command), "README.md has no `{command}`");
    }
    assert!(ci.contains("check --fail-on never examples/ai-strategy.md") && ci.contains("cargo test"));
}
