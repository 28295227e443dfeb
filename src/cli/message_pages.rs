//! Pages of the messages that come of running rules, and of reading settings.

use crate::program::{self, Page};
use std::sync::LazyLock;

/// The page of every message, by id: those of the rule compiler too.
pub(crate) fn all() -> &'static [Page] {
    static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
        let mut pages = program::pages().to_vec();
        pages.extend(OTHERS.iter().map(|(id, title, text)| Page { id, title: (*title).into(), text: (*text).into() }));
        pages.sort_by_key(|page| page.id);
        pages
    });
    &PAGES
}

const OTHERS: [(&str, &str, &str); 19] = [
    (
        "bad-extends",
        "A configuration goes on from one that cannot be read",
        "`extends` has paths of other configurations, which begin at the file that names them. None leads back to itself, and none is an address.\n\nAvoid: two files that extend each other.\nPrefer: a third file that both extend.",
    ),
    (
        "bad-value",
        "A setting has a value that it cannot have",
        "The message says what is expected. The setting is left out, and the others hold.",
    ),
    (
        "broken-bibliography",
        "A bibliography cannot be read in one place",
        "The entries before and after are used. A key whose entry is broken leads nowhere.",
    ),
    (
        "example-fails",
        "An example does not do what it says",
        "A `flags` that is not reported, or an `allows` that is, shows that the rule is not what its author thinks.\n\nAvoid: leaving it until later.\nPrefer: `toulmin test` for the reason; then mend the rule, or write `misses` or `overflags`.",
    ),
    (
        "never-fires",
        "A rule finds nothing in the drafts that were given",
        "A rule that is silent on many drafts of its field may look for words that nobody writes.\n\nAvoid: phrases made up at the desk.\nPrefer: phrases from drafts, and `# allow never-fires: reason` for what is rare.",
    ),
    (
        "not-toml",
        "A configuration is not TOML",
        "What can be read of it holds; the rest is left out.\n\nAvoid: `fail-on = error`\nPrefer: `fail-on = \"error\"`",
    ),
    (
        "outdated-name",
        "A name still works and is no longer the right one",
        "The rule was renamed, or another has taken its place.\n\nPrefer: the new name, which the message gives.",
    ),
    (
        "promote",
        "A known limit is none any more",
        "What a `misses` names is found now, or what an `overflags` names is no longer reported.\n\nAvoid: `misses en \"It may end us all.\"`, when it is found.\nPrefer: `flags en \"[[It may end us all]].\"`",
    ),
    (
        "toulmin/allow-of-unknown-rule",
        "A comment in a draft allows a rule that there is not",
        "A slip in the name would be a comment that allows nothing. Of a name `pack/rule` whose pack does not run, nothing is said.\n\nAvoid: `<!-- toulmin: allow extinction: a quotation -->`\nPrefer: `<!-- toulmin: allow ai-narratives/extinction-risk: a quotation -->`",
    ),
    (
        "toulmin/allow-without-reason",
        "A comment in a draft allows a rule and does not say why",
        "Whoever reads the draft next has to know why the claim may stand. Without a reason, nothing is allowed.\n\nAvoid: `<!-- toulmin: allow extinction-risk -->`\nPrefer: `<!-- toulmin: allow extinction-risk: speech, quoted in full -->`",
    ),
    (
        "toulmin/expired-allow",
        "A comment in a draft allows a rule until a day that is past",
        "The day is held against the later of the draft's own date and `--as-of`; where neither is known, it is not held at all. A comment that has expired allows nothing.\n\nPrefer: to mend what was allowed, or to agree on another day: `until 2027-06-30 by A. Moss`.",
    ),
    (
        "toulmin/malformed-allow",
        "A comment in a draft speaks to toulmin and cannot be read",
        "It is written `toulmin: allow RULE until 2027-01-31 by NAME: reason`; `until` and `by` may be left out, and several rules stand with commas between. `allow-start` and `allow-end` stand around a region, `allow-file` holds for the file. Plain text has no comments.\n\nAvoid: `<!-- toulmin: disable extinction-risk -->`\nPrefer: `<!-- toulmin: allow extinction-risk: speech, quoted in full -->`",
    ),
    (
        "toulmin/unclosed-allow",
        "A region in which a rule is allowed has no end, or no beginning",
        "A region goes from `allow-start` to the next `allow-end` of its rule, or to one that names none. Without an end nothing is allowed, so that a lost line does not silence the rest of a draft.\n\nPrefer: `<!-- toulmin: allow-start RULE: reason -->` … `<!-- toulmin: allow-end RULE -->`",
    ),
    (
        "toulmin/unused-allow",
        "A comment in a draft allows what is not found",
        "The claim was mended or moved, or the comment stands in the wrong place. On a line of its own it speaks for the next block: a paragraph, a heading, a list item, a note, a whole table. Beside text it speaks for the sentence in which it stands or which it follows; in a row of a table, for the row.\n\nPrefer: to take it out, or to move it.",
    ),
    (
        "unknown-key",
        "A configuration has a key that means nothing",
        "A slip in a key would be a setting that does not hold, and nobody would know.\n\nAvoid: `fail_on = \"error\"`\nPrefer: `fail-on = \"error\"`",
    ),
    (
        "unknown-option",
        "A rule has no such option",
        "Every rule has a `level`. `at-least`, `dated-within`, `once-per` and `sources` set a number that the rule itself has: `toulmin explain RULE` lists its options.",
    ),
    (
        "unknown-pack",
        "A configuration names a pack that is not there",
        "`packs` has names of packs that ship, and paths of folders, which begin at the configuration.",
    ),
    (
        "unknown-rule",
        "A configuration names a rule or a pack that is not there",
        "A rule is named `pack/rule`, or `rule` alone. `toulmin rules` lists them.",
    ),
    (
        "unread-bibliography",
        "A bibliography that a draft names is not read",
        "Its path begins at the draft, and does not leave the folder of `toulmin.toml` or of the command. Without it no key is held against the draft.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every id that the command line gives out, as it stands in its sources.
    #[test]
    fn each_message_of_the_command_has_a_page() {
        let sources = [
            include_str!("config/read.rs"),
            include_str!("config/chain.rs"),
            include_str!("setup.rs"),
            include_str!("bibliography.rs"),
            include_str!("lint/runs.rs"),
            include_str!("../program/adjust.rs"),
            include_str!("../engine/notice.rs"),
        ];
        let known: BTreeSet<&str> = all().iter().map(|page| page.id).collect();
        for (id, ..) in OTHERS {
            assert!(sources.iter().any(|source| source.contains(&format!("\"{id}\""))), "nothing says `{id}`");
            assert_eq!(all().iter().filter(|page| page.id == id).count(), 1, "{id}");
        }
        for call in [
            "self.say(\"",
            "config.wrong(\"",
            "config.note(\"",
            "doubt(\n                \"",
            "doubt(\"",
            "Fault::new(\"",
            "told(\"",
        ] {
            for source in sources {
                for rest in source.split(call).skip(1) {
                    let id = rest.split('"').next().unwrap_or_default();
                    assert!(known.contains(id), "`{id}` has no page");
                }
            }
        }
    }
}
