//! Rule files parsed into a tree.
