//! A gap is so wide that the words on its sides may have nothing to do with each other.
//!
//! Avoid: `"displace ...12 worker(s)"`
//! Prefer: `"displace ...4 worker(s)"`, or two lexicons and `then … within 12 words`.

use super::{Checked, walk};
use crate::program::Piece;

/// The widest gap that is not remarked on.
const WIDEST: u8 = 8;

pub(super) fn check(checked: &mut Checked<'_, '_>) {
    for (_, declared, phrases) in walk::own_phrases(checked) {
        for (phrase, text) in phrases {
            let gaps = phrase.forms.iter().flat_map(|form| &form.0);
            let widest = gaps.filter_map(|p| if let Piece::Gap(width) = p { Some(*width) } else { None }).max();
            if let Some(width) = widest.filter(|width| *width > WIDEST) {
                checked.warn(declared.file, text.span, format!("a gap of {width} words joins what is far apart"));
            }
        }
    }
}
