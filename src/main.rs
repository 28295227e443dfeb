//! The command: see `toulmin::cli`.

fn main() -> std::process::ExitCode {
    toulmin::cli::main()
}
