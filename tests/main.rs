//! All tests that see the project from outside, as one binary.

/// The command line.
mod cli;

/// The habits of the house.
mod house;
