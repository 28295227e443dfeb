//! The formats of findings and of claims, and the names of files that tell them.

use super::output::Formats;
use clap::ValueEnum;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// Excerpts and marks, for the terminal
    Human,
    /// Plain sentences without drawing, for screen readers
    Narrated,
    /// One object with all that is known
    Json,
    /// One finding a line, as JSON
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions
    Github,
    /// A code quality report of GitLab
    Gitlab,
    /// Test results, which every CI server reads
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// The diagnostics of reviewdog
    Rdjson,
    /// A spreadsheet of findings
    Csv,
    /// A page of the drafts with their claims marked, a ledger and charts
    Html,
}

impl Formats for CheckFormat {
    const DEFAULT: Self = Self::Human;
    const DEFAULT_NAME: &str = "human";

    fn of_name(name: &str) -> Option<Self> {
        let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
        Some(match name {
            // The name that GitLab's own pages give it.
            "gl-code-quality-report.json" => Self::Gitlab,
            _ if ends(&[".sarif", ".sarif.json"]) => Self::Sarif,
            _ if ends(&[".rdjson", ".rdjson.json"]) => Self::Rdjson,
            _ if ends(&[".json"]) => Self::Json,
            _ if ends(&[".jsonl", ".ndjson"]) => Self::Jsonl,
            _ if ends(&[".csv"]) => Self::Csv,
            _ if ends(&[".html", ".htm"]) => Self::Html,
            _ if ends(&[".xml"]) && name.contains("checkstyle") => Self::Checkstyle,
            _ if ends(&[".xml"]) && name.contains("junit") => Self::Junit,
            _ if ends(&[".txt"]) => Self::Human,
            _ => return None,
        })
    }
}

/// How claims are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimsFormat {
    /// A table, for the terminal
    Table,
    /// One object with all that is known
    Json,
    /// A spreadsheet
    Csv,
    /// A page of the drafts with their claims marked, a ledger and charts
    Html,
}

impl Formats for ClaimsFormat {
    const DEFAULT: Self = Self::Table;
    const DEFAULT_NAME: &str = "table";

    fn of_name(name: &str) -> Option<Self> {
        Some(match name.rsplit_once('.')?.1 {
            "json" => Self::Json,
            "csv" => Self::Csv,
            "html" | "htm" => Self::Html,
            "txt" => Self::Table,
            _ => return None,
        })
    }
}
