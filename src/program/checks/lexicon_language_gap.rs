//! A lexicon has no phrases in one of the languages of its pack.
//!
//! The rules that need it do not run on drafts in that language, and every report says so.
//!
//! Avoid: a lexicon with `en:` alone, in a pack with `languages en fr`.
//! Prefer: `en:` and `fr:`, or `any:` for names that are the same in both.

use super::{Checked, walk};

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (at, declared, _) in walk::own_phrases(checked) {
        let phrases = &checked.work.lexicons[at].phrases;
        let pack = &checked.work.packs[declared.pack];
        if !pack.closed {
            continue;
        }
        let missing = pack.languages.iter().copied().filter(|language| {
            !phrases.iter().any(|p| !p.except && p.language.is_none_or(|l| l == *language))
        });
        for language in missing.collect::<Vec<_>>() {
            let name = declared.item.name;
            checked.warn(declared.file, name.span, format!("`{}` has no phrases in `{language}`", name.text));
        }
    }
}
