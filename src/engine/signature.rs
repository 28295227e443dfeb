//! Who signs a quotation: a name with a colon before it, a dash after it, a verb of saying in another of its sentences, the paragraph before, the line after.

use super::attribution::Attributions;
use crate::document::{Block, Quotation};
use crate::text::Span;

/// A line of so many words may sign the quotation before it.
const SIGNATURE: usize = 16;
/// How many paragraphs back the speaker of a quotation that goes on is looked for.
const BACK: usize = 5;
/// A quotation is broken by no more words than this.
const BREAK: usize = 12;
/// A line that leads in a quotation has no more words than this.
const LEAD: usize = 24;
/// How many sentences of a quotation are asked for its speaker: a bound, not a rule.
const MOST_SENTENCES: usize = 24;

impl Attributions<'_> {
    /// The name that signs the quotation in which a sentence stands.
    pub(super) fn signature(&self, sentence: usize) -> Option<Span> {
        let own = &self.scan.sentences[sentence];
        let mut long = self.scan.quotations(sentence).iter().filter(|q| q.words > 3);
        let head = self.scan.document.blocks[own.block].span.start;
        let Some(quotation) = long.find(|q| q.span.overlaps(own.span)) else {
            // A mark that opens the paragraph and is not closed in it.
            let closed = self.scan.quotations(sentence).iter().any(|q| q.span.start == head);
            let led = || self.led_in(own.block);
            return if closed {
                None
            } else {
                self.left_open(sentence).or_else(|| self.before_the_break(own.block)).or_else(led)
            };
        };
        let goes_on = quotation.span.start == head;
        self.beside(sentence, quotation)
            .or_else(|| self.office_before(sentence, quotation.span.start))
            .or_else(|| self.dashed(own.block, quotation.span))
            .or_else(|| self.elsewhere_in(sentence, quotation))
            .or_else(|| self.around(own.block, quotation.span))
            .or_else(|| self.interrupted(sentence, quotation))
            .or_else(|| self.after_another(sentence, quotation))
            .or_else(|| if goes_on { self.before_the_break(own.block) } else { None })
            .or_else(|| {
                let within = goes_on || self.is_nested(own.block, quotation.span);
                if within { self.led_in(own.block) } else { None }
            })
    }

    /// A title in small marks inside a paragraph that a mark opens: `“Welcome to 'the future of the walls'.`
    fn is_nested(&self, own: usize, quotation: Span) -> bool {
        let block = self.scan.document.blocks[own].span;
        let prose = &self.scan.document.prose;
        prose[quotation.range()].starts_with(['\'', '‘']) && prose[block.start..quotation.start].starts_with(['“', '«'])
    }

    /// `“…” – Ada Lovelace`, `Ada Lovelace: “…”`, `Lovelace said: “…”`.
    fn beside(&self, sentence: usize, quotation: &Quotation) -> Option<Span> {
        let block = self.scan.block_of(sentence);
        let prose = &self.scan.document.prose;
        let after = &prose[quotation.span.end..block.span.end];
        let signed = after.trim_start().starts_with(['–', '—', '-', '(']);
        let around = Span::new(
            prose.floor_char_boundary(quotation.span.start.saturating_sub(100)).max(block.span.start),
            prose.ceil_char_boundary(quotation.span.end + 100).min(block.span.end),
        );
        let near = |name: &Span| {
            let follows = signed && name.start >= quotation.span.end && name.start - quotation.span.end <= 24;
            let before = prose.get(name.end..quotation.span.start).unwrap_or("x x x x x x x x");
            let precedes = before.trim_end().ends_with(':') && before.len() <= 60;
            follows || precedes
        };
        let names = self.scan.document.names(block, around);
        names.iter().copied().find(near).or_else(|| named_after(prose, quotation.span, &names))
    }

    /// `“…” — Open letter of the shipwrights, 2015`: what stands alone behind a dash signs, whoever it is.
    fn dashed(&self, own: usize, quotation: Span) -> Option<Span> {
        let block = &self.scan.document.blocks[own];
        let after = self.scan.document.prose[quotation.end..block.span.end].trim_start();
        let name = after.strip_prefix(['–', '—', '-', '―'])?.trim();
        let capital = name.chars().next().is_some_and(char::is_uppercase);
        let short = crate::text::words(name).count() <= SIGNATURE && !name.contains(['.', '?', '!']);
        (capital && short).then(|| Span::new(quotation.end, block.span.end))
    }

    /// Another sentence that the quotation runs through says who speaks: `“One. Two,” said Ada Lovelace.`
    fn elsewhere_in(&self, sentence: usize, quotation: &Quotation) -> Option<Span> {
        let scan = self.scan;
        let of_block = scan.by_block[scan.sentences[sentence].block].clone();
        let touched = of_block.map(|s| s as usize).filter(|s| scan.sentences[*s].span.overlaps(quotation.span));
        touched.take(MOST_SENTENCES).find_map(|s| {
            let spoken = || self.spoken(s).filter(|a| a.named).map(|a| a.span);
            let leads = || {
                let before = |name: &Span| scan.document.prose.get(name.end..quotation.span.start);
                self.names(s)
                    .into_iter()
                    .find(|name| before(name).is_some_and(|text| text.trim_end().ends_with(':') && text.len() <= 60))
            };
            if s == sentence { leads() } else { spoken().or_else(leads) }
        })
    }

    /// A quotation that its paragraph leaves open, and its speaker before it: `Lovelace said: “One. Two.`
    fn left_open(&self, sentence: usize) -> Option<Span> {
        let scan = self.scan;
        let (own, block) = (scan.sentences[sentence].span, scan.block_of(sentence).span);
        let prose = &scan.document.prose;
        let mark = block.start + prose[block.start..own.end].rfind(['“', '«'])?;
        if prose[mark..block.end].contains(['”', '»']) {
            return None;
        }
        let mut of_block = scan.by_block[scan.sentences[sentence].block].clone().map(|s| s as usize);
        let opening = of_block.find(|s| scan.sentences[*s].span.end > mark)?;
        let leads = self.names(opening).into_iter().find(|name| {
            prose.get(name.end..mark).is_some_and(|text| text.trim_end().ends_with([':', ',']) && text.len() <= 60)
        });
        leads.or_else(|| self.spoken(opening).filter(|a| a.named && a.span.end <= mark).map(|a| a.span))
    }

    /// `“One,” frowned Lovelace, “two.”`: the name that breaks a quotation in two, whatever the verb.
    fn interrupted(&self, sentence: usize, quotation: &Quotation) -> Option<Span> {
        let prose = &self.scan.document.prose;
        let is_before = |q: &&Quotation| q.span.end <= quotation.span.start;
        let first = self.scan.quotations(sentence).iter().filter(is_before).max_by_key(|q| q.span.end)?;
        let between = Span::new(first.span.end, quotation.span.start);
        let text = &prose[between.range()];
        let breaks = text.trim_end().ends_with(',') && crate::text::words(text).count() <= BREAK;
        let mut names = self.scan.document.names(self.scan.block_of(sentence), between);
        names.extend(self.known_names(between));
        names.sort_by_key(|name| name.start);
        named_after(prose, first.span, &names).filter(|_| breaks)
    }

    /// `“One,” said Ada Lovelace. “Two.”`: a sentence that is nothing but a quotation, right after one with a named speaker.
    fn after_another(&self, sentence: usize, quotation: &Quotation) -> Option<Span> {
        let scan = self.scan;
        let own = scan.sentences[sentence].span;
        let alone = quotation.span.start <= own.start && own.end <= quotation.span.end;
        let before = sentence.checked_sub(1).filter(|s| scan.sentences[*s].block == scan.sentences[sentence].block)?;
        let quotes =
            scan.quotations(before).iter().any(|q| q.words > 3 && q.span.overlaps(scan.sentences[before].span));
        if !alone || !quotes {
            return None;
        }
        self.spoken(before).filter(|a| a.named).map(|a| a.span)
    }

    /// The name in the paragraph that introduces a quotation with a colon, or in the line that signs it.
    fn around(&self, own: usize, quotation: Span) -> Option<Span> {
        let document = self.scan.document;
        let block = &document.blocks[own];
        let is_bare = |span: Span| !document.prose[span.range()].contains(char::is_alphanumeric);
        let introduced = || {
            let before = self.neighbour(block, own.checked_sub(1)?)?;
            let last = *document.sentences(before).last()?;
            let text = document.prose[last.range()].trim_end();
            // `Ada Lovelace made the following remarks.`
            let opens = text.ends_with([':', ',']) || text.contains("following");
            document.names(before, last).into_iter().next_back().filter(|_| opens)
        };
        // A paragraph that is one quotation goes on what somebody was heard to say in the one before.
        let told = || {
            self.neighbour(block, own.checked_sub(1)?)?;
            let last = self.scan.by_block[own - 1].clone().last()? as usize;
            self.spoken(last).filter(|a| a.named).map(|a| a.span)
        };
        let signature = || {
            let after = self.neighbour(block, own + 1)?;
            let text = document.prose[after.span.range()].trim();
            let dashed = text.starts_with(['–', '—', '-', '―', '~']);
            let short = crate::text::words(text).count() <= SIGNATURE;
            let name = document.names(after, after.span).into_iter().next()?;
            let leads = name.start == after.span.start && !text.ends_with(['.', ':', '?', '!', '"', '”', '»']);
            (short && (dashed || leads)).then_some(name)
        };
        let (opens, ends) = (Span::new(block.span.start, quotation.start), Span::new(quotation.end, block.span.end));
        let first = is_bare(opens).then(introduced).flatten();
        let signed = || is_bare(ends).then(signature).flatten();
        first.or_else(signed).or_else(|| (is_bare(opens) && is_bare(ends)).then(told).flatten())
    }

    /// A quotation that goes on in a new paragraph is signed in the one where it began.
    fn before_the_break(&self, own: usize) -> Option<Span> {
        let document = self.scan.document;
        let text = |block: &Block| document.prose[block.span.range()].trim();
        let block = &document.blocks[own];
        if !text(block).starts_with(QUOTES) {
            return None;
        }
        for back in 1..=BACK {
            let before = self.neighbour(block, own.checked_sub(back)?)?;
            let prose = &document.prose[before.span.range()];
            let first = prose.find(QUOTES)?;
            let said = |s: u32| self.spoken(s as usize).filter(|a| a.named).map(|a| a.span);
            let of_block = self.scan.by_block[own - back].clone();
            let looked_at = !of_block.is_empty();
            let mut sentences = of_block.take(MOST_SENTENCES);
            if let Some(speaker) = sentences.clone().find_map(said) {
                return Some(speaker);
            }
            let mut names = document.names(before, before.span);
            let mut quotations = document.quotations(before).into_iter().filter(|q| q.words > 3);
            if let Some(name) = quotations.find_map(|q| named_after(&document.prose, q.span, &names)) {
                return Some(name);
            }
            // `Lovelace: “…`, or a paragraph that no rule looked at.
            let leads = |name: &Span| {
                let between = document.prose.get(name.end..before.span.start + first).unwrap_or("");
                name.end <= before.span.start + first && (!looked_at || between.trim_end().ends_with(':'))
            };
            names.extend(sentences.next().into_iter().flat_map(|s| self.names(s as usize)));
            if let Some(name) = names.into_iter().find(leads) {
                return Some(name);
            }
            if !prose.trim_start().starts_with(QUOTES) {
                return None;
            }
        }
        None
    }

    /// A quotation of several paragraphs, after a line that names its speaker: `Ada Lovelace said:`, `“One.`, `Two.”`
    fn led_in(&self, own: usize) -> Option<Span> {
        let document = self.scan.document;
        let text = |block: &Block| document.prose[block.span.range()].trim();
        let mut block = &document.blocks[own];
        let goes_on = |block: &Block| {
            let (opened, closed) = (text(block).rfind(['“', '«']), text(block).find(['”', '»']));
            closed.is_some_and(|closed| opened.is_none_or(|opened| closed < opened))
        };
        let mut left = BACK;
        let mut at = own;
        if !text(block).starts_with(['“', '«']) && !goes_on(block) {
            return None;
        }
        while !text(block).starts_with(['“', '«']) {
            left = left.checked_sub(1)?;
            at = at.checked_sub(1)?;
            block = self.neighbour(block, at)?;
        }
        let unclosed =
            |block: &Block| text(block).matches(['“', '«']).count() > text(block).matches(['”', '»']).count();
        let mut opens = unclosed(block);
        let mut before = self.neighbour(block, at.checked_sub(1)?)?;
        // Each paragraph of a quotation opens with a mark, and only its last is closed.
        while text(before).starts_with(['“', '«']) && unclosed(before) {
            left = left.checked_sub(1)?;
            at = at.checked_sub(1)?;
            opens = true;
            before = self.neighbour(before, at.checked_sub(1)?)?;
        }
        // `Lovelace delivered the following remarks.`
        let follows = || text(before).contains(" following ") && text(before).ends_with('.');
        let leads = text(before).ends_with(':') || follows();
        let leads = opens && leads && crate::text::words(text(before)).count() <= LEAD;
        document.names(before, before.span).into_iter().next_back().filter(|_| leads)
    }

    /// A block of prose in the same section.
    fn neighbour(&self, block: &Block, at: usize) -> Option<&Block> {
        self.scan.document.blocks.get(at).filter(|b| b.kind.asserts() && b.section == block.section)
    }
}

/// The name right after a quotation that ends in a comma or the like, whatever the verb: `“…,” recounts Ada Lovelace`.
fn named_after(prose: &str, quotation: Span, names: &[Span]) -> Option<Span> {
    const MOST_WORDS: usize = 3;
    let inside =
        prose[quotation.range()].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | '?' | '!'));
    let goes_on = inside.ends_with([',', '?', '!']) || prose[quotation.end..].trim_start().starts_with(',');
    let after = |name: &&Span| {
        let between = prose.get(quotation.end..name.start).unwrap_or(".");
        let between = between.trim_start().trim_start_matches(',');
        !between.contains(['.', ',', ':', ';', '?', '!', '(', '“', '"', '«'])
            && crate::text::words(between).count() <= MOST_WORDS
    };
    names.iter().filter(|name| name.start >= quotation.end).take(1).find(after).copied().filter(|_| goes_on)
}

const QUOTES: [char; 4] = ['“', '"', '«', '‘'];
