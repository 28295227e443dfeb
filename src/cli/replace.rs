//! A file's text written whole or not at all.

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

/// Writes a file, new or in the place of another, whose permissions it keeps.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    let permissions = match fs::metadata(path) {
        Ok(metadata) if metadata.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".toulmin-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder(path))?;
    file.write_all(text.as_bytes())?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
