//! Bibliographies in each format: what is read, what is told of broken ones, and that hostile ones end.

use super::*;

fn said(read: &Bibliography, key: &str) -> String {
    read.get(key).map_or_else(|| format!("no {key}"), |entry| entry.said.clone())
}

fn faults(read: &Bibliography, text: &str) -> Vec<String> {
    let shown = |f: &BibliographyFault| format!("{}: {}", &text[f.span.range()], f.message);
    read.faults().iter().map(shown).collect()
}

#[cfg(feature = "bibtex")]
mod bibtex {
    use super::*;

    fn read(text: &str) -> Bibliography {
        Bibliography::read(text, BibliographyFormat::BibTex)
    }

    #[test]
    fn an_entry_is_said_in_a_line() {
        let text = r#"
@string{wl = "Weather Letters"}
@Article{moss2023,
  author  = {Moss, Ada and Reed, Ben and others},
  title   = {On {Rain}: d{\'e}bits \& pluies},
  journal = wl # " Quarterly",
  year    = 2023,
  url     = {https://example.org/rain_2031},
}
@book{hill, editor = {{Town Council}}, title = "Wells", date = {2019-04/2020}, publisher = {Quay}}
@inproceedings{kay, author = {Kay, Di}, title = {Locks}, crossref = {proc}}
@proceedings{proc, title = {Acts}, year = {2018}, publisher = {Weir}, crossref = {kay}}
"#;
        let read = read(text);
        assert_eq!(
            said(&read, "moss2023"),
            "Ada Moss, Ben Reed, et al. (2023): On Rain: débits & pluies. Weather Letters Quarterly. https://example.org/rain_2031"
        );
        assert_eq!(said(&read, "hill"), "Town Council (2019): Wells. Quay");
        assert_eq!(said(&read, "kay"), "Di Kay (2018): Locks. Acts. Weir");
        assert_eq!(read.get("moss2023").and_then(|entry| entry.year), Some(2023));
        assert_eq!(faults(&read, text), [""; 0]);
    }

    #[test]
    fn a_broken_entry_is_told_and_spoils_no_other() {
        let text = "@article{one, title = {Rain}, year = 2020}\n\n@article{two,\n  title = {Snow\n}\n\n@book{three, title = {Wind}, year = 2021}\n@book{three, title = {Hail}}\n@misc{four title = {x}}\n";
        let read = read(text);
        assert_eq!([said(&read, "one"), said(&read, "three")], ["Rain (2020)", "Wind (2021)"]);
        assert_eq!(read.get("two").map(|entry| entry.said.as_str()), Some(""));
        assert_eq!(
            faults(&read, text),
            [
                "two: the entry `two` cannot be read: a comma or a brace is missing",
                "three: the key `three` is used before: the first entry holds",
                "four: the entry `four` cannot be read: a comma or a brace is missing",
            ]
        );
    }

    #[test]
    fn hostile_bibliographies_end() {
        for piece in [
            "@",
            "@a{",
            "@a{b,",
            "@a{b,c={",
            "{",
            "\"",
            "@string{a=a#a}\n",
            "@a{b,crossref={b}}\n",
            "\\a{",
            "@a{b,ids={",
            "@a{b,title={\\a{\\a{\\a{}}}}}\n",
            "@comment{",
            "a = b # ",
            "$",
            "@a{b, author={and and}}\n",
            "\n@",
        ] {
            let text = piece.repeat(20_000);
            read(&text);
            read(&format!("@a{{b, title = {{{text}}}, author = {{{text}}}}}"));
        }
        let doubling = (1..60).map(|n| format!("@string{{s{n} = s{0} # s{0}}}\n", n - 1)).collect::<String>();
        let read = read(&format!("@string{{s0 = \"rain\"}}\n{doubling}@misc{{k, title = s59}}"));
        assert!(said(&read, "k").len() < 500);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(@[a-z]{0,6}|\\{|\\}|\"|,|=|#|\\\\['`a-z]|[a-zé]{1,4}|\n| and |\\$|-|[0-9]{1,4}|%){0,60}") {
            read(&text);
            read(&format!("@misc{{k, title = {{{text}}}, author = {{{text}}}, year = {{{text}}}}}"));
        }
    }
}

#[test]
fn an_old_encoding_is_read() {
    let text = Bibliography::decode(b"@misc{a, title = {\xc9tudes}}").expect("it is text");
    assert_eq!(text, "@misc{a, title = {\u{c9}tudes}}");
    assert!(Bibliography::decode(b"%PDF-1.7").is_err());
}

#[test]
fn csl_json_is_read_and_what_has_no_key_is_told() {
    let text = r#"[
  {"id": "moss", "type": "report", "title": "Rain", "author": [{"family": "Moss", "given": "Ada"}, {"literal": "Town Council"}],
   "issued": {"date-parts": [["2023", 5]]}, "publisher": "Quay", "URL": "https://example.org/rain"},
  {"id": 7, "title": "Wells", "issued": {"raw": "May 2019"}, "DOI": "10.1/x"},
  {"title": "Nameless"}, {"id": "moss", "title": "Again"}
]"#;
    let read = Bibliography::read(text, BibliographyFormat::CslJson);
    assert_eq!(said(&read, "moss"), "Ada Moss, Town Council (2023): Rain. Quay. https://example.org/rain");
    assert_eq!(said(&read, "7"), "Wells (2019). doi:10.1/x");
    assert_eq!(
        faults(&read, text),
        [": entry 3 has no `id`", "moss: the key `moss` is used before: the first entry holds"]
    );
    let broken = "[{\"id\": \"a\"},\n {\"id\": ]";
    let read = Bibliography::read(broken, BibliographyFormat::CslJson);
    assert_eq!(
        (faults(&read, broken), read.faults()[0].span.start),
        (vec![": this is not JSON: expected value".to_owned()], 22)
    );
    let deep = Bibliography::read(&"[".repeat(100_000), BibliographyFormat::CslJson);
    assert_eq!(deep.faults().len(), 1);
}

#[test]
fn csl_yaml_is_read_as_far_as_it_goes() {
    let text = "---\nreferences:\n- id: moss\n  title: Rain\n  author:\n  - family: Moss\n    given: Ada\n  issued:\n  - year: 2023\n- id: hill\n  title: \"Wells\"\n  issued: 2019-04\n- id: [\n";
    let read = Bibliography::read(text, BibliographyFormat::CslYaml);
    assert_eq!([said(&read, "moss"), said(&read, "hill")], ["Ada Moss (2023): Rain", "Wells (2019)"]);
    assert_eq!(read.faults().len(), 2, "{:?}", read.faults());
    let bomb = (0..40).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n.max(1) - 1)).collect::<String>();
    for text in [bomb, "[".repeat(10_000), "- ".repeat(10_000), "a: {".repeat(5_000)] {
        Bibliography::read(&text, BibliographyFormat::CslYaml);
    }
}
