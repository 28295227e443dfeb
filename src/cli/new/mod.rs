//! `toulmin new`: the first files of a pack, or of a rule in it.

mod template;

use super::Outcome;
use super::args::{NewArgs, NewWhat};
use super::packs::{Care, RuleSet, Shipped, pack_folder};
use super::terminal::Terminal;
use super::trouble::{reason, shown};
use crate::engine::Packs;
use crate::program::{is_kebab, is_reserved};
use crate::report::visible;
use crate::text::Language;
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that is to be written.
type New = (PathBuf, String);

/// Writes the files, and says what to do next. Nothing that is there is written over.
pub(crate) fn run(args: &NewArgs, terminal: &Terminal) -> Outcome {
    let made = match &args.what {
        NewWhat::Pack { path, languages } => pack(path, languages),
        NewWhat::Rule { path } => rule(path),
    };
    match made.and_then(|(files, next)| write(&files).map(|()| (files, next))) {
        Ok((files, next)) => {
            for (path, _) in &files {
                terminal.out(&format!("wrote {}\n", visible(&shown(path))));
            }
            terminal.out(&format!("\nnext:\n{}", visible(&next)));
            Outcome::Clean
        }
        Err(says) => {
            terminal.err(&format!("toulmin: {}\n", visible(&says)));
            Outcome::Failed
        }
    }
}

fn pack(path: &Path, languages: &[Language]) -> Result<(Vec<New>, String), String> {
    let name = name_of(path)?;
    if path.exists() {
        return Err(format!("{}: there is such a file or folder already", shown(path)));
    }
    if Packs::embedded().files().iter().any(|file| pack_folder(file) == Some(name)) {
        return Err(format!("`{name}` is a pack that ships with toulmin: give yours another name"));
    }
    let languages: Vec<Language> = if languages.is_empty() { vec![Language::EN] } else { distinct(languages) };
    let mut files = vec![
        (path.join("pack.toulmin"), template::pack(name, &languages)),
        (path.join("first-claim.toulmin"), template::rule("first-claim", &languages)),
    ];
    for language in &languages {
        files.push((path.join(format!("tests/letter.{language}.md")), template::draft(*language).to_owned()));
    }
    let folder = shown(path);
    let next = format!(
        "  toulmin test {folder} --accept
      runs the examples, and keeps the report of each draft in {folder}/snapshots
  toulmin new rule {folder}/another-claim
      adds a rule
  toulmin check --rules {folder} draft.md
      runs the pack on a draft
"
    );
    Ok((files, next))
}

fn rule(path: &Path) -> Result<(Vec<New>, String), String> {
    let name = name_of(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(format!(
            "{}: there is no such folder; `toulmin new pack {}` makes one",
            shown(folder),
            shown(folder)
        ));
    }
    let set = RuleSet::read(&[folder.to_owned()], &Shipped::Needed(BTreeSet::new()), Care::Errors);
    let declared = set.declared_languages();
    let languages = if declared.is_empty() { vec![Language::EN] } else { declared };
    if let Some(pack) = set.given.iter().find(|pack| set.names().contains(format!("{pack}/{name}").as_str())) {
        return Err(format!("there is a rule `{pack}/{name}` already"));
    }
    let file = folder.join(format!("{name}.toulmin"));
    let next = format!(
        "  edit {}, then run its examples:
  toulmin test {}
",
        shown(&file),
        shown(&file)
    );
    Ok((vec![(file, template::rule(name, &languages))], next))
}

/// The last part of a path, which is the name of what is made.
fn name_of(path: &Path) -> Result<&str, String> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.strip_suffix(".toulmin").unwrap_or(name);
    if is_reserved(name) {
        Err(format!("`{name}` is a word of the rule language, and no name"))
    } else if is_kebab(name) && name.starts_with(|first: char| first.is_ascii_lowercase()) {
        Ok(name)
    } else {
        Err(format!("`{name}` is no name for it: write small letters, digits and hyphens, as in `school-meals`"))
    }
}

fn distinct(languages: &[Language]) -> Vec<Language> {
    let mut kept = Vec::new();
    for language in languages {
        if !kept.contains(language) {
            kept.push(*language);
        }
    }
    kept
}

/// Writes new files; refuses before the first where one of them is there.
fn write(files: &[New]) -> Result<(), String> {
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(format!("{}: there is such a file already", shown(path)));
    }
    for (path, text) in files {
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes()));
        written.map_err(|error| format!("{}: {}", shown(path), reason(&error)))?;
    }
    Ok(())
}
