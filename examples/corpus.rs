//! Writes a made draft to the standard output: `cargo run --release --example corpus -- MEGABYTES [few|many] > draft.md`.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let megabytes: usize = arguments.next().and_then(|a| a.parse().ok()).unwrap_or(1);
    let kind = if arguments.next().as_deref() == Some("many") { corpus::MANY_CLAIMS } else { corpus::FEW_CLAIMS };
    std::io::stdout().write_all(corpus::draft(megabytes * 1_000_000, kind, 7).as_bytes())
}
