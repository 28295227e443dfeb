//! The files of a new pack and of a new rule: they compile, they pass their own tests, and their comments teach.

use crate::text::Language;
use std::fmt::Write;

/// Words for the examples of a new rule, in one language.
struct Sample {
    subject: &'static str,
    effect: &'static str,
    message: &'static str,
    help: &'static str,
    warrant: &'static str,
    flags: &'static str,
    allows: [&'static str; 2],
    draft: &'static str,
}

const ENGLISH: Sample = Sample {
    subject: r#""school [meal|lunch](s|es)" "canteen(s)""#,
    effect: r#""raise(s|d) ...3 [grade|mark](s)" "better [grade|mark](s)""#,
    message: "this sentence says that school meals improve results, and cites nothing",
    help: "cite the study in this paragraph, or name who says it",
    warrant: "an effect on learning is measured, not seen",
    flags: "[[School lunches raise children's grades]].",
    allows: [
        "School lunches raise grades ([Smith, 2020](https://example.org/smith)).",
        "There is no evidence that school lunches raise grades.",
    ],
    draft: "# School meals\n\nCanteens open at noon. School lunches raise the grades of all children.\n\nSchool lunches raise grades, as a trial in Leeds has shown ([Smith, 2020](https://example.org/smith)).\n",
};

const FRENCH: Sample = Sample {
    subject: r#""cantine(s) [scolaire(s)]?" "repas scolaire(s)""#,
    effect: r#""améliore(nt) ...3 [note|résultat](s)" "meilleur(e)s [notes|résultats]""#,
    message: "cette phrase affirme que la cantine améliore les résultats, sans source",
    help: "citez l'étude dans ce paragraphe, ou nommez qui l'affirme",
    warrant: "un effet sur l'apprentissage se mesure",
    flags: "[[La cantine améliore les résultats des élèves]].",
    allows: [
        "La cantine améliore les résultats ([Dupont, 2020](https://example.org/dupont)).",
        "Rien n'indique que la cantine améliore les résultats.",
    ],
    draft: "# La cantine\n\nElle ouvre à midi. La cantine améliore les résultats de tous les élèves.\n\nLa cantine améliore les résultats, comme l'a montré un essai à Lille ([Dupont, 2020](https://example.org/dupont)).\n",
};

fn sample(language: Language) -> &'static Sample {
    if language == Language::FR { &FRENCH } else { &ENGLISH }
}

/// `pack.toulmin`.
pub(super) fn pack(name: &str, languages: &[Language]) -> String {
    let codes: Vec<&str> = languages.iter().map(Language::code).collect();
    format!(
        "\
toulmin 1

# A pack is a folder of rule files. This file says what holds for all of them.
# `#` begins a comment; `##` before an item is its documentation, which `toulmin explain` shows.

## What this pack checks, in a sentence: replace this line.
pack {name} {{
  version   \"0.1.0\"
  languages {}
  # Words for negation, attribution and the like come from the pack that ships with toulmin.
  uses      std
  # A claim that is negated, refuted, asked or a heading is none, unless a rule has a `rebuttal` of its own.
  rebuttal  negated or refuted or question or heading
}}
",
        codes.join(" ")
    )
}

/// A rule file, with lexicons of its own.
pub(super) fn rule(name: &str, languages: &[Language]) -> String {
    let mut text = format!(
        "\
toulmin 1

# A lexicon is a named list of phrases. `risk(s)` is the word with or without the ending, `[a|b]` either of them,
# `[a]?` may be left out, `...3` is a gap of up to three words, and `regulat*` any word that begins so.

## What the claim is about.
lexicon {name}-subject {{
"
    );
    phrases(&mut text, languages, |sample| sample.subject);
    text.push_str("}\n\n## What is claimed of it.\n");
    let _ = writeln!(text, "lexicon {name}-effect {{");
    phrases(&mut text, languages, |sample| sample.effect);
    let _ = write!(
        text,
        "\
}}

## What this rule finds and why it matters: replace this line.
rule {name} {{
  # error, warning, note, or off
  severity   warning
  # how often a finding is right: high, medium or low
  confidence medium
  since      \"0.1.0\"

  # Both in one sentence; the last one is the head, at which negation is judged.
  claim   {name}-subject and {name}-effect
  # What the claim needs; one of the two is enough.
  grounds source within paragraph or attribution

"
    );
    for (key, of) in [
        ("message", (|sample| sample.message) as fn(&Sample) -> &'static str),
        ("help", |sample| sample.help),
        ("warrant", |sample| sample.warrant),
    ] {
        let _ = writeln!(text, "  {key} {{");
        for language in languages {
            let _ = writeln!(text, "    {language}: \"{}\"", of(sample(*language)));
        }
        text.push_str("  }\n");
    }
    text.push_str("  # On whose authority: a work, the place in it, a link in < >, and when it was published.\n");
    text.push_str("  backing \"Handbook of the school board\" section \"Meals\" <https://example.org/handbook> dated 2021-09-01\n");
    text.push_str(
        "\n  # Examples are tests: `toulmin test` runs them. [[ ]] marks the words that are to be reported.\n",
    );
    for language in languages {
        let _ = writeln!(text, "  flags  {language} \"{}\"", sample(*language).flags);
        for allowed in sample(*language).allows {
            let _ = writeln!(text, "  allows {language} \"{allowed}\"");
        }
    }
    text.push_str("}\n");
    text
}

/// A whole draft for `tests/`.
pub(super) fn draft(language: Language) -> &'static str {
    sample(language).draft
}

fn phrases(text: &mut String, languages: &[Language], of: impl Fn(&Sample) -> &'static str) {
    for language in languages {
        let _ = writeln!(text, "  {language}: {}", of(sample(*language)));
    }
}
