//! How fast a draft is checked: as a whole, by stage, by size of the draft and by number of lexicons.
//!
//! `cargo bench` runs all; `cargo bench -- whole` one group. Compare figures of one run only.

mod corpus;

use corpus::{FEW_CLAIMS, MANY_CLAIMS, draft};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fmt::Write as _;
use toulmin::{Checker, Context, Document, Format, Packs, RuleFile};

/// The command's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MB: usize = 1_000_000;

fn main() {
    divan::main();
}

fn shipped() -> Checker {
    Checker::lenient(&Packs::embedded())
}

fn read(text: &str) -> Document {
    Document::read(text.as_bytes(), Format::Markdown).expect("the corpus is text")
}

/// Bytes in, report out, all shipped rules, few claims.
#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn whole(bencher: Bencher<'_, '_>, megabytes: usize) {
    let (checker, text) = (shipped(), draft(megabytes * MB, FEW_CLAIMS, 7));
    bencher.counter(BytesCount::of_str(&text)).bench(|| checker.check(black_box(&read(&text)), &Context::new()));
}

/// The same with a claim in every other sentence.
#[divan::bench(args = [1, 10], sample_count = 3, sample_size = 1)]
fn whole_many_claims(bencher: Bencher<'_, '_>, megabytes: usize) {
    let (checker, text) = (shipped(), draft(megabytes * MB, MANY_CLAIMS, 7));
    bencher.counter(BytesCount::of_str(&text)).bench(|| checker.check(black_box(&read(&text)), &Context::new()));
}

/// The first stage: bytes to document.
#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>, megabytes: usize) {
    let text = draft(megabytes * MB, FEW_CLAIMS, 7);
    bencher.counter(BytesCount::of_str(&text)).bench(|| read(black_box(&text)));
}

/// The second: one pass over the prose, no rule chosen.
#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn scan(bencher: Bencher<'_, '_>, megabytes: usize) {
    let (checker, text) = (shipped(), draft(megabytes * MB, FEW_CLAIMS, 7));
    let (document, none) = (read(&text), Context::new().only("no-such-rule"));
    bencher.counter(BytesCount::of_str(&text)).bench(|| checker.check(black_box(&document), &none));
}

/// The second and third: the pass and the rules.
#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn scan_and_rules(bencher: Bencher<'_, '_>, megabytes: usize) {
    let (checker, text) = (shipped(), draft(megabytes * MB, FEW_CLAIMS, 7));
    let document = read(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| checker.check(black_box(&document), &Context::new()));
}

/// From 20 to 200 lexicons, a rule for each, ten phrases in each, on 10 MB.
#[divan::bench(args = [20, 200], sample_count = 5, sample_size = 1)]
fn lexicons(bencher: Bencher<'_, '_>, lexicons: usize) {
    let checker = Checker::new(&Packs::from_files([pack(lexicons)])).expect("the made pack compiles");
    let text = draft(10 * MB, FEW_CLAIMS, 7);
    bencher.counter(BytesCount::of_str(&text)).bench(|| checker.check(black_box(&read(&text)), &Context::new()));
}

/// Start to report on one page: all shipped rules compiled, one page checked.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn one_page_from_nothing(bencher: Bencher<'_, '_>) {
    let page = draft(4_000, MANY_CLAIMS, 7);
    bencher.bench(|| shipped().check(black_box(&read(&page)), &Context::new()));
}

fn pack(lexicons: usize) -> RuleFile {
    let mut text = String::from("pack made {\n  version \"1.0.0\"\n  languages en\n}\n");
    for n in 0..lexicons {
        let phrases: Vec<String> = (0..10).map(|p| format!("\"plan{n} of [work|action] {p}\"")).collect();
        let _ = write!(
            text,
            "lexicon words-{n} {{\n  en: \"item{n}\" {}\n}}\n\nrule made-{n} {{\n  severity note\n  confidence low\n  \
             claim words-{n}\n  grounds source within paragraph\n  message {{ en: \"made\" }}\n}}\n\n",
            phrases.join(" ")
        );
    }
    RuleFile { path: "made/pack.toulmin".into(), text }
}
