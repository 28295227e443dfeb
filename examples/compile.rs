//! Compiles folders and files of rules, and prints what is wrong with them: `cargo run --example compile rules`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut paths = Vec::new();
    for argument in std::env::args_os().skip(1) {
        gather(Path::new(&argument), &mut paths);
    }
    paths.sort();
    paths.dedup();
    let mut files = Vec::new();
    for path in &paths {
        match std::fs::read_to_string(path) {
            Ok(text) => files.push(toulmin::RuleFile { path: path.display().to_string(), text }),
            Err(error) => show(&format!("{}: {error}", path.display())),
        }
    }
    let start = std::time::Instant::now();
    let diagnostics = toulmin::diagnose(&files);
    let time = start.elapsed();
    let mut errors = 0;
    for diagnostic in &diagnostics {
        errors += usize::from(diagnostic.is_error());
        let text = files.iter().find(|f| f.path == diagnostic.file).map_or("", |f| f.text.as_str());
        let before = &text[..diagnostic.span.start];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let level = diagnostic.level.word();
        let (file, id, message) = (&diagnostic.file, diagnostic.id, &diagnostic.message);
        show(&format!("{file}:{line}:{column}: {level}: {id}: {message}"));
        if let Some(help) = &diagnostic.help {
            show(&format!("    help: {help}"));
        }
    }
    let warnings = diagnostics.len() - errors;
    show(&format!("{} files, {errors} errors, {warnings} warnings, {time:?}", files.len()));
    if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn gather(path: &Path, paths: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            let inner = entry.path();
            if inner.is_dir() || inner.extension().is_some_and(|e| e == "toulmin") {
                gather(&inner, paths);
            }
        }
    } else {
        paths.push(path.to_owned());
    }
}

fn show(line: &str) {
    use std::io::Write as _;
    // A closed pipe is no reason to fail.
    let _ = writeln!(std::io::stdout(), "{line}");
}
