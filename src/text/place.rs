//! Where something stands in a file, as people and programs count.

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Location {
    /// The line, from 1.
    pub line: usize,
    /// The character in its line, from 1.
    pub column: usize,
    /// The byte in the file, from 0, a byte order mark counted.
    pub byte: usize,
}

/// From one place to another, the latter not included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Place {
    /// The first character.
    pub start: Location,
    /// One past the last character.
    pub end: Location,
}
