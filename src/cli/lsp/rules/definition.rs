//! Where a name is declared, and where it is referred to.

use super::pack::{self, Pack};
use crate::cli::lsp::session::Session;
use crate::cli::lsp::text::{Text, Units};
use crate::text::Span;
use gen_lsp_types::{Definition, DefinitionResponse, Location, ReferenceParams, TextDocumentPositionParams};
use std::collections::BTreeMap;

/// Where the name at a place is declared; nowhere for one of a pack that is no file.
pub(in crate::cli::lsp) fn definition(
    session: &mut Session<'_>,
    at: &TextDocumentPositionParams,
) -> Option<DefinitionResponse> {
    let here = pack::open(session, &at.text_document.uri)?;
    let symbols = here.pack.symbols();
    let (symbol, ..) = symbols.at(&here.name, here.text.byte(at.position))?;
    let symbol = &symbols.all[symbol];
    let location = Places::new(&here.pack, session.client.units).location(&symbol.file, symbol.name_span)?;
    Some(DefinitionResponse::Definition(Definition::Location(location)))
}

/// All places that refer to the name at a place, in all packs that can be seen.
pub(in crate::cli::lsp) fn references(session: &mut Session<'_>, params: &ReferenceParams) -> Option<Vec<Location>> {
    let at = &params.text_document_position_params;
    let here = pack::open(session, &at.text_document.uri)?;
    let pack = pack::with_users(session, &here)?;
    let symbols = pack.symbols();
    let (symbol, ..) = symbols.at(&here.name, here.text.byte(at.position))?;
    let declared = &symbols.all[symbol];
    let mut places = Places::new(&pack, session.client.units);
    let mut found = Vec::new();
    if params.context.include_declaration {
        found.extend(places.location(&declared.file, declared.name_span));
    }
    found.extend(symbols.mentions_of(symbol).filter_map(|one| places.location(&one.file, one.span)));
    Some(found)
}

/// Places in the files of a pack, as the editor counts them.
pub(super) struct Places<'p> {
    pack: &'p Pack,
    units: Units,
    texts: BTreeMap<String, Text>,
}

impl<'p> Places<'p> {
    pub(super) fn new(pack: &'p Pack, units: Units) -> Self {
        Self { pack, units, texts: BTreeMap::new() }
    }

    /// A place in a file that is on disk or in the editor.
    pub(super) fn location(&mut self, file: &str, span: Span) -> Option<Location> {
        let uri = self.pack.uri(file)?.clone();
        let text = self.texts.entry(file.to_owned()).or_insert_with(|| Text::new(self.pack.text(file), self.units));
        Some(Location { uri, range: text.range(span) })
    }
}
