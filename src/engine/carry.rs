//! «It will …»: a pronoun that begins a sentence stands for what the sentence before begins with.

use super::known::Known;
use super::scan::{Atom, AtomHit};

/// How many words may stand before the subject: an article, an adjective.
const MOST_BEFORE: i32 = 2;
/// How many words may stand before the pronoun: «and», «mais».
const MOST_BEFORE_PRONOUN: i32 = 1;

/// How many words a subject may have before its verb, those before it counted.
const LONGEST_SUBJECT: i32 = 8;

/// Whether a hit is of no use where it stands: a verb or a pronoun that is not at the head of its sentence.
pub(super) fn is_idle(known: Known, hit: &AtomHit) -> bool {
    let atom = Some(hit.atom);
    atom == known.subject_verb && hit.first > LONGEST_SUBJECT
        || atom == known.carrying && hit.first > MOST_BEFORE_PRONOUN
}

/// What the pronoun of a sentence stands for, as hits at the pronoun, given the hits of the sentence before and its own.
pub(super) fn carried(known: Known, lexicons: usize, before: &[AtomHit], own: &[AtomHit]) -> Vec<AtomHit> {
    let (Some(pronoun), Some(verb)) = (known.carrying, known.subject_verb) else { return Vec::new() };
    let Some(at) = own.iter().find(|hit| hit.atom == pronoun && hit.first <= MOST_BEFORE_PRONOUN) else {
        return Vec::new();
    };
    // The verb that follows shows that the words before it are all of the subject; «it» is never «we».
    let is_subject = |hit: &&AtomHit| {
        let is_followed = before.iter().any(|other| other.atom == verb && other.first == hit.last + 1);
        let is_we = before.iter().any(|other| Some(other.atom) == known.own_voice && other.first == hit.first);
        is_name(hit.atom, lexicons, known) && hit.first <= MOST_BEFORE && is_followed && !is_we
    };
    let mut atoms: Vec<Atom> = before.iter().filter(is_subject).map(|hit| hit.atom).collect();
    atoms.sort_unstable();
    atoms.dedup();
    atoms.retain(|atom| !own.iter().any(|hit| hit.atom == *atom && hit.first == at.first));
    atoms.into_iter().map(|atom| AtomHit { atom, last: at.first, own: 1, ..*at }).collect()
}

/// Whether an atom may be named by a pronoun: a figure may not, nor a word that only serves here.
fn is_name(atom: Atom, lexicons: usize, known: Known) -> bool {
    atom < lexicons && ![known.carrying, known.subject_verb, known.pronoun, known.anaphoric].contains(&Some(atom))
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Format};
    use crate::engine::{Checker, Context, Packs};
    use crate::syntax::RuleFile;

    /// The words of the claims that a rule about tools finds.
    fn found(text: &str) -> Vec<String> {
        let rules = r#"
pack tools {
  version "0.1.0"
  languages en fr
  uses std
}
lexicon tool {
  en: "[machine|robot](s)"
  fr: "[machine|robot](s)"
}
rule tool-heals {
  severity warning
  confidence high
  claim tool then "[heal|heals|guérit|guérira]" within 6 words
  grounds none
  message { en: "m" fr: "m" }
  backing "b"
}
"#;
        let mine = RuleFile { path: "tools/pack.toulmin".into(), text: rules.into() };
        let checker = Checker::lenient(&Packs::embedded().and(Packs::from_files([mine])));
        let document = Document::read(text.as_bytes(), Format::Markdown).expect("it is text");
        let report = checker.check(&document, &Context::new().only("tools"));
        report.findings().iter().map(|finding| finding.words().to_owned()).collect()
    }

    #[test]
    fn a_pronoun_stands_for_the_subject_before_it() {
        assert_eq!(found("The machine is here. It will heal all."), ["It will heal"]);
        assert_eq!(found("Machines are here. They can learn. And they will heal all."), ["they will heal"]);
        assert_eq!(found("La machine est là. Elle chante et guérira tout."), [""; 0], "no verb of the list follows");
        assert_eq!(found("La machine est là. Elle va vite, et guérira tout."), ["Elle va vite, et guérira"]);
    }

    #[test]
    fn it_stands_for_no_other_words() {
        for text in [
            "The machine is here.\n\nIt will heal all.",
            "The machine is here. Then came rain. It will heal all.",
            "The machine law is here. It will heal all.",
            "We saw the machine. It will heal all.",
            "The machine is here. It may be that time will heal all.",
            "La machine est là. Il va de soi que le temps guérira tout.",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
