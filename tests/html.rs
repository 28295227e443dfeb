//! Pages in HTML: whole, without anything that a draft smuggled in, and with links that lead somewhere.

use crate::cli::{run, stdout};
use html5gum::{Token, Tokenizer};
use std::collections::BTreeSet;

/// Elements that have no end.
const VOID: [&str; 3] = ["meta", "wbr", "br"];

#[derive(Default)]
struct Page {
    elements: Vec<String>,
    attributes: Vec<(String, String)>,
}

/// Reads a page, and holds that each element ends where it should.
fn read(html: &str) -> Page {
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                for (key, value) in &tag.attributes {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    page.attributes.push((text(key), text(value)));
                }
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    open.push(name.clone());
                }
                page.elements.push(name);
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop(), Some(name), "elements are nested");
            }
            Token::Error(error) => panic!("the page is no HTML: {:?}", error.value),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} are never closed");
    page
}

fn sound(html: &str) -> Page {
    let page = read(html);
    let count = |name: &str| page.elements.iter().filter(|element| *element == name).count();
    assert_eq!((count("script"), count("style"), count("title") >= 1), (1, 1, true));
    for smuggled in ["img", "iframe", "object", "link", "base", "form", "input"] {
        assert_eq!(count(smuggled), 0, "{smuggled}");
    }
    let named = |name: &'static str| {
        page.attributes.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    };
    let ids: Vec<&str> = named("id").collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
    for href in named("href") {
        let inside = href.strip_prefix('#').is_some_and(|id| ids.contains(&id));
        assert!(inside || href.starts_with("https://") || href.starts_with("http://"), "{href} leads nowhere");
    }
    for id in named("aria-labelledby") {
        assert!(ids.contains(&id), "{id} labels nothing");
    }
    assert!(page.attributes.iter().all(|(key, _)| !key.starts_with("on") && key != "src" && key != "style"));
    assert_eq!(named("lang").next(), Some(if html.contains("<html lang=\"fr\"") { "fr" } else { "en" }));
    page
}

#[test]
fn pages_are_whole_and_their_links_lead_somewhere() {
    let one = stdout(&run(&["check", "--rules", "meals", "--format", "html", "drafts/letter.md"]));
    let page = sound(&one);
    // The claim that has its source is marked too.
    assert!(one.contains("<mark id=\"c4\" class=\"met\">School meals raise grades</mark>"), "{one}");
    assert!(page.elements.iter().any(|element| element == "svg"));
    let many = stdout(&run(&["check", "--rules", "meals", "--format", "html", "drafts", "cited", "configured"]));
    assert!(sound(&many).elements.iter().filter(|element| *element == "article").count() > 3);
    sound(&stdout(&run(&["check", "--rules", "meals", "--format", "html", "drafts/more/clean.txt"])));
}

#[test]
fn a_page_is_in_the_language_of_its_draft_or_in_the_one_asked_for() {
    let french = stdout(&run(&["check", "--rules", "meals", "--format", "html", "drafts/lettre.md"]));
    sound(&french);
    assert!(french.contains("Registre des affirmations") && french.contains("non étayée"));
    let asked = ["check", "--rules", "meals", "--format", "html", "--language", "en", "drafts/lettre.md"];
    assert!(stdout(&run(&asked)).contains("Ledger of claims"));
}

#[test]
fn a_draft_smuggles_nothing_into_a_page() {
    let hostile = stdout(&run(&["check", "--rules", "meals", "--format", "html", "hostile/page.md"]));
    let page = sound(&hostile);
    assert!(!hostile.contains("<script>alert") && !hostile.contains('\u{202e}'));
    assert!(page.attributes.iter().all(|(key, value)| key != "href" || !value.contains("alert")));
}

#[test]
fn a_ledger_is_a_page_too() {
    let all = stdout(&run(&["claims", "--rules", "meals", "--format", "html", "drafts/letter.md"]));
    sound(&all);
    let met = ["claims", "--rules", "meals", "--format", "html", "--verdict", "met", "drafts/letter.md"];
    let met = stdout(&run(&met));
    sound(&met);
    assert!(met.contains("id=\"l1\"") && !met.contains("id=\"l2\""), "{met}");
}
