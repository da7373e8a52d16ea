//! The Python pipeline (`peers/align.py`) as a process that pairs whenever it is asked, and whole processes of both sides.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

/// The process, which has read the plans and loaded its dictionary.
pub struct Peer {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What a run took, in milliseconds: of the processor, all threads together, and of the clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Took {
    pub processor: f64,
    pub clock: f64,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn plans() -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder().join("data/plans")).expect("the plans");
    let mut plans: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    plans.retain(|path| path.extension().is_some_and(|end| end == "json"));
    plans.sort();
    plans
}

fn script(python: &str) -> Command {
    let mut command = Command::new(python);
    command.arg(folder().join("benches/peers/align.py")).args(plans()).stderr(Stdio::null());
    command
}

impl Peer {
    /// Starts it with an interpreter that has its packages, and waits until it is ready.
    pub fn start(python: &str) -> Self {
        let mut process = script(python)
            .arg("--ask")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("an interpreter: --python PATH or CROSSPLAN_PYTHON");
        let questions = process.stdin.take().expect("its input");
        let answers = BufReader::new(process.stdout.take().expect("its output"));
        let mut peer = Self { process, questions, answers };
        assert_eq!(peer.line().trim(), "ready", "the peer needs: pip install jieba scikit-learn scipy");
        peer
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("an answer");
        line
    }

    /// Pairs once.
    pub fn run(&mut self) -> Took {
        writeln!(self.questions).and_then(|()| self.questions.flush()).expect("a question");
        let line = self.line();
        let mut numbers = line.split_whitespace().map(|number| number.parse().expect("milliseconds"));
        Took { processor: numbers.next().expect("a time"), clock: numbers.next().expect("a time") }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It ends by itself when its input does; nothing depends on how.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whole processes, from the files to the list of pairs: ours and the script.
pub struct Whole {
    python: String,
    pairs: PathBuf,
}

impl Whole {
    /// Builds our side, `examples/pairs`, for release.
    pub fn new(python: &str) -> Self {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let build = ["build", "--release", "--quiet", "-p", "crossplan", "--example", "pairs"];
        assert!(
            Command::new(cargo).args(build).current_dir(folder()).status().expect("cargo").success(),
            "examples/pairs is built"
        );
        // This program lies in the folder `deps` beside the examples.
        let here = std::env::current_exe().expect("a path");
        let pairs = here.ancestors().nth(2).expect("the target folder").join("examples/pairs");
        Self { python: python.to_owned(), pairs }
    }

    /// Ours takes few of the steps in which the processor is counted, so that it runs several times.
    pub fn ours(&self) -> Took {
        took(Command::new(&self.pairs).args(plans()).stderr(Stdio::null()), 10)
    }

    pub fn theirs(&self) -> Took {
        took(&mut script(&self.python), 1)
    }
}

/// What one of so many runs took.
fn took(command: &mut Command, runs: u32) -> Took {
    let (before, start) = (children(), Instant::now());
    for _ in 0..runs {
        assert!(command.stdin(Stdio::null()).stdout(Stdio::null()).status().expect("a process").success(), "it ran");
    }
    let each = |milliseconds: f64| milliseconds / f64::from(runs);
    Took { processor: each(children() - before), clock: each(start.elapsed().as_secs_f64() * 1000.0) }
}

/// Milliseconds that the processor has worked for ended children, in steps of ten; zero where there is no such file.
fn children() -> f64 {
    let line = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold blanks; user and system time of children stand fourteenth and fifteenth after it.
    let after = line.rsplit(')').next().unwrap_or_default().split_whitespace();
    after.skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
}
