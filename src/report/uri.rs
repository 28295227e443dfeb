//! Paths and links as addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// What stands in a path as it is.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'+').remove(b',');

/// A path with slashes, as tools on every system name it.
pub(crate) fn slashed(path: &str) -> Cow<'_, str> {
    if std::path::MAIN_SEPARATOR == '\\' { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) }
}

/// A path as an address: relative, or of a file where it begins at the root.
pub(crate) fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(&slashed(path), PATH).to_string();
    if encoded.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

/// The address where it is one that a browser opens, and nothing that runs.
pub(crate) fn web(link: &str) -> Option<&str> {
    let plain = !link.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c));
    let web = ["https://", "http://"].iter().any(|scheme| link.get(..scheme.len()).is_some_and(|s| s == *scheme));
    (web && plain).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses_and_only_web_links_stay() {
        assert_eq!(uri("drafts/été 1.md"), "drafts/%C3%A9t%C3%A9%201.md");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        assert_eq!(uri("/tmp/a.md"), "file:///tmp/a.md");
        assert_eq!(web("https://example.org/a"), Some("https://example.org/a"));
        assert_eq!(web("javascript:alert(1)"), None);
        assert_eq!(web("https://a\" onclick=\"x"), None);
    }
}
