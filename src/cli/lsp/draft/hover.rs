//! What is said of a claim under the pointer: its rule, the grounds that were looked for, and what satisfies it.

use super::Read;
use crate::cli::explain::sheet::Sheet;
use crate::cli::lsp::markdown::escaped;
use crate::cli::lsp::session::Session;
use crate::cli::pages::body;
use crate::engine::{Claim, Finding};
use crate::report::{cite, demand_text, words};
use crate::text::{Language, Span};
use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, TextDocumentPositionParams};
use std::fmt::Write;

/// What is said at a place of an open draft.
pub(in crate::cli::lsp) fn hover(session: &mut Session<'_>, at: &TextDocumentPositionParams) -> Option<Hover> {
    let (text, checked) = session.draft(&at.text_document.uri)?;
    let read = checked.read()?;
    let byte = text.byte(at.position);
    let holds = |span: &Span| span.start <= byte && byte <= span.end;
    let findings = read.report.findings().iter().map(|one| (read.in_text(one.claim_span), Found::Finding(one)));
    let fault = |claim: &&Claim| !read.report.findings().iter().any(|f| (&f.rule, f.span) == (&claim.rule, claim.span));
    let claims = read.report.claims().iter().filter(fault);
    let claims = claims.map(|one| (read.in_text(one.claim_span), Found::Claim(one)));
    let mut here: Vec<_> = findings.chain(claims).filter(|(span, _)| holds(span)).collect();
    here.sort_by_key(|(span, _)| span.end - span.start);
    let span = here.first()?.0;
    let pages: Vec<String> = here.iter().map(|(_, found)| page(read, found)).collect();
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: pages.join("\n\n---\n\n") };
    Some(Hover { contents: Contents::MarkupContent(contents), range: Some(text.range(span)) })
}

/// What stands at a place.
enum Found<'r> {
    Finding(&'r Finding),
    /// One of the ledger, of which there is nothing to report.
    Claim(&'r Claim),
}

fn page(read: &Read, found: &Found<'_>) -> String {
    let (rule, own) = match found {
        Found::Finding(finding) => (&finding.rule, finding.language),
        Found::Claim(claim) => (&claim.rule, claim.language),
    };
    let language = read.setup.language.unwrap_or(own);
    let mut page = match found {
        Found::Finding(finding) => of_finding(finding, language),
        Found::Claim(claim) => of_claim(claim, language),
    };
    let program = &read.setup.rules.checker.program;
    if let Some(rule) = program.rules.iter().find(|one| one.id == *rule) {
        let sheet = Sheet::of(rule, program, read.setup.level(rule), Some(language));
        if !sheet.doc.is_empty() {
            let _ = write!(page, "\n\n{}", escaped(sheet.doc));
        }
        for one in sheet.parts.iter().filter(|part| matches!(part.head, "Satisfied by" | "Unless")) {
            let _ = write!(page, "\n\n**{}**\n\n{}", one.head, body(one).trim_end());
        }
        let _ = write!(page, "\n\n`toulmin explain {}`", rule.id);
    }
    page
}

fn of_finding(finding: &Finding, language: Language) -> String {
    let said = words(language);
    let mut page = format!("**{}** ({})\n\n{}\n", finding.rule, finding.level.word(), escaped(&finding.message));
    for demand in &finding.demands {
        row(&mut page, said.grounds(), &demand_text(said, demand));
    }
    for (name, text) in [(said.help(), &finding.help), (said.warrant(), &finding.warrant)] {
        if let Some(text) = text {
            row(&mut page, name, text);
        }
    }
    for backing in &finding.backing {
        row(&mut page, said.backing(), &cite(said, backing));
    }
    page
}

fn of_claim(claim: &Claim, language: Language) -> String {
    let said = words(language);
    let mut page = format!("**{}**: {}\n", claim.rule, said.verdict(claim.grounds));
    for evidence in &claim.evidence {
        row(&mut page, said.grounds(), &said.supports(evidence));
    }
    page
}

fn row(page: &mut String, name: &str, text: &str) {
    let _ = write!(page, "\n- *{name}*: {}", escaped(text).replace('\n', "\n  "));
}
