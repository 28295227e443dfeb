//! Findings as the results of tests, in the form of JUnit: a draft is a suite, a finding a test that failed, and one that
//! is allowed or known a test that was skipped.

use super::narrated::narrated;
use super::run::{Checked, Run};
use super::uri::slashed;
use super::xml::{document, legal};
use crate::engine::Finding;
use crate::program::Level;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io;

/// All drafts. One without findings is a test that passed; so is a finding at level note, which tells what it has to
/// say as the output of its test.
pub(crate) fn junit(run: &Run<'_>) -> String {
    let fails = |level: Level| level >= Level::Warning;
    let failures = run.findings().filter(|(_, finding, _)| fails(finding.level)).count();
    let quiet: usize = run.drafts.iter().map(|draft| run.quiet(draft).len()).sum();
    let tests: usize = run.drafts.iter().map(|draft| tests(run, draft)).sum::<usize>() + run.failures.len();
    let totals = [("tests", tests), ("failures", failures), ("errors", run.failures.len()), ("skipped", quiet)];
    document(|writer| {
        let root = writer.create_element("testsuites").with_attribute(("name", "toulmin"));
        root.with_attributes(totals.map(|(name, n)| (name, n.to_string())).iter().map(|(n, v)| (*n, v.as_str())))
            .write_inner_content(|writer| {
                for draft in &run.drafts {
                    suite(writer, run, draft, fails)?;
                }
                errors(writer, run)
            })
            .map(|_| ())
    })
}

fn tests(run: &Run<'_>, draft: &Checked<'_>) -> usize {
    (draft.report.findings().len() + run.quiet(draft).len()).max(1)
}

fn suite(
    writer: &mut Writer<Vec<u8>>,
    run: &Run<'_>,
    draft: &Checked<'_>,
    fails: impl Fn(Level) -> bool,
) -> io::Result<()> {
    let path = legal(&slashed(draft.path));
    let quiet = run.quiet(draft);
    let failures = draft.report.findings().iter().filter(|finding| fails(finding.level)).count();
    let counts = [("tests", tests(run, draft)), ("failures", failures), ("errors", 0), ("skipped", quiet.len())];
    let element = writer.create_element("testsuite").with_attribute(("name", path.as_str()));
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    let element = element.with_attributes(counts.iter().map(|(name, count)| (*name, count.as_str())));
    element.write_inner_content(|writer| {
        if draft.report.findings().is_empty() && quiet.is_empty() {
            let case = writer.create_element("testcase").with_attribute(("name", "no findings"));
            case.with_attribute(("classname", path.as_str())).write_empty()?;
        }
        for (_, finding, _) in draft.findings() {
            case(writer, &path, finding, |writer| {
                let (message, text) = (legal(&finding.message), legal(&narrated(draft.path, finding, None, false)));
                let body = if fails(finding.level) {
                    let body = writer.create_element("failure").with_attribute(("message", message.as_str()));
                    body.with_attribute(("type", finding.level.word()))
                } else {
                    writer.create_element("system-out")
                };
                body.write_text_content(BytesText::new(&text)).map(|_| ())
            })?;
        }
        for (finding, _, why) in quiet {
            case(writer, &path, finding, |writer| {
                let why = legal(&why.says(finding.language));
                writer.create_element("skipped").with_attribute(("message", why.as_str())).write_empty().map(|_| ())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The test that a finding is.
fn case(
    writer: &mut Writer<Vec<u8>>,
    path: &str,
    finding: &Finding,
    body: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<()> {
    let at = finding.claim.start;
    let (name, line) = (format!("{} {}:{}", finding.rule, at.line, at.column), at.line.to_string());
    let case = [("name", name.as_str()), ("classname", path), ("file", path), ("line", &line)];
    writer.create_element("testcase").with_attributes(case).write_inner_content(body).map(|_| ())
}

/// What could not be read or compiled, as a suite of its own.
fn errors(writer: &mut Writer<Vec<u8>>, run: &Run<'_>) -> io::Result<()> {
    if run.failures.is_empty() {
        return Ok(());
    }
    let count = run.failures.len().to_string();
    let element = writer.create_element("testsuite").with_attribute(("name", "toulmin"));
    let counts = [("tests", count.as_str()), ("failures", "0"), ("errors", &count), ("skipped", "0")];
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
