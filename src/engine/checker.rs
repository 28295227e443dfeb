//! Rules, compiled and ready to check documents.

use super::check;
use super::plan::Plan;
use super::trace::{self, Trace};
use super::{Context, Packs, Report};
use crate::document::Document;
use crate::program::{Checks, Diagnostic, Program, Rule};
use std::sync::Arc;

/// Rules, compiled: made once, used from many threads.
#[derive(Clone, Debug)]
pub struct Checker {
    pub(crate) program: Arc<Program>,
    pub(crate) plan: Arc<Plan>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Checker {
    /// Compiles `packs`; refuses when an item has an error.
    ///
    /// # Errors
    /// All that is wrong in the rule files, warnings included.
    pub fn new(packs: &Packs) -> Result<Self, Vec<Diagnostic>> {
        let checker = Self::lenient(packs);
        if checker.diagnostics.iter().any(Diagnostic::is_error) { Err(checker.diagnostics) } else { Ok(checker) }
    }

    /// Compiles what can be compiled; [`diagnostics`](Self::diagnostics) tells what could not.
    pub fn lenient(packs: &Packs) -> Self {
        Self::compile(packs, Checks::Errors)
    }

    /// Compiles what can be compiled, and runs every static check: for rule authors.
    pub fn thorough(packs: &Packs) -> Self {
        Self::compile(packs, Checks::All)
    }

    fn compile(packs: &Packs, checks: Checks) -> Self {
        let (program, diagnostics) = crate::program::compile_adjusted(packs.files(), &packs.adjustments, checks);
        let plan = Plan::new(&program);
        Self { program: Arc::new(program), plan: Arc::new(plan), diagnostics }
    }

    /// What the compiler had to say of the rule files.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Checks one document.
    pub fn check(&self, document: &Document, context: &Context) -> Report {
        check::check(&self.program, &self.plan, document, context)
    }

    /// Why the sentences on a line, counted from 1, are reported or are not.
    pub fn trace(&self, document: &Document, line: usize, context: &Context) -> Vec<Trace> {
        check::with(&self.program, &self.plan, document, context, |check| trace::trace(check, line))
    }

    /// Where one rule stopped in each sentence of a document.
    pub(crate) fn trace_rule(&self, document: &Document, rule: &Rule, context: &Context) -> Vec<Trace> {
        let plan = self.plan.wanting_all();
        check::with(&self.program, &plan, document, context, |check| trace::trace_rule(check, rule))
    }
}
