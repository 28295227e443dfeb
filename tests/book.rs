//! The book in `docs/` says what is so: its blocks compile, its commands print what it shows, its links lead somewhere.
//!
//! `BOOK=overwrite cargo test book` writes into the book what the commands print, the pages of rules, and their list in
//! the summary; then read what has changed.

#[path = "book/console.rs"]
mod console;
#[path = "book/page.rs"]
mod page;

use page::{Block, Page};
use std::fs;
use std::path::{Path, PathBuf};
use toulmin::{Checker, Packs, RuleFile, format_rules};

const RENEW: &str = "`BOOK=overwrite cargo test book` renews it";
/// How the pages of rules are made.
const PAGES: &str = "toulmin pages ai-narratives evidence --messages --output docs/src/rules";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn book() -> PathBuf {
    root().join("docs/src")
}

/// What is above `docs/src`, taken from a path.
fn name(path: &Path) -> String {
    path.strip_prefix(book()).unwrap_or(path).display().to_string()
}

fn overwrites() -> bool {
    std::env::var_os("BOOK").is_some_and(|value| value == "overwrite")
}

fn paths() -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![book()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the book is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The pages that people write.
fn written() -> Vec<Page> {
    let is_made = |path: &Path| path.starts_with(book().join("rules"));
    paths().iter().filter(|path| !is_made(path)).map(|path| Page::read(path)).collect()
}

#[test]
fn every_block_does_what_the_book_shows() {
    let pages = written();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let tried: Vec<_> = pages.iter().map(|page| scope.spawn(|| try_all(page))).collect();
        tried.into_iter().flat_map(|one| one.join().expect("a page does not panic")).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Tries the blocks of a page in their order, in a folder of its own; says what is wrong.
fn try_all(page: &Page) -> Vec<String> {
    let folder = tempfile::tempdir().expect("there is room");
    for (from, to) in page.given() {
        copy(&root().join(from), &folder.path().join(to));
    }
    let (mut wrong, mut differ) = (Vec::new(), Vec::new());
    for block in &page.blocks {
        match try_out(folder.path(), block) {
            Ok(as_it_is) if as_it_is == block.text => {}
            Ok(as_it_is) => differ.push((block, as_it_is)),
            Err(says) => wrong.push(format!("{}: {says}\n{}", name(&page.path), block.text)),
        }
    }
    if !overwrites() {
        let says = |(block, is): &(&Block, String)| {
            format!("{}: the book shows\n{}\nand it is\n{is}\n{RENEW}", name(&page.path), block.text)
        };
        wrong.extend(differ.iter().map(says));
    } else if !differ.is_empty() {
        let mut text = page.text.clone();
        // From the last on, so that places before stay what they are.
        differ.iter().rev().for_each(|(block, is)| text.replace_range(block.range.clone(), is));
        fs::write(&page.path, text).expect("there is room");
    }
    wrong
}

/// The block as it should be, or what is wrong with it.
fn try_out(folder: &Path, block: &Block) -> Result<String, String> {
    if let Some(name) = &block.name {
        let path = folder.join(name);
        let parent = path.parent().expect("it stands in a folder");
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, &block.text)).expect("there is room");
    }
    match (block.language.as_str(), &block.name) {
        // What is for an editor stands in the repository too, where its own tests find it.
        (_, Some(name)) if name.starts_with("editors/") => {
            let text = fs::read_to_string(root().join(name)).map_err(|error| format!("{name}: {error}"))?;
            return parsed(name, &text).map(|()| text);
        }
        ("console", None) => return Ok(console::run(folder, &block.text)),
        // Other files of its pack stand beside it; a command tells of them.
        ("toulmin", Some(_)) | ("markdown" | "text" | "bibtex", _) => {}
        ("toulmin", None) => return compiled(&block.text),
        ("toml", _) => {
            fs::write(folder.join("read.toml"), &block.text).expect("there is room");
            let printed = console::output(folder, "toulmin rules --config read.toml --format json 2>&1 >/dev/null");
            if !printed.is_empty() {
                return Err(format!("these settings are not read without complaint:\n{printed}"));
            }
        }
        ("yaml", None) => {
            if let Some(Err(wrong)) = saphyr_parser::Parser::new_from_str(&block.text).find(Result::is_err) {
                return Err(format!("this is no YAML: {wrong}"));
            }
        }
        // What would write into a reader's own folders is read by the shell, and not run.
        ("sh", None) => {
            fs::write(folder.join("read.sh"), &block.text).expect("there is room");
            let printed = console::output(folder, "sh -n read.sh; rm read.sh");
            if !printed.is_empty() {
                return Err(format!("the shell cannot read this:\n{printed}"));
            }
        }
        ("run", None) => {
            let printed = console::output(folder, &block.text);
            if !printed.is_empty() {
                return Err(format!("a command that readers do not see says:\n{printed}"));
            }
        }
        (other, _) => return Err(format!("nothing tests a block of `{other}`")),
    }
    Ok(block.text.clone())
}

/// Whether settings of an editor have their form.
fn parsed(name: &str, text: &str) -> Result<(), String> {
    match Path::new(name).extension().and_then(|extension| extension.to_str()) {
        Some("toml") => text.parse::<toml::Table>().map(drop).map_err(|error| format!("{name}: {error}")),
        Some("json" | "sublime-settings") => {
            serde_json::from_str::<serde_json::Value>(text).map(drop).map_err(|error| format!("{name}: {error}"))
        }
        _ => Ok(()),
    }
}

/// Rules that stand alone: they compile, and are in the one style.
fn compiled(text: &str) -> Result<String, String> {
    let packs = Packs::embedded();
    let std = packs.files().iter().filter(|file| file.path.starts_with("rules/std/")).cloned();
    let block = RuleFile { path: "block/block.toulmin".into(), text: text.into() };
    Checker::new(&Packs::from_files(std.chain([block.clone()]))).map_err(|wrong| format!("{wrong:?}"))?;
    format_rules(&block).map_err(|wrong| format!("{wrong:?}"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("there is room");
    for entry in fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())).flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("there is room");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for path in paths() {
        let page = Page::read(&path);
        let gone = page.includes().into_iter().filter(|included| !included.exists());
        broken.extend(gone.map(|included| format!("{}: {}", name(&path), included.display())));
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            let (file, anchor) = link.split_once('#').map_or((link.as_str(), None), |(file, at)| (file, Some(at)));
            let target = if file.is_empty() { path.clone() } else { path.parent().expect("a folder").join(file) };
            let is_there = target.exists()
                && anchor.is_none_or(|anchor| page::anchors(&target).iter().any(|known| known == anchor));
            if !is_there {
                broken.push(format!("{}: {link}", name(&path)));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_pages_of_rules_are_those_of_the_rules() {
    let check = if overwrites() { "" } else { " --check" };
    let printed = console::output(root(), &format!("{PAGES}{check}"));
    let is_right = !printed.contains("out of date ") && !printed.contains("left over ") && printed.contains(" pages: ");
    assert!(is_right || overwrites(), "{printed}\n{RENEW}, or `cargo run -- {}`", &PAGES["toulmin ".len()..]);
}

#[test]
fn the_summary_lists_every_page() {
    let path = book().join("SUMMARY.md");
    let summary = fs::read_to_string(&path).expect("the book has a summary");
    let listed: Vec<&str> =
        summary.lines().filter(|line| line.starts_with("  - [") && line.contains("](rules/")).collect();
    let made: Vec<String> = paths()
        .iter()
        .filter_map(|path| {
            let name = name(path);
            let (pack, rule) = name.strip_prefix("rules/")?.strip_suffix(".md")?.split_once('/')?;
            Some(format!("  - [{pack}/{rule}](rules/{pack}/{rule}.md)"))
        })
        .collect();
    if overwrites() && listed != made {
        let kept: Vec<&str> = summary.lines().filter(|line| !listed.contains(line)).collect();
        let head = kept.iter().position(|line| line.contains("](rules/README.md)")).expect("rules have a place in it");
        let made = made.iter().map(String::as_str);
        let lines: Vec<&str> =
            kept[..=head].iter().copied().chain(made).chain(kept[head + 1..].iter().copied()).collect();
        fs::write(&path, lines.join("\n") + "\n").expect("there is room");
        return;
    }
    assert_eq!(listed, made, "the list of rules in SUMMARY.md; {RENEW}");
    let linked = Page::read(&path).links;
    let missing: Vec<String> = paths().iter().map(|path| name(path)).filter(|name| name != "SUMMARY.md").collect();
    let missing: Vec<&String> = missing.iter().filter(|name| !linked.contains(name)).collect();
    assert!(missing.is_empty(), "SUMMARY.md does not list {missing:?}");
}

#[test]
fn every_setting_has_its_place() {
    let config = fs::read_to_string(root().join("src/cli/config/read.rs")).expect("it is there");
    let (_, keys) = config.split_once("const KEYS").and_then(|(_, rest)| rest.split_once("= ")).expect("it has keys");
    let keys = keys.split(';').next().unwrap_or_default().split('"').skip(1).step_by(2);
    let page = Page::read(&book().join("settings.md"));
    let missing: Vec<&str> = keys.filter(|key| !page.anchors.iter().any(|anchor| anchor == key)).collect();
    assert!(missing.is_empty(), "settings.md has no heading for {missing:?}");
}
