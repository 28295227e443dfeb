//! The command: see `toulmin::cli`.

/// Rules are compiled at each start, into many small pieces: the system's allocator would take a third of that time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    toulmin::cli::main()
}
