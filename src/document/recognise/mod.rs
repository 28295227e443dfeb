//! Recognises amounts, dates and names in prose by their form, in the notations of both languages.

mod date;
mod look;
mod name;
mod numeral;
mod quantity;
mod word;

use super::Recognised;
use crate::program::Recogniser;
use crate::text::{Language, Span};
use numeral::Numeral;

/// Adds what is found in `span` of the prose, by where it begins; two may overlap. Names only where they are asked for;
/// quotations and citations are for others to find.
pub(crate) fn recognise(
    prose: &str,
    folded: &str,
    span: Span,
    language: Language,
    names: bool,
    out: &mut Vec<Recognised>,
) {
    let found = out.len();
    let mut scan = Scan {
        text: &prose[span.range()],
        folded: &folded[span.range()],
        before: &prose[..span.start],
        base: span.start,
        language,
        names,
        named: 0,
        pending: None,
        reference: None,
        shouting: None,
        out,
    };
    scan.run();
    out[found..].sort_by_key(|r| (r.span.start, r.span.end, r.what));
}

/// One pass over a stretch of prose.
struct Scan<'a> {
    text: &'a str,
    folded: &'a str,
    /// The prose before it.
    before: &'a str,
    base: usize,
    language: Language,
    names: bool,
    /// The end of the last name that was looked at: amounts are found inside of it, and no other names.
    named: usize,
    /// The last numeral, if nothing was made of it: it may begin a range (`40 to 60 %`).
    pending: Option<Numeral>,
    /// The end of the last number that only points (`section 4`).
    reference: Option<usize>,
    /// Whether it is all in capitals, once that is known.
    shouting: Option<bool>,
    out: &'a mut Vec<Recognised>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let bytes = self.folded.as_bytes();
        let mut at = 0;
        while let Some(&b) = bytes.get(at) {
            match CLASS[b as usize] {
                OTHER => at += 1,
                DIGIT => at = self.digits(at),
                LETTER => {
                    let second = bytes.get(at + 1).copied().unwrap_or(b' ');
                    let next = if word::may_begin(b, second) { self.word(at) } else { None };
                    if next.is_none() && self.names && at >= self.named && self.is_capital(at) {
                        self.named = self.name(at);
                    }
                    at = next.unwrap_or_else(|| word_end(bytes, at));
                }
                wide => at += wide as usize,
            }
        }
    }

    fn is_capital(&self, at: usize) -> bool {
        self.text.as_bytes()[at] != self.folded.as_bytes()[at]
            || (!self.folded.as_bytes()[at].is_ascii()
                && self.text[at..].chars().next().is_some_and(char::is_uppercase))
    }

    fn emit(&mut self, what: Recogniser, start: usize, end: usize) {
        self.pending = None;
        self.out.push(Recognised { what, span: Span::new(self.base + start, self.base + end) });
    }
}

/// The end of the run of letters and digits that begins at `at`, which is a letter or digit.
fn word_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|b| CLASS[*b as usize] < LETTER).map_or(bytes.len(), |run| at + run)
}

const OTHER: u8 = 0;
/// Characters of two, three and four bytes that are no letters: the class is their length, less than those of letters and digits.
const TWO: u8 = 2;
const THREE: u8 = 3;
const FOUR: u8 = 4;
const LETTER: u8 = 5;
const DIGIT: u8 = 6;

const CLASS: [u8; 256] = {
    let mut class = [OTHER; 256];
    let mut b = 0;
    while b < 256 {
        class[b] = match b as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            0xc2 => TWO,
            0xe2 => THREE,
            0xf0..=0xff => FOUR,
            0x80..=0xef => LETTER,
            _ => OTHER,
        };
        b += 1;
    }
    class
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    pub(super) fn found(text: &str, language: Language) -> Vec<(&'static str, &str)> {
        let mut out = Vec::new();
        recognise(text, &fold(text), Span::new(0, text.len()), language, true, &mut out);
        let name = |what| Recogniser::ALL.iter().find(|(_, r)| *r == what).map_or("", |(n, _)| n);
        out.iter().map(|r| (name(r.what), &text[r.span.range()])).collect()
    }

    /// Each line: a sentence, then after `|` what is found, `kind: words`, parted by `;`. Names are not looked at.
    fn table(lines: &str, language: Language) {
        let mut wrong = String::new();
        for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let (text, wanted) = line.split_once('|').expect("a bar");
            let wanted: Vec<&str> = wanted.split(';').map(str::trim).filter(|w| !w.is_empty()).collect();
            let got: Vec<String> = found(text.trim(), language)
                .iter()
                .filter(|(name, _)| *name != "proper-name")
                .map(|(name, text)| format!("{name}: {text}"))
                .collect();
            if got != wanted {
                wrong += &format!("{text}\n  wanted {wanted:?}\n  got    {got:?}\n");
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }

    #[test]
    fn english() {
        table(
            r#"
            Some 40 % of posts and 12.5% of tasks will go. | percent: 40 %; percent: 12.5%
            It rose from 40 to 60 % or 40-60% of them. | percent: 40 to 60 %; percent: 40-60%
            A drop of forty percent, then of 3 per cent. | percent: forty percent; percent: 3 per cent
            It gained 3 percentage points and twenty-five percent. | percent: 3 percentage points; percent: twenty-five percent
            Half of the staff and half the board left. | percent: Half of; percent: half the
            One in five clerks, 9 out of 10 nurses and two thirds of cooks agree. | percent: One in five; percent: 9 out of 10; percent: two thirds
            A third of them and three-quarters of us stayed. | percent: A third of; percent: three-quarters
            It emitted 79.7m tonnes and drank 764.6bn litres. | measure: 79.7m tonnes; measure: 764.6bn litres
            The wall is 5m high. |
            They spent $3bn, US$ 1.5 trillion and €200 million. | money: $3bn; money: US$ 1.5 trillion; money: €200 million
            It costs 5 million pounds, £10m, CA$2.4 billion or CHF 20. | money: 5 million pounds; money: £10m; money: CA$2.4 billion; money: CHF 20
            Billions of dollars and thousands of euros are lost. | money: Billions of dollars; money: thousands of euros
            It is three times faster, 10x cheaper, 18x and twice as good. | multiple: three times; multiple: 10x; multiple: 18x; multiple: twice as
            Output doubled, then grew tenfold and will triple by 2030. | multiple: doubled; multiple: tenfold; multiple: triple; year: 2030
            They meet three times a week. |
            A double standard is at work. |
            The site uses 3 TWh, 500,000 litres and 2 million tonnes of CO2. | measure: 3 TWh; measure: 500,000 litres; measure: 2 million tonnes
            Millions of litres and 40 million cubic metres were drawn. | measure: Millions of litres; measure: 40 million cubic metres
            A hall of 100MW emits 5 MtCO2e. | measure: 100MW; measure: 5 MtCO2e
            It cut 12,000 jobs in 27 states. | count: 12,000; count: 27
            Some 300 million people and millions of jobs are at risk. | count: 300 million; count: millions
            Twelve towns and three hundred villages signed. | count: Twelve; count: three hundred
            Tens of thousands of workers left. | count: Tens of thousands
            It was done on 3 May 2024 and on May 3, 2024. | date: 3 May 2024; date: May 3, 2024
            From May 2024 to 2024-05-03, or 03/05/2024, or Q3 2025. | date: May 2024; date: 2024-05-03; date: 03/05/2024; date: Q3 2025
            It began in 2024 (2023) and ends by 2030. | year: 2024; year: 2023; year: 2030
            It takes six months, 10 years, an 18-month wait, the next five years or a decade. | duration: six months; duration: 10 years; duration: 18-month; duration: five years; duration: a decade
            See Section 4.2, Figure 3, Table 12, articles 5 and 50, p. 12, No. 40, chapter 30, Annex 20 steps. |
            Since GPT-4, v0.2 of COVID-19 in the G7 and Web 2.0 came. |
            One of the 21st century tools, at 10:30 or 5 pm, is ISO 42001 or 2024/1689. |
            1. The plan is new. |
            The 1990s and the '90s were dull. |
            It may cost more than one thinks. |
            Call +33 1 23 45 67 89 or 555-123-4567. |
            The 2024 budget was 1,234.5 billion. | year: 2024; count: 1,234.5 billion
            "#,
            Language::EN,
        );
    }

    #[test]
    fn french() {
        table(
            r#"
            Environ 40 % des postes et 12,5% des tâches. | percent: 40 %; percent: 12,5%
            De 40 à 60 % des cas, soit quarante pour cent, ou 3 p. cent. | percent: 40 à 60 %; percent: quarante pour cent; percent: 3 p. cent
            La moitié des élèves, un tiers du budget, neuf sur dix, un sur cinq. | percent: La moitié; percent: un tiers; percent: neuf sur dix; percent: un sur cinq
            Les deux tiers et trois quarts des cas. | percent: deux tiers; percent: trois quarts
            Il coûte 3 Mds€, 3 milliards d'euros, 200 millions de dollars. | money: 3 Mds€; money: 3 milliards d'euros; money: 200 millions de dollars
            Soit 2,4 G$, 15 M$, 1 000 FCFA, 20 € ou 1 234,5 CHF. | money: 2,4 G$; money: 15 M$; money: 1 000 FCFA; money: 20 €; money: 1 234,5 CHF
            Un coût de 1 trillion de dollars. | money: 1 trillion de dollars
            Des milliards d'euros sont en jeu. | money: milliards d'euros
            Trois fois plus, multiplié par 4, et le trafic a doublé. | multiple: Trois fois plus; multiple: multiplié par 4; multiple: doublé
            Un prix divisé par plus de 280, des délais multipliés par près de trois. | multiple: divisé par plus de 280; multiple: multipliés par près de trois
            Il vient trois fois par an. |
            Il consomme 500 000 litres, 3 TWh et deux millions de tonnes. | measure: 500 000 litres; measure: 3 TWh; measure: deux millions de tonnes
            Il supprime 12 000 emplois dans vingt pays. | count: 12 000; count: vingt
            Des millions de personnes, des dizaines de villes, 300 millions d'emplois. | count: millions; count: dizaines; count: 300 millions
            Le 3 mai 2024, le 1er janvier 2023, en mai 2024. | date: 3 mai 2024; date: 1er janvier 2023; date: mai 2024
            D'ici 2030, comme en 2024. | year: 2030; year: 2024
            D'ici deux ans, dix mois, les 10 prochaines années, une décennie. | duration: deux ans; duration: dix mois; duration: 10 prochaines années; duration: une décennie
            L'article 50, les articles 5 et 6, la page 12, le n° 40, le chapitre 30, l'annexe 12. |
            Le XXIe siècle, la 5e fois, à 14 h 30, la norme ISO 42001. |
            Un élève sur le pont est neuf. |
            Quatre-vingt-dix pour cent et soixante et onze villes. | percent: Quatre-vingt-dix pour cent; count: soixante et onze
            "#,
            Language::FR,
        );
    }

    #[test]
    fn names() {
        let names = |text: &'static str, language| -> Vec<&str> {
            found(text, language).into_iter().filter(|(n, _)| *n == "proper-name").map(|(_, t)| t).collect()
        };
        let en = |text| names(text, Language::EN);
        let fr = |text| names(text, Language::FR);
        assert_eq!(en("Ada Moss of the Bank of England met the OECD."), ["Ada Moss of the Bank of England", "OECD"]);
        assert_eq!(en("Regulating AI is hard, said I."), [""; 0]);
        assert_eq!(
            en("The European Commission, OpenAI and Dr. Reed agree."),
            ["European Commission", "OpenAI", "Dr. Reed"]
        );
        assert_eq!(en("In May, on Monday, the CEO and the GDP fell."), [""; 0]);
        assert_eq!(en("He said: “Nobody knows.”"), [""; 0]);
        assert_eq!(en("\"Nobody knows,\" Clark told us. \"Nobody will.\""), ["Clark"]);
        assert_eq!(fr("Selon l'OCDE, le maire de Lyon et Charles de Gaulle."), ["OCDE", "Lyon", "Charles de Gaulle"]);
        assert_eq!(fr("L'IA change le XXI siècle, dit M. Durand."), ["M. Durand"]);
    }

    #[test]
    fn hostile_runs_are_linear() {
        for piece in ["1", "1 ", "1,", "A ", "A. ", "two ", "1-", "million ", "$", "(1", "de ", "A de ", "é"] {
            let text = piece.repeat(60_000);
            assert!(found(&text, Language::EN).len() <= text.len());
        }
    }

    proptest::proptest! {
        #[test]
        fn in_order_inside_the_span_and_on_character_edges(
            text in "([A-Ze0-9 .,'%$€é-]|[a-z]{1,3}|\\PC| million| percent| May | de | sur |two |quatre |vingt |l'){0,40}",
            fr in proptest::bool::ANY,
        ) {
            let mut out = Vec::new();
            let language = if fr { Language::FR } else { Language::EN };
            recognise(&text, &fold(&text), Span::new(0, text.len()), language, true, &mut out);
            let mut last = 0;
            for hit in out {
                proptest::prop_assert!(hit.span.start >= last && hit.span.start < hit.span.end);
                proptest::prop_assert!(text.get(hit.span.range()).is_some());
                last = hit.span.start;
            }
        }
    }
}
