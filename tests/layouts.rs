//! The same plan in other layouts: what it promises must not change.
//!
//! Every plan is read, taken apart along the outline that was found, written anew in each layout and read again. What the layouts must leave
//! as it is: facts (class, bound, value, unit, per, frequency, deadline), duties and topics of each unit under the new paths, title, place
//! and period. `LAYOUTS=1 cargo test --test layouts -- --nocapture` prints a table; `LAYOUTS=name` the differences of one layout too,
//! `LAYOUTS_OUT=folder` writes the texts.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod layout;

use std::path::PathBuf;

use crossplan::read::read;

use layout::bars::BARS;
use layout::chars::*;
use layout::doc::{Doc, doc};
use layout::duty::Form;
use layout::frame::Frame;
use layout::scheme::*;
use layout::write::{Breaks, Heads, Layout, Only, PLAIN, Pages, write};
use layout::{Score, compare, content};

/// The invented plans, then the real ones where they are there.
fn docs() -> (Vec<Doc>, Vec<Doc>) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/plans");
    let load = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        doc(&file.file_stem().unwrap().to_string_lossy(), &text)
    };
    let invented = (1..=9).map(|n| load(folder.join(format!("P{n}.txt")))).collect();
    let Some(folder) = common::texts() else { return (invented, Vec::new()) };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    (invented, files.into_iter().map(load).collect())
}

/// The sum over plans, with the differences.
fn measure(name: &str, layout: &Layout, docs: &[Doc], told: &mut Vec<String>) -> Score {
    let mut sum = Score::default();
    for doc in docs {
        let Some(mut written) = write(doc, layout) else { continue };
        if let Some(folder) = std::env::var_os("LAYOUTS_OUT") {
            std::fs::write(PathBuf::from(folder).join(format!("{name}.{}.txt", doc.name)), &written.text).unwrap();
        }
        let plan = match read(&written.text) {
            Ok(reading) => reading.plan,
            Err(error) => {
                let (score, _) = compare(&content(&doc.plan, &written.map), &Default::default());
                sum.add(score);
                told.push(format!("{name} {} is no plan: {error}", doc.name));
                continue;
            }
        };
        // Paragraphs with 一是 are units in some schemes and not in others.
        for (path, above) in written.doubtful {
            if plan.section(&path.parse().unwrap()).is_none() {
                written.map.values_mut().filter(|to| **to == path).for_each(|to| to.clone_from(&above));
            }
        }
        let want = content(&doc.plan, &written.map);
        let (score, differences) = compare(&want, &content(&plan, &Default::default()));
        told.extend(differences.into_iter().map(|line| format!("{name} {} {line}", doc.name)));
        sum.add(score);
    }
    sum
}

fn layouts() -> Vec<(String, Layout)> {
    let mut all: Vec<(&str, Layout)> = vec![("as it was", PLAIN)];
    for (name, scheme) in [
        ("official", OFFICIAL),
        ("chapters", CHAPTERS),
        ("chapters tight", CHAPTERS_TIGHT),
        ("no brackets", NO_BRACKETS),
        ("pauses", PAUSES),
        ("decimal", DECIMAL),
        ("decimal tight", DECIMAL_TIGHT),
        ("decimal dots", DECIMAL_DOT),
        ("decimal full", DECIMAL_FULL),
        ("decimal third", DECIMAL_HAN),
        ("parts", PARTS),
        ("parts han", PARTS_HAN),
        ("half brackets", HALF),
        ("closed", CLOSED),
        ("dots", DOTS),
        ("blanks", BLANKS),
        ("arabic", ARABIC),
        ("swapped", SWAPPED),
        ("bare", BARE),
        ("bare han", BARE_HAN),
        ("running", RUNNING),
        ("running second", RUNNING_SECOND),
        ("running brackets", RUNNING_BRACKETS),
        ("ordinals", ORDINALS),
        ("firstly", FIRSTLY),
    ] {
        all.push((name, Layout { scheme, ..PLAIN }));
    }
    for (name, heads) in [
        ("heads alone", Heads::Lines),
        ("heads stop", Heads::Glued("。")),
        ("heads colon", Heads::Glued("：")),
        ("heads blank", Heads::Glued("　　")),
        ("heads one blank", Heads::Glued(" ")),
        ("heads bold", Heads::Bold(false)),
        ("heads bold stop", Heads::Bold(true)),
        ("heads markdown", Heads::Markdown),
        ("heads broken", Heads::Broken),
    ] {
        all.push((name, Layout { heads, scheme: OFFICIAL, ..PLAIN }));
    }
    all.push(("chapters broken", Layout { heads: Heads::Broken, scheme: CHAPTERS, ..PLAIN }));
    for (name, breaks) in [
        ("one line blank", Breaks::OneLine(" ")),
        ("one line tight", Breaks::OneLine("")),
        ("sentences", Breaks::Sentences),
        ("wrap 28", Breaks::Wrap(28, Pages::Hyphens, false)),
        ("wrap 36", Breaks::Wrap(36, Pages::Dashes, false)),
        ("wrap 40", Breaks::Wrap(40, Pages::Words, false)),
        ("wrap 28 in", Breaks::Wrap(28, Pages::Bare, true)),
        ("wrap 36 in", Breaks::Wrap(36, Pages::None, true)),
        ("wrap 40 in", Breaks::Wrap(40, Pages::Hyphens, true)),
        ("wrap 38 titled", Breaks::Wrap(38, Pages::Titled, true)),
        ("blank lines", Breaks::Framed("", "\n")),
        ("set in", Breaks::Framed("\u{3000}\u{3000}", "")),
        ("nbsp", Breaks::Framed("\u{a0}\u{a0}\u{a0}\u{a0}", "\u{a0}")),
        ("tabs", Breaks::Framed("\t", "\t")),
        ("crlf", Breaks::Framed("  ", "\r")),
        ("entities", Breaks::Framed("&nbsp;&nbsp;&nbsp;&nbsp;", "")),
        ("html br", Breaks::Framed("", "<br>")),
        ("html p", Breaks::Framed("<p>&nbsp;&nbsp;", "</p>")),
    ] {
        let only = if matches!(breaks, Breaks::OneLine(_)) { Only::Plain } else { Only::All };
        all.push((name, Layout { breaks, only, scheme: OFFICIAL, ..PLAIN }));
    }
    let changes: [(&str, &'static [Chars]); 22] = [
        ("hyphens", &[hyphens]),
        ("tildes", &[tildes]),
        ("ascii tildes", &[ascii_tildes]),
        ("wide hyphens", &[wide_hyphens]),
        ("short dashes", &[short_dashes]),
        ("ratios", &[ratios]),
        ("corners", &[corners]),
        ("loose numbers", &[loose_numbers]),
        ("loose half", &[loose_numbers, half]),
        ("wide digits", &[wide]),
        ("wider digits", &[wider]),
        ("half signs", &[half]),
        ("half stops", &[half_stops]),
        ("half spaced", &[half_spaced]),
        ("set off", &[set_off]),
        ("quotes", &[quotes]),
        ("traditional", &[traditional]),
        ("hong kong", &[hong_kong]),
        ("pinyin", &[pinyin]),
        ("invisible", &[invisible]),
        ("named entities", &[entities]),
        ("radicals", &[radicals]),
    ];
    for (name, chars) in changes {
        all.push((name, Layout { chars, scheme: OFFICIAL, ..PLAIN }));
    }
    for (name, frame) in [
        ("web", Frame::Web),
        ("fields", Frame::Fields),
        ("letter", Frame::Letter),
        ("signature", Frame::Signature),
        ("annexes", Frame::Annexes),
        ("contents dots", Frame::Contents(true)),
        ("contents blanks", Frame::Contents(false)),
        ("draft", Frame::Draft),
    ] {
        all.push((name, Layout { frame, ..PLAIN }));
    }
    for (name, duties) in [
        ("duties black", Form::Black),
        ("duties line", Form::Line),
        ("duties lines", Form::Lines),
        ("duties half", Form::Half),
        ("duties square", Form::Square),
        ("duties verbs", Form::Verbs),
        ("duties sentence", Form::Sentence),
        ("duties blanks", Form::Blanks),
        ("duties stops", Form::Stops),
        ("duties semicolons", Form::Semicolons),
        ("duties below", Form::Below),
        ("duties leader", Form::Leader),
    ] {
        all.push((name, Layout { duties, scheme: OFFICIAL, ..PLAIN }));
    }
    let mut all: Vec<(String, Layout)> = all.into_iter().map(|(name, layout)| (name.to_owned(), layout)).collect();
    all.extend(mixed());
    all
}

/// Two or three changes at once, drawn with a fixed seed.
fn mixed() -> Vec<(String, Layout)> {
    let mut seed = 20_230_306_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let schemes = [OFFICIAL, CHAPTERS, NO_BRACKETS, PAUSES, DECIMAL_TIGHT, PARTS, HALF, RUNNING, BLANKS, SWAPPED];
    let heads = [Heads::Lines, Heads::Glued("。"), Heads::Glued("　　"), Heads::Bold(false), Heads::Markdown, Heads::Own];
    let breaks = [
        Breaks::Wrap(28, Pages::Hyphens, true),
        Breaks::Wrap(36, Pages::Dashes, false),
        Breaks::Wrap(40, Pages::Words, true),
        Breaks::Sentences,
        Breaks::Framed("\u{3000}\u{3000}", "\n"),
        Breaks::Framed("&nbsp;&nbsp;", "<br>"),
    ];
    let chars: [&'static [Chars]; 6] = [&[half], &[wide], &[traditional], &[half, set_off], &[pinyin], &[invisible, crlf]];
    let frames = [Frame::Web, Frame::Letter, Frame::Signature, Frame::Annexes, Frame::Fields];
    let duties = [Form::Black, Form::Line, Form::Verbs, Form::Square, Form::Half, Form::Blanks];
    let mut all = Vec::new();
    for n in 1..=24 {
        let mut layout = Layout { scheme: OFFICIAL, ..PLAIN };
        for _ in 0..2 + n % 2 {
            match draw(6) {
                0 => layout.scheme = schemes[draw(schemes.len())],
                1 => layout.heads = heads[draw(heads.len())],
                2 => layout.breaks = breaks[draw(breaks.len())],
                3 => layout.chars = chars[draw(chars.len())],
                4 => layout.frame = frames[draw(frames.len())],
                _ => layout.duties = duties[draw(duties.len())],
            }
        }
        all.push((format!("mixed {n}"), layout));
    }
    all
}

/// No layout does worse than its bar; those without one change nothing.
#[test]
fn layouts_change_no_promise() {
    let (invented, real) = docs();
    for (name, layout) in layouts() {
        let bar = BARS.iter().find(|(known, ..)| *known == name);
        let bars = bar.map_or([[0; 4]; 2], |(_, invented, real)| [*invented, *real]);
        for (docs, bar) in [&invented, &real].into_iter().zip(bars) {
            let mut told = Vec::new();
            let s = measure(&name, &layout, docs, &mut told);
            let found = [s.lost + s.added, s.duties_lost, s.topics_lost, s.head_lost];
            assert!(found.iter().zip(bar).all(|(found, bar)| *found <= bar), "{name}: {found:?} > {bar:?}\n{}", told.join("\n"));
        }
    }
}

/// Bars that name no layout would hold nothing.
#[test]
fn every_bar_is_that_of_a_layout() {
    let known: Vec<String> = layouts().into_iter().map(|(name, _)| name).collect();
    for (name, ..) in BARS {
        assert!(known.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn table() {
    let Ok(wanted) = std::env::var("LAYOUTS") else { return };
    let (invented, real) = docs();
    for (name, layout) in layouts() {
        if wanted != "1" && wanted != name {
            continue;
        }
        let mut bars = [[0; 4]; 2];
        for (kind, docs) in [("invented", &invented), ("real", &real)] {
            let mut told = Vec::new();
            let s = measure(&name, &layout, docs, &mut told);
            let share = if s.facts == 0 { 1.0 } else { 1.0 - s.lost as f64 / s.facts as f64 };
            bars[usize::from(kind == "real")] = [s.lost + s.added, s.duties_lost, s.topics_lost, s.head_lost];
            println!(
                "{name:18} {kind:9} {share:.3} of {:4} facts, lost {:3} added {:3}; duties {:2} of {:3}, topics {:2} of {:3}, head {} differ",
                s.facts, s.lost, s.added, s.duties_lost, s.duties, s.topics_lost, s.topics, s.head_lost
            );
            let most = if wanted == "1" { 4 } else { 200 };
            told.iter().take(most).for_each(|line| println!("      {line}"));
        }
        if bars != [[0; 4]; 2] {
            println!("BAR    (\"{name}\", {:?}, {:?}),", bars[0], bars[1]);
        }
    }
}
