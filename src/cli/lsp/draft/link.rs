//! The evidence of claims as links: to the address that it gives, or to the note in the draft.

use super::Read;
use crate::cli::lsp::session::Session;
use crate::cli::lsp::text::Text;
use crate::engine::{Evidence, EvidenceKind};
use crate::text::Span;
use gen_lsp_types::{DocumentLink, Uri};
use std::collections::BTreeMap;
use url::Url;

/// The links of an open draft.
pub(in crate::cli::lsp) fn links(session: &mut Session<'_>, uri: &Uri) -> Option<Vec<DocumentLink>> {
    let (text, checked) = session.draft(uri)?;
    let Some(read) = checked.read() else { return Some(Vec::new()) };
    let evidence = read.report.claims().iter().flat_map(|claim| &claim.evidence);
    // One source may serve several claims.
    let mut links: BTreeMap<(usize, usize), DocumentLink> = BTreeMap::new();
    for one in evidence {
        let place = (one.place.start.byte, one.place.end.byte);
        if place.0 < place.1
            && let Some(link) = link(read, one, uri, &text)
        {
            links.entry(place).or_insert(link);
        }
    }
    Some(links.into_values().collect())
}

fn link(read: &Read, evidence: &Evidence, uri: &Uri, text: &Text) -> Option<DocumentLink> {
    let EvidenceKind::Citation(_) = evidence.kind else { return None };
    let said = evidence.target.as_deref().unwrap_or_default();
    let target = match address(said) {
        Some(address) => Uri(address.into()),
        None => below(read, evidence, uri, text)?,
    };
    let range = text.range(Span::new(evidence.place.start.byte, evidence.place.end.byte));
    Some(DocumentLink { range, target: Some(target), tooltip: Some(said.to_owned()), data: None })
}

/// The first address on the web that a text gives.
fn address(said: &str) -> Option<Url> {
    let start = said.find("https://").or_else(|| said.find("http://"))?;
    let end = said[start..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '»' | '”'));
    let address = said[start..end.map_or(said.len(), |end| start + end)].trim_end_matches(['.', ',', ';', ')', ']']);
    Url::parse(address).ok().filter(|url| url.has_host())
}

/// The place of the note, in the form that editors follow.
fn below(read: &Read, evidence: &Evidence, uri: &Uri, text: &Text) -> Option<Uri> {
    let at = evidence.place.start.byte;
    let is_meant = |source: Span| read.in_text(source).start == at;
    let citation = read.document.citations.iter().find(|citation| is_meant(citation.source))?;
    let body = read.document.blocks.get(citation.body?)?;
    let line = text.position(read.in_text(read.document.source(body.span)).start).line + 1;
    Some(Uri(format!("{}#L{line}", uri.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_cut_out_of_a_note() {
        let cut = |said| address(said).map(String::from);
        assert_eq!(cut("See Moss, https://example.org/a_(b)/c, p. 3.").as_deref(), Some("https://example.org/a_(b)/c"));
        assert_eq!(cut("<http://example.org>.").as_deref(), Some("http://example.org/"));
        assert_eq!(cut("javascript:alert(1)"), None);
        assert_eq!(cut("https:// nothing"), None);
    }
}
