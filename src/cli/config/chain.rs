//! A configuration with those that it goes on from: `extends = "../base.toml"`.

use super::Config;
use crate::cli::setup::near_here;
use crate::cli::trouble::{Trouble, reason, shown};
use crate::text::Span;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// How many files one configuration may go on from, directly or not.
const MOST: usize = 32;

/// The configurations that a path leads to, each after those that it goes on from, so that the last one that says
/// something holds; and what is wrong with them.
pub(crate) fn chain(path: &Path) -> io::Result<(Vec<Rc<Config>>, Vec<Trouble>)> {
    let mut chain = Chain { read: Vec::new(), open: Vec::new(), troubles: Vec::new(), left: MOST };
    let (config, wrong) = Config::read(path)?;
    chain.troubles.extend(wrong);
    chain.open.push(path.canonicalize()?);
    chain.go_on(config);
    Ok((chain.read, chain.troubles))
}

struct Chain {
    read: Vec<Rc<Config>>,
    /// Those that lead here, the first first.
    open: Vec<PathBuf>,
    troubles: Vec<Trouble>,
    left: usize,
}

impl Chain {
    fn go_on(&mut self, config: Config) {
        for (name, span) in config.extends.clone() {
            if let Err(message) = self.base(&config, &name) {
                self.wrong(&config, span, message);
            }
        }
        self.read.push(Rc::new(config));
    }

    fn base(&mut self, config: &Config, name: &str) -> Result<(), String> {
        if name.contains("://") {
            return Err(format!("`{name}` is an address, and no network is asked"));
        }
        let failed = |error: io::Error| format!("`{name}` cannot be read: {}", reason(&error));
        let path = config.folder.join(name).canonicalize().map_err(failed)?;
        if let Some(at) = self.open.iter().position(|open| *open == path) {
            let names = self.open[at..].iter().chain([&path]).map(|path| shown(&near_here(path.clone())));
            return Err(format!("`{name}` leads back to itself: {}", names.collect::<Vec<_>>().join(" → ")));
        }
        if !path.is_file() {
            return Err(format!("`{name}` is no file"));
        }
        self.left = self.left.checked_sub(1).ok_or_else(|| format!("more than {MOST} files are extended"))?;
        let (base, wrong) = Config::read(&near_here(path.clone())).map_err(failed)?;
        self.troubles.extend(wrong);
        self.open.push(path);
        self.go_on(base);
        self.open.pop();
        Ok(())
    }

    fn wrong(&mut self, config: &Config, span: Span, message: String) {
        self.troubles.push(config.wrong("bad-extends", span, message, None));
    }
}
