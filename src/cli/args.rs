//! What can be asked on the command line.

use super::formats::{CheckFormat, ClaimsFormat};
use super::output::Outputs;
use super::pages::PagesArgs;
use super::test::TestArgs;
use crate::program::Level;
use crate::text::{Date, Language};
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Cyan.on_default().bold())
    .usage(AnsiColor::Cyan.on_default().bold())
    .literal(AnsiColor::Green.on_default())
    .placeholder(AnsiColor::Yellow.on_default());

const EXAMPLES: &str = "\
Examples:
  toulmin check                        every draft in this folder
  toulmin check plan.md notes/         a file and a folder
  pandoc -t markdown plan.docx | toulmin check - --stdin-name plan.md
  toulmin baseline                     accept what is found today; `check` tells what is new
  toulmin claims --format csv plan.md  the claims of a draft, for a spreadsheet
  toulmin explain extinction-risk      what a rule finds, and why
  toulmin explain plan.md:12           what was seen on a line, and where each rule stopped
  toulmin test rules/                  run the examples of your own rules
  toulmin fmt rules/                   put them in the one style of the language

Exit status:
  0  nothing to report
  1  findings at the level of --fail-on (warning) or above
  2  something could not be read or compiled, or the command is wrong; the rest is still checked";

/// Finds the claims in a draft, and says which lack their grounds.
///
/// toulmin reads drafts (Markdown or plain text, English or French), finds what they claim, and looks for the grounds
/// that each claim needs: a source, a named author, a definition. What lacks them is reported.
#[derive(Debug, Parser)]
#[command(name = "toulmin", version, styles = STYLES, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) terminal: TerminalArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Terminal")]
pub(crate) struct TerminalArgs {
    /// When to colour. `auto` asks the terminal, `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = false)]
    pub(crate) color: When,
    /// How many columns to draw, from 40 to 200 [default: the terminal's, or 80]
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub(crate) width: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check drafts for claims without grounds
    Check(CheckArgs),
    /// Write down the findings of today, so that `check` tells new ones alone
    Baseline(BaselineArgs),
    /// List all claims of drafts, with their verdict and evidence
    Claims(ClaimsArgs),
    /// Run the examples of rules, and the test documents of packs
    Test(TestArgs),
    /// Write the first `toulmin.toml` of a folder
    Init(InitArgs),
    /// Say what is configured for a draft, and which file says so
    Config(ConfigArgs),
    /// Write the first files of a pack, or of a rule
    New(NewArgs),
    /// Write a pack and all that it uses as one file
    Bundle(BundleArgs),
    /// Format rule files
    Fmt(FmtArgs),
    /// Say all that is wrong or odd in rule files
    LintRules(LintArgs),
    /// Explain a rule, a message of the rule compiler, or a line of a draft
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Write a page for each rule of a pack, as Markdown
    Pages(PagesArgs),
    /// Serve an editor over the Language Server Protocol
    Lsp(LspArgs),
    /// Write completions for a shell
    Completions(CompletionsArgs),
    /// Write the manual pages of the command
    Man(ManArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toulmin check plan.md
  toulmin check --only evidence drafts/
  toulmin check --level evidence/weasel-attribution=error --fail-on error
  toulmin check --rules my-rules/ --format json plan.md
  toulmin check --no-baseline drafts/
  toulmin check --changed=origin/main        what a pull request brings
  toulmin check --diff plan.md               what --fix would change
  toulmin check drafts/ --output report.html      the name of the file tells the format
  toulmin check drafts/ --format github --output -
  toulmin check drafts/ --format human --format sarif --output a.sarif --output junit.xml

An `--output` belongs to the `--format` just before it. A format without a file is printed. Where
each has a file, the last line of the report is printed alone.

Exit status:
  0  no findings at the level of --fail-on or above
  1  such findings; with --diff, something would be put in
  2  something could not be read or compiled; the rest is still checked")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) drafts: DraftArgs,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
    #[command(flatten)]
    pub(crate) hide: HideArgs,
    #[command(flatten)]
    pub(crate) mend: MendArgs,
    /// The level from which findings make the command fail [default: warning]
    #[arg(long, value_name = "LEVEL", help_heading = "Output")]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) outputs: Outputs<CheckFormat>,
    /// Print what the check costs instead of findings: by stage, by rule, and the phrases that stand most often
    #[arg(long, help_heading = "Output", conflicts_with_all = ["format", "output", "quiet", "verbose"])]
    pub(crate) profile: bool,
    /// Print findings alone, without the summary
    #[arg(long, short, help_heading = "Output")]
    pub(crate) quiet: bool,
    /// Print warrants, and what did not run
    #[arg(long, short, conflicts_with = "quiet", help_heading = "Output")]
    pub(crate) verbose: bool,
}

/// What is mended in drafts.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Mending")]
pub(crate) struct MendArgs {
    /// Put a note to be filled in, `[^todo-1]`, after each sentence whose claim lacks a source, and repair calls of notes such as `[ ^1]`; no word is changed
    #[arg(long)]
    pub(crate) fix: bool,
    /// Show what `--fix` would write, and write nothing
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
}

/// Which findings are not told.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Known findings")]
pub(crate) struct HideArgs {
    /// Tell no findings that this file knows, which `toulmin baseline` writes [default: `toulmin-baseline.json` beside `toulmin.toml`, where there is one]
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Tell all findings, those of the baseline too
    #[arg(long)]
    pub(crate) no_baseline: bool,
    /// Tell findings alone whose sentence differs from a commit, or from where this branch left it: `--changed`, `--changed=origin/main`; `git` is asked [default: HEAD]
    #[arg(long, value_name = "REV", num_args = 0..=1, require_equals = true, default_missing_value = "HEAD")]
    pub(crate) changed: Option<String>,
    /// Leave out of SARIF and JUnit what is allowed or known, as for code scanning on GitHub, which would show it as open
    #[arg(long)]
    pub(crate) told_only: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A finding is known again by its rule and its sentence, wherever it has moved to in its draft; a draft that was renamed, by
what it says. Entries of rules and drafts that
were not checked stay as they are. The file is meant to be kept with the drafts.

Examples:
  toulmin baseline                   all drafts in this folder, into toulmin-baseline.json
  toulmin check                      new findings alone
  toulmin check --no-baseline        all of them
  toulmin baseline --prune           take out what is solved, add nothing

Exit status:
  0  the file says what holds
  2  something could not be read, checked or written")]
pub(crate) struct BaselineArgs {
    #[command(flatten)]
    pub(crate) drafts: DraftArgs,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
    /// The file [default: `toulmin-baseline.json` beside `toulmin.toml`, or in this folder]
    #[arg(long, value_name = "FILE", help_heading = "Known findings")]
    pub(crate) baseline: Option<PathBuf>,
    /// Take out what is no longer found, say what that is, and add nothing
    #[arg(long, help_heading = "Known findings")]
    pub(crate) prune: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toulmin claims plan.md
  toulmin claims --verdict unmet --format csv drafts/ > to-check.csv
  toulmin claims drafts/ --output ledger.csv --output ledger.html")]
pub(crate) struct ClaimsArgs {
    #[command(flatten)]
    pub(crate) drafts: DraftArgs,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
    /// Only claims with this verdict
    #[arg(long, help_heading = "Output")]
    pub(crate) verdict: Option<VerdictArg>,
    #[command(flatten)]
    pub(crate) outputs: Outputs<ClaimsFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct DraftArgs {
    /// Drafts, or folders of drafts; `-` is the standard input [default: this folder]
    ///
    /// In a folder, Markdown and text files are read, except hidden ones and those that `.gitignore` or the `exclude` of
    /// `toulmin.toml` name. A file named outright is read all the same (but see `--force-exclude`), as Markdown where its
    /// extension says nothing.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Leave out what `exclude` of `toulmin.toml` names also where the command names it, as programs do that pass on the names of files
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// The name of what is read from the standard input: tells its format and its `toulmin.toml`
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_name: Option<PathBuf>,
    /// How many files to check at once [default: as many as there are cores]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Rules")]
pub(crate) struct ChoiceArgs {
    /// A rule file, or a folder of them; may be given again. Only these rules run, unless `--pack` names others. They may use the packs that ship
    #[arg(long, value_name = "PATH")]
    pub(crate) rules: Vec<PathBuf>,
    /// A pack to run; may be given again [default: all that ship, or those of `--rules` or of `toulmin.toml`]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) pack: Vec<String>,
    /// Run only these: a pack, a rule, or `pack/rule`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Leave these out: a pack, a rule, or `pack/rule`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) except: Vec<String>,
    /// Give a rule or a pack another level: off, note, warning or error
    #[arg(long, value_name = "RULE=LEVEL", value_parser = rule_level)]
    pub(crate) level: Vec<(String, Level)>,
    /// The language of messages [default: that of each passage]
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(crate) language: Option<Language>,
    /// The day from which the age of a source counts, where a draft bears no date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    /// Who issues the drafts, for sources that have to be independent of them
    #[arg(long, value_name = "NAME")]
    pub(crate) issuer: Vec<String>,
    /// A bibliography for the keys that drafts cite: BibTeX, or CSL in JSON or YAML; may be given again. Those that the front matter of a draft names are read too
    #[arg(long, value_name = "FILE")]
    pub(crate) bibliography: Vec<PathBuf>,
    /// Read this `toulmin.toml`, and no other
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Read no `toulmin.toml`
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Editors start it by themselves; it speaks over its standard input and output, and runs in the first
folder of the workspace. Drafts and rule files are served alike, with the settings of `toulmin.toml`;
the options say what they say to `toulmin check`.

Examples:
  toulmin lsp
  toulmin lsp --only evidence --issuer \"Ministry of Education\"

Exit status:
  0  the editor ended it
  1  it was cut off, or what came was not the protocol")]
pub(crate) struct LspArgs {
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
    /// Accepted, since some editors always give it; there is no other way
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Words, comments and their order stay as they are; a file for which that cannot be shown is left untouched.

Examples:
  toulmin fmt
  toulmin fmt --check rules/
  toulmin fmt --diff rules/my-rule.toulmin
  toulmin fmt - < draft.toulmin

Exit status:
  0  all is formatted
  1  with --check or --diff: some files are not
  2  something could not be read, formatted or written; the rest is still formatted")]
pub(crate) struct FmtArgs {
    /// Rule files, or folders of them; `-` is the standard input [default: the packs of `toulmin.toml`, or this folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; list the files that are not formatted
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing; show what would change
    #[arg(long, conflicts_with = "check")]
    pub(crate) diff: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toulmin explain extinction-risk
  toulmin explain unknown-name
  toulmin explain plan.md:12")]
pub(crate) struct ExplainArgs {
    /// A rule, a message of the rule compiler, or FILE:LINE
    #[arg(value_name = "WHAT")]
    pub(crate) what: String,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
    /// How to print rules
    #[arg(long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(crate) format: RulesFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The lexicons and cues that the pack uses of other packs are written into the file, in the languages of the pack; what it does not use
is left out. The file can be given to `--rules`, alone or beside other packs.

Examples:
  toulmin bundle rules/school-meals --output school-meals.toulmin
  toulmin bundle evidence > evidence.toulmin")]
pub(crate) struct BundleArgs {
    /// The folder of a pack, or the name of one that ships
    #[arg(value_name = "PACK")]
    pub(crate) pack: PathBuf,
    /// The file to write [default: the standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Debug, Args)]
#[command(after_help = "\
`toulmin explain ID` has a page on each message. A warning that is meant is allowed in the file, with a reason:
  # allow shadowed-phrase: the page of the rule shows both

Examples:
  toulmin lint-rules rules/
  toulmin lint-rules rules/ --fix
  toulmin lint-rules rules/ --corpus drafts/   rules that find nothing in many drafts, too

Exit status:
  0  nothing to say
  1  errors or warnings; with `--diff`, something would change
  2  a file could not be read or written")]
pub(crate) struct LintArgs {
    /// Rule files, or folders of them [default: the packs of `toulmin.toml`, or this folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Look at the whole pack of each file that is named: a change of one shows in others
    #[arg(long)]
    pub(crate) whole_pack: bool,
    /// Mend what can be mended, in the files
    #[arg(long)]
    pub(crate) fix: bool,
    /// Show what `--fix` would change, and change nothing
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
    /// Drafts, or folders of drafts, in which each rule should find something; may be given again
    #[arg(long, value_name = "PATH")]
    pub(crate) corpus: Vec<PathBuf>,
    /// How to print messages
    #[arg(long, value_name = "FORMAT", default_value = "human", help_heading = "Output")]
    pub(crate) format: MessageFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toulmin init
  toulmin init drafts/

Exit status:
  0  the file is written
  2  it is there already, or cannot be written")]
pub(crate) struct InitArgs {
    /// The folder [default: this folder]
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toulmin config
  toulmin config speeches/plan.md
  toulmin config speeches/plan.md --format json
  toulmin config --schema > toulmin.schema.json

Exit status:
  0  it is said
  2  something is wrong with the configuration")]
pub(crate) struct ConfigArgs {
    /// A draft [default: this folder]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    pub(crate) format: RulesFormat,
    /// Print the JSON schema of `toulmin.toml`, for editors
    #[arg(long, conflicts_with_all = ["file", "format"])]
    pub(crate) schema: bool,
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    #[command(subcommand)]
    pub(crate) what: NewWhat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewWhat {
    /// A pack: a folder with a pack file, one rule with its lexicons and examples, and a draft to test it on
    #[command(after_help = "\
Examples:
  toulmin new pack school-meals
  toulmin new pack rules/school-meals --languages en,fr")]
    Pack {
        /// The folder to make; its last part is the name of the pack
        #[arg(value_name = "NAME")]
        path: PathBuf,
        /// The languages of the pack: `en`, `fr` [default: en]
        #[arg(long, value_name = "LANGUAGES", value_delimiter = ',', value_parser = language)]
        languages: Vec<Language>,
    },
    /// A rule: a file with two lexicons, a claim, its grounds and its examples
    #[command(after_help = "\
Example:
  toulmin new rule school-meals/meals-cost")]
    Rule {
        /// The folder of the pack, and the name of the rule
        #[arg(value_name = "PACK/NAME")]
        path: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toulmin man | man -l -
  toulmin man check | man -l -
  toulmin man --output ~/.local/share/man/man1    all pages; then: man toulmin-check

Exit status:
  0  the pages are written
  2  they cannot be written, or there is no such command")]
pub(crate) struct ManArgs {
    /// The command whose page is printed, as in `new pack` [default: `toulmin` itself]
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Vec<String>,
    /// The folder into which a page for each command is written
    #[arg(long, short, value_name = "FOLDER", conflicts_with = "command")]
    pub(crate) output: Option<PathBuf>,
}

/// The level from which a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Note,
    Warning,
    Error,
    Never,
}

impl FailOn {
    /// As it is written.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Never => "never",
        }
    }

    /// Whether a finding at `level` makes the run fail.
    pub(crate) fn fails(self, level: Level) -> bool {
        match self {
            Self::Note => level >= Level::Note,
            Self::Warning => level >= Level::Warning,
            Self::Error => level >= Level::Error,
            Self::Never => false,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerdictArg {
    Met,
    Unmet,
    Undetermined,
}

fn rule_level(text: &str) -> Result<(String, Level), String> {
    let (rule, word) = text.split_once('=').ok_or("it is written RULE=LEVEL")?;
    let level = Level::new(word).ok_or_else(|| format!("`{word}` is no level: off, note, warning or error"))?;
    Ok((rule.to_owned(), level))
}

pub(crate) fn language(text: &str) -> Result<Language, String> {
    Language::new(text)
        .filter(|l| [Language::EN, Language::FR].contains(l))
        .ok_or_else(|| "reports are written in `en` and `fr`".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    Date::new(text).ok_or_else(|| "it is written 2024-05-03".to_owned())
}
