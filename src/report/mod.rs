//! What a reader or a program is shown of a report.
