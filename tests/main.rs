//! All tests that see the project from outside, as one binary.

mod book;
mod cli;
mod evidence;
mod fmt;
mod hostile;
mod house;
mod packs;
mod pages;
mod rule_tests;
mod stance;
