//! A lexicon has the same phrase twice.
//!
//! Phrases are compared as they are looked for: without case, with their endings, each group opened. The second
//! does nothing.
//!
//! Avoid: `en: "job(s)" "jobs"`
//! Prefer: `en: "job(s)"`

use super::{Checked, craft, walk};
use rustc_hash::FxHashMap;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (_, declared, phrases) in walk::own_phrases(checked) {
        let source = checked.work.files[declared.file].text;
        let mut seen: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for (at, (phrase, text)) in phrases.iter().enumerate() {
            let mut first = None;
            let mut others = 0;
            for form in phrase.forms.iter() {
                let earlier = seen.entry(form).or_default();
                let same = earlier.iter().find(|e| {
                    let other = phrases[**e].0;
                    other.except == phrase.except && walk::meet(other.language, phrase.language)
                });
                first = first.or(same.copied());
                let covers = |other: usize| {
                    let language = phrases[other].0.language;
                    language.is_none() || language == phrase.language
                };
                others += usize::from(!same.is_some_and(|other| covers(*other)));
                // A few languages, each with one phrase of this form.
                if same.is_none() && earlier.len() < 8 {
                    earlier.push(at);
                }
            }
            if let Some(first) = first.filter(|f| *f != at) {
                let other = phrases[first].1;
                let what = if others == 0 { "" } else { "a part of " };
                let message = format!("{what}\"{}\" stands here already, in \"{}\"", text.raw, other.raw);
                let warning = checked.warn(declared.file, text.span, message);
                warning.related = Some((other.span, "the first".into()));
                // What is new in it would go too.
                warning.fix = if others == 0 { craft::removal(source, text.span) } else { None };
            }
        }
    }
}
