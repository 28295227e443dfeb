//! French: its abbreviations, the words that begin sentences, its small words.

use super::Abbreviation;

/// Words written short, folded and without their last full stop.
pub(super) const ABBREVIATIONS: &[(Abbreviation, &[&str])] = &[
    (
        Abbreviation::Title,
        &[
            "mm", "mme", "mmes", "mlle", "mlles", "mgr", "dr", "drs", "pr", "prof", "me", "ste", "cf", "vs", "e.g",
            "i.e", "resp", "env", "approx", "ex", "c.-à-d", "càd", "adj",
        ],
    ),
    (
        Abbreviation::Pointer,
        &[
            "art", "arts", "al", "ch", "chap", "p", "pp", "fig", "figs", "tab", "tabl", "vol", "t", "n", "no", "nos",
            "janv", "févr", "fév", "avr", "juil", "juill", "août", "sept", "oct", "nov", "déc", "l", "r", "d", "§",
            "réf", "tél", "num", "éq", "ann", "v", "par",
        ],
    ),
    (
        Abbreviation::Either,
        &[
            "etc", "u.s", "i.a", "o.n.u", "u.e", "u.k", "a.i", "j.-c", "s.a", "s.a.r.l", "st", "av", "bd", "éd",
            "coll", "soc", "crim", "civ", "ass", "plén", "inc", "cie", "ltd", "corp", "ltée", "hon", "n.d.l.r", "trad",
            "dir", "apr", "dept", "dép",
        ],
    ),
];

/// Words that like to begin a sentence.
pub(super) const OPENERS: &[&str] = &[
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "il", "elle", "ils", "elles", "on", "nous", "vous",
    "ce", "cet", "cette", "ces", "cela", "ceci", "c", "ça", "aucun", "aucune", "mais", "et", "ou", "or", "donc", "car",
    "ainsi", "enfin", "en", "dans", "pour", "par", "sur", "sous", "avec", "sans", "selon", "si", "s", "quand",
    "lorsque", "lorsqu", "depuis", "après", "avant", "puis", "alors", "aussi", "tout", "toute", "tous", "toutes",
    "plusieurs", "certains", "certaines", "quelques", "chaque", "leur", "leurs", "son", "sa", "ses", "notre", "nos",
    "votre", "vos", "je", "j", "tu", "qui", "que", "qu", "quoi", "où", "comment", "pourquoi", "voir", "cf", "à", "au",
    "aux", "ne", "n", "pas", "non", "oui", "cependant", "toutefois", "néanmoins", "pourtant", "bien", "parce",
    "malgré", "pendant", "face", "outre", "plus", "moins", "même", "d'autres", "autre", "autres", "rien", "personne",
    "quel", "quelle", "quels", "quelles", "deux", "trois", "ici", "là", "y",
];

/// Words that are no nouns and no names, in the order of their bytes.
pub(super) const SMALL_WORDS: &[&str] = &[
    "a", "afin", "ai", "ainsi", "ait", "alors", "après", "as", "au", "aucun", "aucune", "aussi", "autre", "autres",
    "aux", "avait", "avant", "avec", "avoir", "bien", "c", "c'", "car", "ce", "ceci", "cela", "celle", "celles",
    "celui", "cependant", "certaines", "certains", "ces", "cet", "cette", "ceux", "cf", "chaque", "chez", "comme",
    "comment", "contre", "d", "d'", "d'autres", "dans", "de", "depuis", "des", "deux", "donc", "dont", "du", "durant",
    "dès", "déjà", "elle", "elles", "en", "encore", "enfin", "entre", "environ", "es", "est", "et", "eux", "face",
    "faire", "fait", "fut", "hors", "ici", "il", "ils", "j", "j'", "jamais", "je", "jusqu", "jusqu'", "jusque", "l",
    "l'", "la", "laquelle", "le", "lequel", "les", "leur", "leurs", "lors", "lorsqu", "lorsqu'", "lorsque", "lui",
    "là", "m", "m'", "mais", "malgré", "me", "moi", "moins", "même", "n", "n'", "ne", "ni", "non", "nos", "notre",
    "nous", "néanmoins", "on", "ont", "or", "ou", "oui", "outre", "où", "par", "parce", "pas", "pendant", "personne",
    "peu", "peut", "peuvent", "plus", "plusieurs", "pour", "pourquoi", "pourtant", "près", "puis", "puisqu'",
    "puisque", "qu", "qu'", "quand", "que", "quel", "quelle", "quelles", "quelqu'", "quelques", "quels", "qui", "quoi",
    "rien", "s", "s'", "sa", "sans", "se", "selon", "sera", "seront", "ses", "si", "soi", "soit", "sommes", "son",
    "sont", "sous", "sur", "t", "t'", "tandis", "te", "toi", "toujours", "tous", "tout", "toute", "toutefois",
    "toutes", "trois", "trop", "très", "tu", "un", "une", "vers", "voir", "vos", "votre", "vous", "y", "à", "ça",
    "également", "étaient", "était", "été", "êtes", "être",
];

/// Words of French that the other language does not have.
pub(super) const VOTERS: &[&str] = &[
    "le", "la", "les", "des", "du", "de", "et", "un", "une", "est", "que", "qui", "dans", "pour", "par", "sur", "pas",
    "au", "aux", "ce", "cette", "sont", "ne", "avec", "il", "elle", "nous", "vous", "leur", "leurs", "ont", "l'", "d'",
    "qu'", "n'", "s'", "c'", "j'", "ces", "en", "plus", "ou",
];
