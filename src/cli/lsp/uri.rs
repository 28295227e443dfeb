//! Files as the protocol names them.

use gen_lsp_types::Uri;
use std::path::{Path, PathBuf};
use url::Url;

/// The file that a URI names; `None` for what is no file.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(&uri.0).ok().filter(|url| url.scheme() == "file")?;
    url.to_file_path().ok()
}

/// The URI of a file; a relative path begins at the folder that the server runs in.
pub(super) fn of_path(path: &Path) -> Option<Uri> {
    let path = std::path::absolute(path).ok()?;
    Url::from_file_path(path).ok().map(|url| Uri(url.into()))
}

/// The same for each way to write it: an editor may send `file:///c%3A/a` for `file:///C:/a`.
pub(super) fn key(uri: &Uri) -> String {
    path(uri).and_then(|path| of_path(&path)).map_or_else(|| uri.0.clone(), |uri| uri.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_path_with_any_letter_leads_there_and_back() {
        let path_ = Path::new("/a b/é#?%25/plan.md");
        let uri = of_path(path_).expect("it is absolute");
        assert_eq!(uri.0, "file:///a%20b/%C3%A9%23%3F%2525/plan.md");
        assert_eq!(path(&uri).as_deref(), Some(path_));
        assert_eq!(key(&Uri("file:///a%2Eb/c".to_owned())), "file:///a.b/c");
        assert_eq!(path(&Uri("untitled:Untitled-1".to_owned())), None);
    }
}
