//! All tests that see the project from outside, as one binary.
