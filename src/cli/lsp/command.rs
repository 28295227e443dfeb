//! What the editor can ask the server to do.

use super::draft::fingerprint_at;
use super::rules;
use super::session::Session;
use crate::cli::baseline;
use gen_lsp_types::{ExecuteCommandParams, LspAny, MessageType, Uri};

/// Adds a finding to the baseline of its draft.
pub(super) const ADD_TO_BASELINE: &str = "toulmin.addToBaseline";
/// Runs the examples of a rule, or of all rules of a file.
pub(super) const RUN_EXAMPLES: &str = "toulmin.runExamples";

/// All that can be asked.
pub(super) const ALL: [&str; 2] = [ADD_TO_BASELINE, RUN_EXAMPLES];

/// Does what is asked.
pub(super) fn run(session: &mut Session<'_>, params: ExecuteCommandParams) -> Result<Option<LspAny>, String> {
    let arguments = params.arguments.unwrap_or_default();
    let word = |at: usize| arguments.get(at).and_then(LspAny::as_str);
    let wanted =
        |at: usize| word(at).ok_or_else(|| format!("`{}` needs a text as argument {}", params.command, at + 1));
    match params.command.as_str() {
        ADD_TO_BASELINE => add_to_baseline(session, &Uri(wanted(0)?.to_owned()), wanted(1)?, wanted(2)?).map(|()| None),
        RUN_EXAMPLES => rules::run_examples(session, &Uri(wanted(0)?.to_owned()), word(1)).map(Some),
        other => Err(format!("there is no command `{other}`")),
    }
}

fn add_to_baseline(session: &mut Session<'_>, uri: &Uri, rule: &str, fingerprint: &str) -> Result<(), String> {
    let (_, checked) = session.draft(uri).ok_or("the draft is not open")?;
    let read = checked.read().ok_or("the draft is not checked")?;
    let finding = fingerprint_at(read, rule, fingerprint).ok_or("the finding is not there any more")?;
    let path = session.get(uri).filter(|open| open.path.is_absolute()).map(|open| open.path.clone());
    let path = path.ok_or("the draft is not saved yet")?;
    let said = baseline::add(&path, &read.document, finding, &read.setup)?;
    session.reload();
    session.show(MessageType::Info, said);
    Ok(())
}
