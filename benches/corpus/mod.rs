//! Drafts of any size, made: real-looking Markdown in English and French, the same for the same seed.

/// What a made draft is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// One sentence in so many makes a claim about AI; 0 for none.
    pub(crate) claims: u64,
}

/// Few claims, as in most policy drafts.
pub(crate) const FEW_CLAIMS: Kind = Kind { claims: 60 };
/// A claim in every other sentence.
pub(crate) const MANY_CLAIMS: Kind = Kind { claims: 2 };

/// A draft of about `bytes` bytes.
pub(crate) fn draft(bytes: usize, kind: Kind, seed: u64) -> String {
    let mut dice = Dice(seed | 1);
    let mut text = String::with_capacity(bytes + 4096);
    text.push_str("---\ntitle: A made draft\ndate: 2024-05-03\n---\n\n");
    let mut note = 0;
    while text.len() < bytes {
        let french = dice.roll(3) == 0;
        section(&mut text, &mut dice, kind, french, &mut note);
    }
    text
}

fn section(text: &mut String, dice: &mut Dice, kind: Kind, french: bool, note: &mut u64) {
    let words = if french { &FRENCH } else { &ENGLISH };
    let level = "#".repeat(2 + dice.roll(2) as usize);
    text.push_str(&format!("{level} {} {}\n\n", capital(dice.pick(words.nouns)), dice.pick(words.nouns)));
    let mut notes = Vec::new();
    for _ in 0..2 + dice.roll(4) {
        let list = dice.roll(5) == 0;
        for at in 0..2 + dice.roll(5) {
            if list {
                text.push_str("- ");
            }
            sentence(text, dice, kind, words);
            if dice.roll(6) == 0 {
                *note += 1;
                notes.push(*note);
                text.push_str(&format!("[^{note}]"));
            }
            text.push_str(if list || at % 3 == 2 { "\n" } else { " " });
        }
        text.push_str("\n\n");
    }
    for note in notes {
        let noun = capital(dice.pick(words.nouns));
        text.push_str(&format!("[^{note}]: {noun}, {}, <https://example.org/{note}>.\n", 2010 + dice.roll(14)));
    }
    text.push('\n');
}

fn sentence(text: &mut String, dice: &mut Dice, kind: Kind, words: &Words) {
    if kind.claims > 0 && dice.roll(kind.claims) == 0 {
        text.push_str(dice.pick(words.claims));
        return;
    }
    let mut first = true;
    for _ in 0..2 + dice.roll(3) {
        let noun = dice.pick(words.nouns);
        text.push_str(&if first { capital(noun) } else { noun.to_owned() });
        first = false;
        text.push(' ');
        text.push_str(dice.pick(words.verbs));
        text.push(' ');
        match dice.roll(12) {
            0 => text.push_str(&format!("**{}**", dice.pick(words.nouns))),
            1 => text.push_str(&format!("[{}](https://example.org/{})", dice.pick(words.nouns), dice.roll(999))),
            2 => text.push_str(&format!("{} {}", 2 + dice.roll(40), dice.pick(words.nouns))),
            _ => text.push_str(dice.pick(words.nouns)),
        }
        text.push_str(dice.pick(words.joints));
    }
    text.truncate(text.trim_end_matches([' ', ',']).len());
    text.push('.');
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

struct Words {
    nouns: &'static [&'static str],
    verbs: &'static [&'static str],
    joints: &'static [&'static str],
    claims: &'static [&'static str],
}

const ENGLISH: Words = Words {
    nouns: &[
        "the committee",
        "the annual budget",
        "a local council",
        "the department",
        "our partners",
        "school transport",
        "the delivery plan",
        "public procurement",
        "the review board",
        "rural broadband",
        "the housing programme",
        "each ministry",
        "a written answer",
        "the statistics office",
        "the water authority",
        "the new guidance",
        "a steering group",
        "the evaluation",
        "small firms",
        "the regional office",
        "hospital staff",
        "the archive",
    ],
    verbs: &[
        "publishes",
        "will review",
        "consults",
        "has agreed with",
        "reports to",
        "should support",
        "was asked about",
        "keeps a record of",
        "depends on",
        "has paid for",
        "may replace",
        "works with",
        "is responsible for",
    ],
    joints: &[" and ", ", while ", " because ", ", which means that ", " so that ", ", and in turn ", " although "],
    claims: &[
        "AI will end hunger and disease.",
        "Artificial intelligence could wipe out humanity.",
        "Regulation kills innovation in artificial intelligence.",
        "AI will destroy 40% of jobs within ten years.",
        "Training one model uses 1,200 MWh of electricity.",
        "Experts say that the race for AI must be won.",
    ],
};

const FRENCH: Words = Words {
    nouns: &[
        "le comité",
        "le budget annuel",
        "une collectivité locale",
        "le ministère",
        "nos partenaires",
        "l'évaluation",
        "le transport scolaire",
        "la commande publique",
        "le conseil d'orientation",
        "l'office de la statistique",
        "le programme du logement",
        "chaque établissement",
        "une réponse écrite",
        "la régie de l'eau",
        "les archives",
        "la nouvelle circulaire",
        "le groupe de travail",
        "les petites entreprises",
        "la direction régionale",
    ],
    verbs: &[
        "publie",
        "examinera",
        "consulte",
        "a convenu avec",
        "rend compte à",
        "devrait soutenir",
        "dépend de",
        "tient un registre de",
        "a financé",
        "pourrait remplacer",
        "travaille avec",
        "est responsable de",
    ],
    joints: &[" et ", ", tandis que ", " parce que ", ", ce qui signifie que ", " afin que ", ", puis ", " bien que "],
    claims: &[
        "L'IA mettra fin à la faim dans le monde.",
        "L'intelligence artificielle menace l'existence de l'humanité.",
        "La réglementation freine l'innovation en intelligence artificielle.",
        "L'IA détruira 40 % des emplois en dix ans.",
        "L'entraînement d'un modèle consomme 1 200 MWh.",
        "Selon de nombreux experts, la course à l'IA doit être gagnée.",
    ],
};

/// A xorshift generator: the corpus must not change with a library's version.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len() as u64) as usize]
    }
}
