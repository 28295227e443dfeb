//! All tests that see the project from outside, as one binary.

mod allowed;
mod baseline;
mod book;
mod changed;
mod cli;
mod configured;
mod evidence;
mod fmt;
mod hooked;
mod hostile;
mod house;
mod html;
mod lsp;
mod lsp_rules;
mod mended;
mod output_files;
mod outputs;
mod packs;
mod pages;
mod quiet;
mod rule_tests;
mod shells;
mod stance;
