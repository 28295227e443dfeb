//! All tests that see the project from outside, as one binary.

/// The habits of the house.
mod house;
