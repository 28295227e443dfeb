//! Drafts as one page with their claims marked, for people: no network, nothing beside it, readable without the script.

mod charts;
mod entry;
mod ledger;
mod page;
mod passage;
mod text;

pub(crate) use page::html;
