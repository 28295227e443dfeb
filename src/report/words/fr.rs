//! The words of a report in French.

use super::{Words, cited, plain};
use crate::document::CitationKind;
use crate::engine::{Evidence, EvidenceKind, Grounds, Lapsed, Reachable, Wanted, WantedKind};
use crate::program::Backing;
use crate::report::Tally;
use crate::text::Date;

pub(super) struct French;

impl Words for French {
    fn claim(&self) -> &'static str {
        "affirmation"
    }

    fn grounds(&self) -> &'static str {
        "preuves"
    }

    fn help(&self) -> &'static str {
        "conseil"
    }

    fn warrant(&self) -> &'static str {
        "garantie"
    }

    fn backing(&self) -> &'static str {
        "fondement"
    }

    fn or(&self) -> &'static str {
        "ou"
    }

    fn within(&self, within: Reachable) -> String {
        match within {
            Reachable::Words(1) => "à 1 mot au plus".to_owned(),
            Reachable::Words(n) => format!("à {n} mots au plus"),
            Reachable::Sentence => "dans cette phrase".to_owned(),
            Reachable::NextSentence => "dans cette phrase ou la suivante".to_owned(),
            Reachable::Paragraph => "dans ce paragraphe".to_owned(),
            Reachable::Section => "dans cette section".to_owned(),
            Reachable::Document => "dans le document".to_owned(),
        }
    }

    fn wanted(&self, wanted: &Wanted) -> String {
        let of = |name: &str| format!(" de `{}`", plain(name));
        let (noun, of) = match &wanted.what {
            WantedKind::Source => ("source", String::new()),
            WantedKind::Attribution => ("attribution", String::new()),
            WantedKind::Definition(name) => ("définition", of(name)),
            WantedKind::Mention(name) => ("mention", of(name)),
        };
        let what = match wanted.count {
            0 | 1 => format!("une {noun}"),
            n => format!("{n} {noun}s"),
        };
        let criteria = match wanted.criteria.as_slice() {
            [] => String::new(),
            criteria => {
                let said = criteria.iter().map(|c| criterion(c)).collect::<Vec<_>>().join(", ");
                if wanted.count > 1 { format!(" ({})", in_the_plural(&said)) } else { format!(" ({said})") }
            }
        };
        format!("{what}{of} {}{criteria}", self.within(wanted.within))
    }

    fn outcome(&self, verdict: Grounds, some: bool) -> &'static str {
        match (verdict, some) {
            (Grounds::Met, _) => "trouvée",
            (Grounds::Unmet, false) => "aucune",
            (Grounds::Unmet, true) => "aucune qui convienne",
            (Grounds::Undetermined, _) => "on ne peut trancher",
        }
    }

    fn verdict(&self, verdict: Grounds) -> &'static str {
        match verdict {
            Grounds::Met => "étayée",
            Grounds::Unmet => "non étayée",
            Grounds::Undetermined => "indéterminée",
        }
    }

    fn evidence(&self, evidence: &Evidence) -> &'static str {
        match evidence.kind {
            EvidenceKind::Citation(CitationKind::Note) => "note",
            EvidenceKind::Citation(CitationKind::Link) => "lien",
            EvidenceKind::Citation(CitationKind::InternalLink) => "lien interne",
            EvidenceKind::Citation(CitationKind::Key | CitationKind::Number | CitationKind::AuthorYear) => "référence",
            EvidenceKind::Citation(CitationKind::Legal) => "texte de loi",
            EvidenceKind::Citation(CitationKind::SourceLine) => "ligne de source",
            EvidenceKind::Attribution => "attribution",
            EvidenceKind::Definition => "définition",
            EvidenceKind::Mention => "mention",
        }
    }

    fn rejected(&self, evidence: &Evidence) -> String {
        let cited = cited(evidence, ["«\u{a0}", "\u{a0}»"]);
        let place = format!("ligne {}", evidence.place.start.line);
        match &evidence.lacks {
            Some(lacks) => format!("{cited} ({place})\u{a0}: {}", lacking(lacks)),
            None => format!("{cited} ({place})"),
        }
    }

    fn supports(&self, evidence: &Evidence) -> String {
        format!("{}\u{a0}: {}", self.evidence(evidence), cited(evidence, ["«\u{a0}", "\u{a0}»"]))
    }

    fn columns(&self) -> [&'static str; 5] {
        ["endroit", "règle", "verdict", "affirmation", "preuves"]
    }

    fn skipped(&self, language: &str, rules: usize, blocks: usize) -> String {
        let (unread, have) = (if blocks < 2 { "non lu" } else { "non lus" }, if rules < 2 { "n'a" } else { "n'ont" });
        format!(
            "{} en `{language}` {unread} par {}, qui {have} pas de mots dans cette langue",
            count(blocks, "bloc"),
            count(rules, "règle")
        )
    }

    fn day(&self, day: Date) -> String {
        format!("{:02}/{:02}/{:04}", day.day, day.month, day.year)
    }

    fn section(&self, section: &str) -> String {
        format!("«\u{a0}{section}\u{a0}»")
    }

    fn holds_until(&self, backing: &Backing) -> Option<String> {
        match (backing.expires, backing.review_by) {
            (Some(day), Some(review)) => {
                Some(format!("valable jusqu'au {}, à revoir avant le {}", self.day(day), self.day(review)))
            }
            (Some(day), None) => Some(format!("valable jusqu'au {}", self.day(day))),
            (None, Some(day)) => Some(format!("à revoir avant le {}", self.day(day))),
            (None, None) => None,
        }
    }

    fn lapsed(&self, lapsed: &Lapsed) -> String {
        let Lapsed { backing, day, .. } = lapsed;
        let until = match (backing.expires, backing.review_by) {
            (Some(end), _) if end < *day => format!("valait jusqu'au {}", self.day(end)),
            (_, Some(end)) => format!("était à revoir avant le {}", self.day(end)),
            (_, None) => "a expiré".to_owned(),
        };
        format!("son fondement, {}, {until}, et ce contrôle est du {}", backing.title, self.day(*day))
    }

    fn summary(&self, tally: &Tally) -> String {
        let mut line = match tally.findings() {
            0 => "aucun constat".to_owned(),
            n => format!("{} ({})", count(n, "constat"), by_level(tally)),
        };
        line += &match (tally.findings(), tally.faulty) {
            (0, _) => format!(" dans {}", count(tally.files, "fichier")),
            (_, faulty) if faulty == tally.files => format!(" dans {}", count(faulty, "fichier")),
            (_, faulty) => format!(" dans {faulty} fichier{} sur {}", plural(faulty), tally.files),
        };
        line += &match tally.claims {
            0 => "\u{a0}; aucune affirmation".to_owned(),
            1 if tally.met == 1 => "\u{a0}; 1 affirmation, étayée".to_owned(),
            n if tally.met == n => format!("\u{a0}; {n} affirmations, toutes étayées"),
            _ => format!("\u{a0}; {}", self.ledger(tally)),
        };
        match tally.suppressed {
            0 => {}
            n => line += &format!("\u{a0}; {} admis par des commentaires", count(n, "constat")),
        }
        match tally.hidden.baseline {
            0 => {}
            n => line += &format!("\u{a0}; {} déjà dans l'état de référence", count(n, "constat")),
        }
        match tally.hidden.unchanged {
            0 => {}
            n => line += &format!("\u{a0}; {} dans ce qui n'a pas changé", count(n, "constat")),
        }
        match tally.unreadable {
            0 => {}
            1 => line += "\u{a0}; 1 fichier n'a pas pu être lu",
            n => line += &format!("\u{a0}; {n} fichiers n'ont pas pu être lus"),
        }
        line
    }

    fn ledger(&self, tally: &Tally) -> String {
        let claims = count(tally.claims, "affirmation");
        let mut line = format!("{claims}\u{a0}: {} étayée{}, {} non", tally.met, plural(tally.met), tally.unmet);
        if tally.undetermined > 0 {
            line += &format!(", {} indéterminée{}", tally.undetermined, plural(tally.undetermined));
        }
        line
    }
}

/// A criterion of the rule language, said in French.
fn criterion(words: &str) -> String {
    let pairs = [
        ("independent of ", "indépendante de "),
        ("dated within ", "datée d'au plus "),
        ("dated after ", "postérieure au "),
        ("kind ", "de type "),
        ("states ", "qui donne "),
    ];
    let found = pairs.iter().find_map(|(en, fr)| words.strip_prefix(en).map(|rest| format!("{fr}{rest}")));
    found.unwrap_or_else(|| words.to_owned()).replace(" months", " mois").replace(" issuer", " l'émetteur")
}

fn in_the_plural(criteria: &str) -> String {
    let feminine = [("indépendante ", "indépendantes "), ("datée ", "datées "), ("postérieure ", "postérieures ")];
    feminine.iter().fold(criteria.replace("qui donne ", "qui donnent "), |said, (one, many)| said.replace(one, many))
}

/// Why something does not do, said in French where the reason is a known one.
fn lacking(reason: &str) -> String {
    let whole = [
        ("unresolved", "ne mène nulle part"),
        ("no such note", "note introuvable"),
        ("empty note", "note vide"),
        ("no such key", "clé introuvable"),
        ("empty target", "adresse vide"),
        ("placeholder", "à compléter"),
        ("of unknown kind", "de type inconnu"),
        ("of unknown age: it bears no date", "sans date"),
        ("of unknown age: the document bears no date", "d'âge inconnu, faute d'une date du document"),
    ];
    if let Some((_, french)) = whole.iter().find(|(english, _)| reason.replace('-', " ") == *english) {
        return (*french).to_owned();
    }
    let parts = [
        ("not independent: ", "pas indépendante\u{a0}: "),
        ("by the issuer, ", "de l'émetteur, "),
        ("without ", "sans "),
        ("of ", "de "),
    ];
    let said = parts.iter().find_map(|(en, fr)| reason.strip_prefix(en).map(|rest| format!("{fr}{rest}")));
    let said = said.unwrap_or_else(|| reason.to_owned());
    said.replace("perhaps older than ", "peut-être d'avant ").replace("older than ", "d'avant ")
}

fn by_level(tally: &Tally) -> String {
    let levels = [(tally.errors, "erreur"), (tally.warnings, "avertissement"), (tally.notes, "remarque")];
    let levels = levels.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun));
    levels.collect::<Vec<_>>().join(", ")
}

/// `1 fichier`, `2 fichiers`.
fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", plural(n))
}

/// In French, nought and one are singular.
fn plural(n: usize) -> &'static str {
    if n < 2 { "" } else { "s" }
}
