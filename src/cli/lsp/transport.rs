//! Messages of the editor, read from the standard input and written to the standard output.
//!
//! What comes is bounded: a length that nobody means ends the server, and a body that is no message is answered.

use lsp_server::Message;
use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// The longest message, in bytes.
const LONGEST: usize = 256 << 20;
/// The longest line of a header.
const LONGEST_LINE: u64 = 4096;
/// How many messages wait before the editor has to.
const WAITING: usize = 1024;

/// What comes in.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Message),
    /// A body that is no message; why.
    NoMessage(String),
    /// Nothing more comes; why, where that is a fault.
    End(Option<String>),
}

/// Where messages go.
pub(super) type Out = Box<dyn Write>;

/// The messages on the standard input, as they come, and the standard output.
pub(super) fn stdio() -> (Receiver<Incoming>, Out) {
    let (sender, receiver) = sync_channel(WAITING);
    // It ends with the process: a read cannot be called off.
    thread::spawn(move || read_all(&mut io::stdin().lock(), &sender));
    (receiver, Box::new(io::stdout()))
}

fn read_all(input: &mut impl BufRead, sender: &SyncSender<Incoming>) {
    loop {
        let incoming = match read(input) {
            Ok(Some(body)) => match serde_json::from_slice::<Message>(&body) {
                Ok(message) => Incoming::Message(message),
                Err(error) => Incoming::NoMessage(error.to_string()),
            },
            Ok(None) => Incoming::End(None),
            Err(error) => Incoming::End(Some(error.to_string())),
        };
        let ends = matches!(incoming, Incoming::End(_));
        if sender.send(incoming).is_err() || ends {
            return;
        }
    }
}

/// The body of the next message; `None` at the end.
fn read(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let wrong = |what: String| io::Error::new(io::ErrorKind::InvalidData, what);
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        if !line.ends_with('\n') {
            return Err(wrong("a header without an end".to_owned()));
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            return Err(wrong(format!("`{line}` is no header; the Language Server Protocol is expected here")));
        };
        if name.trim().eq_ignore_ascii_case("content-length") {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let length = length.ok_or_else(|| wrong("a message without a `Content-Length`".to_owned()))?;
    if length > LONGEST {
        return Err(wrong(format!("a message of {length} bytes, and {LONGEST} are read")));
    }
    // Memory grows with what comes, not with what is announced.
    let mut body = Vec::new();
    if input.by_ref().take(length as u64).read_to_end(&mut body)? < length {
        return Ok(None);
    }
    Ok(Some(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &[u8]) -> Vec<String> {
        let (sender, receiver) = sync_channel(100);
        read_all(&mut io::Cursor::new(input), &sender);
        drop(sender);
        receiver
            .iter()
            .map(|incoming| match incoming {
                Incoming::Message(Message::Notification(one)) => one.method,
                Incoming::Message(other) => format!("{other:?}"),
                Incoming::NoMessage(_) => "no message".to_owned(),
                Incoming::End(why) => format!("end {}", why.unwrap_or_default()),
            })
            .collect()
    }

    #[test]
    fn what_is_no_message_is_told_and_the_next_is_read() {
        let input = b"Content-Length: 3\r\n\r\n{]}content-length:33\r\nContent-Type: x\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}";
        assert_eq!(all(input), ["no message", "exit", "end "]);
    }

    #[test]
    fn a_length_that_nobody_means_takes_no_memory() {
        assert!(all(b"Content-Length: 99999999999999\r\n\r\n")[0].contains("99999999999999 bytes"));
        assert!(all(b"Content-Length: -1\r\n\r\n")[0].contains("without a `Content-Length`"));
        assert!(all(b"GET / HTTP/1.1\r\n\r\n")[0].contains("is no header"));
        assert_eq!(all(b"Content-Length: 200000000\r\n\r\n{}"), ["end "]);
        assert!(all(&[b'x'; 10_000])[0].contains("without an end"));
    }
}
