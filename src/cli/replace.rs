//! A file's text replaced whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes `text` beside the file, then puts it in its place with the same permissions. Says why where it cannot.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), String> {
    let target = target(path)?;
    write(&target, text).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => "it may not be written: permission denied".to_owned(),
        _ => format!("it cannot be written: {}", crate::cli::trouble::reason(&error)),
    })
}

/// Where the text goes: a link leads no further than the folder it stands in, and those below.
fn target(path: &Path) -> Result<PathBuf, String> {
    if !path.is_symlink() {
        return Ok(path.to_owned());
    }
    let target = path.canonicalize().map_err(|error| crate::cli::trouble::reason(&error))?;
    let folder = folder(path).canonicalize().map_err(|error| crate::cli::trouble::reason(&error))?;
    if target.starts_with(folder) {
        Ok(target)
    } else {
        Err("it is a link that leads out of its folder; name the file that it leads to".to_owned())
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut file = tempfile::Builder::new().prefix(".toulmin-").tempfile_in(folder(path))?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
