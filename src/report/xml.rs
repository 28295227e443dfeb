//! The writer of the formats in XML, and text that XML can hold.

use super::visible;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use std::io;

/// A document in XML, with its declaration.
pub(crate) fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| write(&mut writer))
        .expect("memory takes what is written");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("elements and texts are UTF-8")
}

/// The text without what XML has no way to write.
pub(crate) fn legal(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "�")
}
