//! The same work on many things: several at once where the command line has brought threads, in the same order either way.

/// What `work` makes of each thing, in order.
#[cfg(feature = "cli")]
pub(super) fn each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    things.par_iter().map(work).collect()
}

/// What `work` makes of each thing, in order.
#[cfg(not(feature = "cli"))]
pub(super) fn each<T, R>(things: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    things.iter().map(work).collect()
}
