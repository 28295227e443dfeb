//! «Did you mean», and other turns of phrase that messages share.

/// The name of `known` that is most like `given`, where one is like it.
pub(crate) fn nearest<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let scored = known.into_iter().map(|name| (strsim::jaro_winkler(given, name), name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
    (best.0 > 0.8).then_some(best.1)
}

/// The help for an unknown name.
pub(crate) fn did_you_mean<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    nearest(given, known).map(|name| format!("did you mean `{name}`?"))
}

/// `1 finding`, `2 findings`.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_nonsense_none() {
        let known = ["extinction-risk", "vague-attribution", "evidence"];
        assert_eq!(nearest("extintion-risk", known), Some("extinction-risk"));
        assert_eq!(nearest("evidense", known), Some("evidence"));
        assert_eq!(nearest("zzz", known), None);
    }
}
