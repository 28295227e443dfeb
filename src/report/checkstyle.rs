//! Findings in the form of Checkstyle, which many tools read.

use super::run::{Checked, Run};
use super::uri::slashed;
use super::xml::{document, legal};
use crate::program::Level;
use quick_xml::Writer;
use std::io;

/// All drafts with findings, and what could not be read.
pub(crate) fn checkstyle(run: &Run<'_>) -> String {
    document(|writer| {
        let root = writer.create_element("checkstyle").with_attribute(("version", "4.3"));
        root.write_inner_content(|writer| {
            for draft in run.drafts.iter().filter(|draft| !draft.report.findings().is_empty()) {
                file(writer, draft)?;
            }
            for failure in &run.failures {
                let element = writer.create_element("file");
                let line = failure.place.map_or(1, |place| place.start.line).to_string();
                let path = legal(&slashed(&failure.path));
                element.with_attribute(("name", path.as_str())).write_inner_content(|writer| {
                    let source = format!("toulmin.{}", failure.id.unwrap_or("unreadable"));
                    let message = legal(&failure.message);
                    let about = [("line", line.as_str()), ("severity", "error"), ("message", &message)];
                    let error = writer.create_element("error").with_attributes(about);
                    error.with_attribute(("source", source.as_str())).write_empty().map(|_| ())
                })?;
            }
            Ok(())
        })
        .map(|_| ())
    })
}

fn file(writer: &mut Writer<Vec<u8>>, draft: &Checked<'_>) -> io::Result<()> {
    let path = legal(&slashed(draft.path));
    let element = writer.create_element("file").with_attribute(("name", path.as_str()));
    element.write_inner_content(|writer| {
        for (_, finding, _) in draft.findings() {
            let (line, column) = (finding.claim.start.line.to_string(), finding.claim.start.column.to_string());
            let mut message = finding.message.clone();
            if let Some(help) = &finding.help {
                message = format!("{message}; {help}");
            }
            let severity = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note | Level::Off => "info",
            };
            let (message, source) = (legal(&message), format!("toulmin.{}", finding.rule.replace('/', ".")));
            let attributes = [
                ("line", line.as_str()),
                ("column", &column),
                ("severity", severity),
                ("message", &message),
                ("source", &source),
            ];
            writer.create_element("error").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}
