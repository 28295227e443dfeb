# The developer's menu.

# What CI runs
ci:
    bash .ci/run

# All tests
test:
    cargo test

# Look at changed snapshots, one by one (needs cargo-insta)
review:
    cargo insta review

# The shipped rules on their own examples
rules *PATHS="rules":
    cargo run --release --quiet -- test {{PATHS}}

# Put rule files in the one style of the language
fmt *PATHS="rules":
    cargo run --release --quiet -- fmt {{PATHS}}

# Check a draft
check *PATHS:
    cargo run --release --quiet -- check {{PATHS}}

# How fast
bench *GROUP:
    cargo bench --bench check -- {{GROUP}}

# Format and lint
tidy:
    cargo fmt
    cargo clippy --all-targets -- -D warnings

# What the book's commands print, and its pages of rules, anew
book:
    BOOK=overwrite cargo test --test main book

# The documentation of the library
doc:
    cargo doc --no-deps --open
