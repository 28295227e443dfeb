//! A rule stands in a file of another name.
//!
//! Who reads a finding opens the file of that name. Files with a `pack` item, and lexicons, go by any name.
//!
//! Avoid: `rule solutionism` in `promises.toulmin`.
//! Prefer: `rule solutionism` in `solutionism.toulmin`.

use super::{Checked, rules};
use crate::program::pack::stem;
use crate::syntax::tree::Body;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    let work = checked.work;
    let holds_pack = |file: usize| work.files[file].tree.items.iter().any(|i| matches!(i.body, Body::Pack(_)));
    let exempt: Vec<bool> = (0..work.files.len()).map(holds_pack).collect();
    for (_, item) in rules(work) {
        let name = item.item.name;
        let path = work.files[item.file].path;
        if !exempt[item.file] && work.packs[item.pack].item.is_some() && stem(path) != name.text {
            checked.warn(item.file, name.span, format!("`{}` stands in a file of another name", name.text)).help =
                Some(format!("move it to `{}.toulmin`", name.text));
        }
    }
}
