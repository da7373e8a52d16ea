//! Lays out why two units match: `cargo run --release --example explain -- FILE_A FILE_B [PATH_A PATH_B] [--en]`; without paths, every row of
//! the two plans with its reason, and what was left alone with its near misses.

mod common;

use std::fmt::Write;
use std::process::ExitCode;

use crossplan::Path;
use crossplan::align::{Alignment, Explanation, Index, Options, Step};
use crossplan::vocabulary::{Lang, Vocabulary};

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let english = words.iter().any(|word| word == "--en");
    words.retain(|word| word != "--en");
    common::run(explain(&words, if english { Lang::En } else { Lang::Zh }))
}

fn explain(words: &[String], lang: Lang) -> Result<String, String> {
    let (files, paths) = match words {
        [_, _] | [_, _, _, _] => words.split_at(2),
        _ => return Err("which plans? usage: explain FILE_A FILE_B [PATH_A PATH_B] [--en]".to_owned()),
    };
    let plans = common::load_all(files)?;
    let index = Index::new(&plans, Options::new()).map_err(|e| e.to_string())?;
    if let [a, b] = paths {
        let member = |plan: usize, path: &str| {
            let path: Path = path.parse().map_err(|e: crossplan::PathError| e.to_string())?;
            index.member(plan, &path).ok_or_else(|| format!("{path}: the plan has no measure or goals section there"))
        };
        let explanation = index.explain(member(0, a)?, member(1, b)?).ok_or("the two cannot be compared")?;
        return waterfall(&explanation, lang);
    }
    let alignment = index.align().map_err(|e| e.to_string())?;
    overview(&index, &alignment, lang)
}

/// The prior, then each evidence with its bits and the sum so far; shared phrases below.
fn waterfall(e: &Explanation, lang: Lang) -> Result<String, String> {
    let mut out = String::new();
    let zh = lang == Lang::Zh;
    let lines = |out: &mut String| -> std::fmt::Result {
        writeln!(out, "{} {}  ×  {} {}", e.a.path, e.a.title, e.b.path, e.b.title)?;
        writeln!(out, "{}\n", e.reason(lang))?;
        writeln!(
            out,
            "{:>8} {:>8}  {}",
            format!("{:+.2}", e.prior),
            format!("{:+.2}", e.prior),
            if zh { "先验" } else { "prior" }
        )?;
        for step in e.steps.iter().filter(|step| step.value.is_some()) {
            let name = if zh { step.evidence.zh() } else { step.evidence.as_str() };
            let value = step.value.unwrap_or_default();
            writeln!(
                out,
                "{:>8} {:>8}  {:<16}  {name} {value:.2}",
                format!("{:+.2}", step.bits),
                format!("{:+.2}", step.total),
                bar(step)
            )?;
        }
        writeln!(out, "{:>17}  = {:.1}%\n", format!("{:+.2}", e.bits), e.score * 100.0)?;
        for phrase in &e.phrases {
            let (a, b) = (&phrase.in_a, &phrase.in_b);
            writeln!(
                out,
                "{:6.1}  {}  {} {}..{}  {} {}..{}",
                phrase.weight, phrase.text, a.field, a.span.start, a.span.end, b.field, b.span.start, b.span.end
            )?;
        }
        Ok(())
    };
    lines(&mut out).map_err(|e| e.to_string())?;
    Ok(out)
}

/// One sign for each half bit, at most sixteen.
fn bar(step: &Step) -> String {
    let signs = (step.bits.abs() * 2.0).round().min(16.0);
    let sign = if step.bits < 0.0 { "-" } else { "+" };
    (0..16).take_while(|n| f64::from(*n) < signs).map(|_| sign).collect()
}

fn overview(index: &Index<'_>, alignment: &Alignment, lang: Lang) -> Result<String, String> {
    let mut out = String::new();
    let name = |i: usize| {
        alignment
            .members
            .get(i)
            .map(|m| format!("{} {} {}", alignment.plans.get(m.plan).map_or("", String::as_str), m.path, m.title))
    };
    let lines = |out: &mut String| -> std::fmt::Result {
        for row in &alignment.rows {
            let topic = row.about.topic.as_deref().map_or("", |code| Vocabulary::standard().topics.label(code, lang));
            writeln!(out, "# {topic}  {}  {:.2}", row.about.objects.join("、"), row.closeness)?;
            for member in &row.members {
                writeln!(out, "  {}", name(*member).unwrap_or_default())?;
            }
            for pair in alignment.pairs.iter().filter(|p| row.members.contains(&p.a) && row.members.contains(&p.b)) {
                let explained =
                    alignment.members.get(pair.a).zip(alignment.members.get(pair.b)).and_then(|(a, b)| index.explain(a, b));
                writeln!(out, "    {}", explained.map(|e| e.reason(lang)).unwrap_or_default())?;
            }
        }
        writeln!(out, "# -")?;
        for alone in &alignment.alone {
            writeln!(out, "  {}", name(alone.member).unwrap_or_default())?;
            for near in &alone.near {
                let against: Vec<String> = near
                    .against
                    .iter()
                    .map(|(e, bits)| format!("{} {bits:+.1}", if lang == Lang::Zh { e.zh() } else { e.as_str() }))
                    .collect();
                writeln!(out, "    {:.2} {}  {}", near.score, name(near.member).unwrap_or_default(), against.join("  "))?;
            }
        }
        Ok(())
    };
    lines(&mut out).map_err(|e| e.to_string())?;
    Ok(out)
}
