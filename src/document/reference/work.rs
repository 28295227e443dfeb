//! The works that a note cites: who wrote each and where it came out, without its title and the note's own words.

/// How many works of one note are looked at.
const MOST: usize = 12;

/// The works, each by its words; the whole note where it names none apart.
///
/// `Amazon will put in 4 billion. See H. Field, “AI FOMO at Microsoft”, The Post, www.post.example.` cites a newspaper,
/// whatever firms it speaks of.
pub(crate) fn works(note: &str) -> Vec<String> {
    let bare = without_titles(note);
    let leads = leads(&bare);
    let mut works = Vec::new();
    let starts = std::iter::once(0).chain(leads.iter().copied());
    let ends = leads.iter().copied().chain([bare.len()]);
    for (at, (start, end)) in starts.zip(ends).enumerate() {
        // What stands before the first «see» is what the note says itself.
        if at == 0 && !leads.is_empty() && address_end(&bare[start..end]).is_none() {
            continue;
        }
        for part in bare[start..end].split(';') {
            let cited = address_end(part).map_or(part, |end| &part[..end]);
            if works.len() < MOST && cited.chars().any(char::is_alphabetic) {
                works.push(cited.trim().to_owned());
            }
        }
    }
    if works.is_empty() { vec![note.to_owned()] } else { works }
}

/// A note without what stands in quotation marks.
fn without_titles(note: &str) -> String {
    let mut bare = String::with_capacity(note.len());
    let mut rest = note;
    while let Some(at) = rest.find(['«', '“', '"']) {
        let open = rest[at..].chars().next().unwrap_or('"');
        let close = match open {
            '«' => '»',
            '“' => '”',
            other => other,
        };
        bare.push_str(&rest[..at]);
        let inside = &rest[at + open.len_utf8()..];
        let Some(end) = inside.find(close) else {
            // One that is never closed is no title.
            bare.push_str(&rest[at..]);
            return bare;
        };
        rest = &inside[end + close.len_utf8()..];
    }
    bare.push_str(rest);
    bare
}

/// Where «see», «lire» and the like begin a citation.
fn leads(note: &str) -> Vec<usize> {
    const LEADS: [&str; 8] = ["lire ", "voir ", "see ", "cf. ", "cf ", "source: ", "source : ", "consulter "];
    let folded = crate::text::fold(note);
    let begins = |at: usize| {
        let before = folded[..at].trim_end();
        before.is_empty() || before.len() < at && before.ends_with(['.', ';', ':', ',', '!', '?', ')', '»', '”'])
    };
    let heads = folded.char_indices().filter(|(_, c)| matches!(c, 'l' | 'v' | 's' | 'c'));
    heads.map(|(at, _)| at).filter(|at| LEADS.iter().any(|l| folded[*at..].starts_with(l)) && begins(*at)).collect()
}

/// The end of the first address.
fn address_end(text: &str) -> Option<usize> {
    let start = ["http://", "https://", "www.", "doi:"].iter().filter_map(|mark| text.find(mark)).min()?;
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |n| start + n);
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_taken_apart() {
        for (note, wanted) in [
            (
                "Amazon gives 4 billion. Lire H. Field, « La peur chez Microsoft », Le Courrier, disponible sur : www.courrier.example.",
                &["Lire H. Field, , Le Courrier, disponible sur : www.courrier.example."][..],
            ),
            (
                "See C. Walker, “Sharp Power”, Affairs, 2017, www.affairs.example. This body is paid by Musk.",
                &["See C. Walker, , Affairs, 2017, www.affairs.example."],
            ),
            ("OpenAI, System Card, 2023; Okeke, 2024.", &["OpenAI, System Card, 2023", "Okeke, 2024."]),
            ("“All of it a title”", &["“All of it a title”"]),
            ("«", &["«"]),
        ] {
            assert_eq!(works(note), wanted, "{note}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_note_is_taken_apart(note in "([a-zA-Zé«»“”\";., ]|See |http://a ){0,40}") {
            proptest::prop_assert!(!works(&note).is_empty());
        }
    }
}
