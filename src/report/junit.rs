//! Findings as the results of tests, in the form of JUnit: a draft is a suite, a finding a test that failed.

use super::narrated::narrated;
use super::run::{Checked, Run};
use super::uri::slashed;
use super::xml::{document, legal};
use crate::program::Level;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io;

/// All drafts. One without findings is a test that passed; so is a finding at level note, which tells what it has to
/// say as the output of its test.
pub(crate) fn junit(run: &Run<'_>) -> String {
    let fails = |level: Level| level >= Level::Warning;
    let failures = run.findings().filter(|(_, finding, _)| fails(finding.level)).count();
    let tests: usize = run.drafts.iter().map(tests).sum::<usize>() + run.failures.len();
    let totals = [("tests", tests), ("failures", failures), ("errors", run.failures.len())];
    document(|writer| {
        let root = writer.create_element("testsuites").with_attribute(("name", "toulmin"));
        root.with_attributes(totals.map(|(name, n)| (name, n.to_string())).iter().map(|(n, v)| (*n, v.as_str())))
            .write_inner_content(|writer| {
                for draft in &run.drafts {
                    suite(writer, draft, fails)?;
                }
                errors(writer, run)
            })
            .map(|_| ())
    })
}

fn tests(draft: &Checked<'_>) -> usize {
    draft.report.findings().len().max(1)
}

fn suite(writer: &mut Writer<Vec<u8>>, draft: &Checked<'_>, fails: impl Fn(Level) -> bool) -> io::Result<()> {
    let path = legal(&slashed(draft.path));
    let failures = draft.report.findings().iter().filter(|finding| fails(finding.level)).count().to_string();
    let element = writer.create_element("testsuite").with_attribute(("name", path.as_str()));
    let tests = tests(draft).to_string();
    let counts = [("tests", tests.as_str()), ("failures", failures.as_str()), ("errors", "0")];
    element.with_attributes(counts).write_inner_content(|writer| {
        if draft.report.findings().is_empty() {
            let case = writer.create_element("testcase").with_attribute(("name", "no findings"));
            case.with_attribute(("classname", path.as_str())).write_empty()?;
        }
        for (_, finding, _) in draft.findings() {
            let at = finding.claim.start;
            let (name, line) = (format!("{} {}:{}", finding.rule, at.line, at.column), at.line.to_string());
            let (message, text) = (legal(&finding.message), legal(&narrated(draft.path, finding, None, false)));
            let case = [("name", name.as_str()), ("classname", &path), ("file", &path), ("line", &line)];
            writer.create_element("testcase").with_attributes(case).write_inner_content(|writer| {
                let body = if fails(finding.level) {
                    let body = writer.create_element("failure").with_attribute(("message", message.as_str()));
                    body.with_attribute(("type", finding.level.word()))
                } else {
                    writer.create_element("system-out")
                };
                body.write_text_content(BytesText::new(&text)).map(|_| ())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What could not be read or compiled, as a suite of its own.
fn errors(writer: &mut Writer<Vec<u8>>, run: &Run<'_>) -> io::Result<()> {
    if run.failures.is_empty() {
        return Ok(());
    }
    let count = run.failures.len().to_string();
    let element = writer.create_element("testsuite").with_attribute(("name", "toulmin"));
    let counts = [("tests", count.as_str()), ("failures", "0"), ("errors", &count)];
    element.with_attributes(counts).write_inner_content(|writer| {
        for failure in &run.failures {
            let (path, message) = (legal(&slashed(&failure.path)), legal(&failure.message));
            let case = [("name", path.as_str()), ("classname", "toulmin")];
            writer.create_element("testcase").with_attributes(case).write_inner_content(|writer| {
                let error = writer.create_element("error").with_attribute(("message", message.as_str()));
                error.with_attribute(("type", failure.id.unwrap_or("unreadable"))).write_empty().map(|_| ())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}
