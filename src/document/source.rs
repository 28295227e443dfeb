//! Bytes to text: encodings found and decoded, and what is no text refused by name.

use super::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The most bytes that are read.
pub(crate) const LIMIT: usize = 512 << 20;

/// How the bytes of a file stand for the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// UTF-8 after a byte order mark of this length. Where it is broken: each byte of the text that follows a
    /// replacement character, and its byte of the file.
    Utf8 { mark: usize, mended: Vec<(usize, usize)> },
    /// UTF-16 after a byte order mark of this length, in a file of so many bytes: half a unit may end it.
    Utf16 { mark: usize, length: usize },
    /// One byte, one character.
    Single,
}

/// The text that `bytes` stand for, a byte order mark left out.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Form), ReadError> {
    if bytes.len() > LIMIT {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: LIMIT });
    }
    if let Some(what) = known_binary(bytes) {
        return Err(ReadError::NotText(what));
    }
    let (text, form) = if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        utf8(rest, 3)
    } else if let Some((encoding, mark)) = utf16(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        (text.into_owned(), Form::Utf16 { mark, length: bytes.len() })
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        (text.to_owned(), Form::Utf8 { mark: 0, mended: Vec::new() })
    } else if has_controls(bytes) {
        return Err(ReadError::NotText("binary data"));
    } else if mostly_utf8(bytes) {
        utf8(bytes, 0)
    } else {
        let (text, _) = single(bytes).decode_without_bom_handling(bytes);
        (text.into_owned(), Form::Single)
    };
    if memchr::memchr(0, text.as_bytes()).is_some() {
        return Err(ReadError::NotText("binary data"));
    }
    Ok((text, form))
}

/// What a file is whose first bytes tell.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP or Word file"),
        (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
        (b"{\\rtf", "an RTF file"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\x7fELF", "a program"),
        (b"\xff\xfe\0\0", "UTF-32, which is not read"),
        (b"\0\0\xfe\xff", "UTF-32, which is not read"),
    ];
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// UTF-16 by its byte order mark, or plainly so without one: nearly every other byte is zero, and none between.
fn utf16(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match bytes {
        [0xff, 0xfe, ..] => return Some((UTF_16LE, 2)),
        [0xfe, 0xff, ..] => return Some((UTF_16BE, 2)),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let plain = |zero: usize, other: usize| zero > 1 && other == 0 && zero * 10 >= head.len() / 2 * 7;
    if plain(odd, even) {
        Some((UTF_16LE, 0))
    } else if plain(even, odd) {
        Some((UTF_16BE, 0))
    } else {
        None
    }
}

/// Whether control characters that no text has are more than one in a hundred bytes of the head.
fn has_controls(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(65_536)];
    let controls = head.iter().filter(|b| matches!(b, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f)).count();
    controls * 100 > head.len()
}

/// Whether more characters of several bytes are whole than broken.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// UTF-8, each broken sequence replaced.
fn utf8(bytes: &[u8], mark: usize) -> (String, Form) {
    let mut text = String::with_capacity(bytes.len());
    let mut mended = Vec::new();
    let mut at = mark;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len() + chunk.invalid().len();
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            mended.push((text.len(), at));
        }
    }
    (text, Form::Utf8 { mark, mended })
}

/// The encoding of one byte a character that `bytes` are most likely in.
fn single(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let guess = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    if guess.is_single_byte() { guess } else { WINDOWS_1252 }
}
