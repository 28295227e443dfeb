//! English: its abbreviations, the words that begin sentences, its small words.

use super::Abbreviation;

/// Words written short, folded and without their last full stop.
pub(super) const ABBREVIATIONS: &[(Abbreviation, &[&str])] = &[
    (
        Abbreviation::Title,
        &[
            "mr", "mrs", "ms", "messrs", "dr", "prof", "gen", "col", "sgt", "capt", "lt", "sen", "rep", "rev", "hon",
            "gov", "pres", "mt", "vs", "cf", "e.g", "eg", "i.e", "viz", "incl", "resp", "approx", "ca", "adm", "amb",
        ],
    ),
    (
        Abbreviation::Pointer,
        &[
            "no", "nos", "art", "arts", "fig", "figs", "sec", "secs", "vol", "vols", "p", "pp", "ch", "chap", "eq",
            "eqs", "ref", "refs", "tab", "par", "para", "est", "app", "ann", "n", "nr", "jan", "feb", "mar", "apr",
            "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ver", "v", "pt",
        ],
    ),
    (
        Abbreviation::Either,
        &[
            "etc", "al", "inc", "co", "corp", "ltd", "llc", "plc", "u.s", "u.k", "e.u", "u.n", "a.i", "a.m", "p.m",
            "ph.d", "m.d", "b.a", "m.a", "d.c", "u.s.a", "st", "jr", "sr", "ed", "eds", "dept", "univ", "assn", "bros",
            "ave", "blvd", "mo", "u.s.c", "n.y", "l.a", "calif",
        ],
    ),
];

/// Words that like to begin a sentence.
pub(super) const OPENERS: &[&str] = &[
    "the", "a", "an", "it", "its", "they", "their", "them", "then", "he", "she", "his", "her", "we", "our", "others",
    "other", "this", "that", "these", "those", "there", "here", "no", "nobody", "everyone", "who", "what", "when",
    "where", "why", "how", "which", "see", "but", "and", "or", "so", "yet", "in", "on", "at", "by", "for", "from",
    "to", "with", "as", "if", "while", "since", "although", "though", "however", "moreover", "meanwhile", "today",
    "under", "according", "after", "before", "both", "each", "every", "few", "many", "most", "some", "such", "several",
    "all", "any", "one", "two", "three", "not", "now", "once", "only", "over", "still", "through", "thus", "until",
    "would", "will", "is", "are", "was", "were", "can", "could", "should", "do", "does", "did", "let", "please", "i",
    "you", "your", "nothing", "another", "because", "despite", "during", "instead", "note", "indeed", "finally",
    "first", "second", "third",
];

/// Words that are no nouns and no names, in the order of their bytes.
pub(super) const SMALL_WORDS: &[&str] = &[
    "a", "about", "above", "according", "across", "after", "against", "all", "almost", "along", "also", "although",
    "am", "among", "an", "and", "another", "any", "are", "around", "as", "at", "be", "because", "been", "before",
    "behind", "being", "below", "between", "beyond", "both", "but", "by", "can", "can't", "could", "d", "despite",
    "did", "do", "does", "don't", "down", "during", "each", "even", "ever", "every", "everyone", "few", "finally",
    "first", "for", "from", "had", "has", "have", "he", "her", "here", "herself", "him", "himself", "his", "how",
    "however", "i", "if", "in", "indeed", "instead", "into", "is", "isn't", "it", "its", "itself", "just", "less",
    "let", "like", "ll", "m", "many", "may", "me", "meanwhile", "might", "mine", "more", "moreover", "most", "much",
    "must", "my", "near", "nearly", "never", "no", "nobody", "nor", "not", "note", "nothing", "now", "of", "off", "on",
    "once", "one", "only", "onto", "or", "other", "others", "our", "out", "over", "own", "per", "please", "quite",
    "rather", "re", "roughly", "s", "same", "second", "see", "several", "shall", "she", "should", "since", "so",
    "some", "still", "such", "t", "than", "that", "the", "their", "them", "themselves", "then", "there", "these",
    "they", "third", "this", "those", "though", "three", "through", "thus", "to", "today", "too", "toward", "towards",
    "two", "under", "until", "up", "upon", "us", "ve", "very", "via", "was", "we", "were", "what", "when", "where",
    "which", "while", "who", "why", "will", "with", "within", "without", "won't", "would", "yet", "you", "your",
];

/// Words of English that the other language does not have.
pub(super) const VOTERS: &[&str] = &[
    "the", "of", "and", "to", "is", "that", "for", "it", "with", "are", "be", "this", "by", "from", "have", "which",
    "not", "was", "an", "will", "they", "their", "has", "been", "would", "can", "its", "or", "in", "our", "these",
    "such",
];
