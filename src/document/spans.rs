//! The way from the prose view back to the text.

use crate::text::Span;

/// Which bytes of the text each byte of the prose view stands for.
#[derive(Debug, Default)]
pub(crate) struct SpanMap {
    /// In the order of `prose`; each reaches to the next.
    segments: Vec<Segment>,
    prose_len: u32,
}

/// A stretch of the prose view. Texts are at most 512 MiB, so that 32 bits do.
#[derive(Clone, Copy, Debug)]
struct Segment {
    prose: u32,
    text: u32,
    /// 0: byte for byte; [`GAP`]: nothing of the text; else the length of the text that it stands for as a whole.
    whole: u32,
}

const GAP: u32 = u32::MAX;

impl SpanMap {
    /// From `prose` on, bytes stand for bytes from `text` on.
    pub(crate) fn same(&mut self, prose: usize, text: usize) {
        if let Some(last) = self.segments.last()
            && last.whole == 0
            && prose - last.prose as usize == text.wrapping_sub(last.text as usize)
        {
            return;
        }
        self.segments.push(Segment { prose: prose as u32, text: text as u32, whole: 0 });
    }

    /// From `prose` on, up to the next segment, all stands for all of `text`.
    pub(crate) fn whole(&mut self, prose: usize, text: Span) {
        self.segments.push(Segment { prose: prose as u32, text: text.start as u32, whole: text.len() as u32 });
    }

    /// From `prose` on, up to the next segment, nothing of the text is meant.
    pub(crate) fn gap(&mut self, prose: usize) {
        let text = self.last_end(prose);
        self.segments.push(Segment { prose: prose as u32, text: text as u32, whole: GAP });
    }

    /// No prose follows.
    pub(crate) fn finish(&mut self, prose_len: usize) {
        self.prose_len = prose_len as u32;
        self.segments.shrink_to_fit();
    }

    /// From the first byte of the text that `prose` stands for, to the last.
    pub(crate) fn source(&self, prose: Span) -> Span {
        if prose.is_empty() {
            let at = match prose.start.checked_sub(1) {
                Some(before) => self.end_of(before),
                None => self.start_of(0),
            };
            return Span::new(at, at);
        }
        let start = self.start_of(prose.start);
        Span::new(start, self.end_of(prose.end - 1).max(start))
    }

    fn start_of(&self, byte: usize) -> usize {
        let Some(segment) = self.at(byte) else { return 0 };
        let offset = if segment.whole == 0 { byte - segment.prose as usize } else { 0 };
        segment.text as usize + offset
    }

    fn end_of(&self, byte: usize) -> usize {
        let Some(segment) = self.at(byte) else { return 0 };
        segment.text as usize
            + match segment.whole {
                0 => byte - segment.prose as usize + 1,
                GAP => 0,
                len => len as usize,
            }
    }

    fn at(&self, byte: usize) -> Option<&Segment> {
        let after = self.segments.partition_point(|s| s.prose as usize <= byte);
        after.checked_sub(1).map(|i| &self.segments[i])
    }

    /// Where the text of the last segment ends, if `prose` bytes are written.
    fn last_end(&self, prose: usize) -> usize {
        prose.checked_sub(1).map_or(0, |last| self.end_of(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_markup_is_covered_and_outer_is_not() {
        let text = "**human _extinction_** &amp; more";
        let mut map = SpanMap::default();
        map.same(0, 2);
        map.same(6, 9);
        map.same(16, 22);
        map.whole(17, Span::new(23, 28));
        map.same(18, 28);
        map.finish(23);
        let of = |start, end| &text[map.source(Span::new(start, end)).range()];
        assert_eq!(of(0, 16), "human _extinction");
        assert_eq!(of(6, 16), "extinction");
        assert_eq!(of(17, 18), "&amp;");
        assert_eq!(of(6, 23), "extinction_** &amp; more");
        assert_eq!(map.source(Span::new(16, 16)), Span::new(19, 19));
    }
}
