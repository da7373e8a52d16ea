//! A diff for people: terminal text and Markdown, in Chinese or English.

use serde_json::Value;

use super::diff_names as names;
use super::label::Labels;
use super::plain::{literal, one_line};
use crate::diff::{Change, Diff, Edit, Effect, ItemChange, Kind, ListDiff, Relocation, Shift};
use crate::model::{Due, Force, Frequency, ItemRef, Period, Section, Target};
use crate::vocabulary::{Lang, Vocabulary};

/// How a diff is written.
///
/// | option | default |
/// |---|---|
/// | [`lang`](DiffText::lang) | Chinese |
/// | [`colour`](DiffText::colour) | off; whether there is a terminal, and what `NO_COLOR` says, the caller knows |
/// | [`vocabulary`](DiffText::vocabulary) | [`Vocabulary::standard`] |
///
/// ```
/// use crossplan::render::DiffText;
/// let plans = crossplan::samples::plans()?;
/// let diff = crossplan::diff(&plans[0].1, &plans[1].1);
/// let text = DiffText::new().terminal(&diff);
/// assert!(text.contains("徐水区") && !text.contains('\u{1b}'));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DiffText<'v> {
    lang: Lang,
    colour: bool,
    vocabulary: &'v Vocabulary,
}

impl Default for DiffText<'static> {
    fn default() -> Self {
        Self::new()
    }
}

impl DiffText<'static> {
    /// The defaults.
    pub fn new() -> Self {
        Self { lang: Lang::Zh, colour: false, vocabulary: Vocabulary::standard() }
    }
}

impl<'v> DiffText<'v> {
    /// The language of names and labels; what the plans say stays as it is.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// Whether terminal text has ANSI colours.
    #[must_use]
    pub fn colour(mut self, colour: bool) -> Self {
        self.colour = colour;
        self
    }

    /// The vocabulary that names come from.
    #[must_use]
    pub fn vocabulary<'w>(self, vocabulary: &'w Vocabulary) -> DiffText<'w> {
        DiffText { lang: self.lang, colour: self.colour, vocabulary }
    }

    /// The diff as lines for a terminal. `[-…-]` is gone, `{+…+}` is new; with colour both are coloured as well.
    pub fn terminal(&self, diff: &Diff) -> String {
        let mut out = String::new();
        for line in self.lines(diff) {
            if line.depth == 0 && !out.is_empty() {
                out.push('\n');
            }
            let mut text = "  ".repeat(line.depth);
            for (style, piece) in &line.pieces {
                let piece = one_line(piece).into_owned();
                let marked = match style {
                    Style::Gone => format!("[-{piece}-]"),
                    Style::New => format!("{{+{piece}+}}"),
                    _ => piece,
                };
                match (self.colour, style.ansi()) {
                    (true, Some(code)) => text.push_str(&format!("\u{1b}[{code}m{marked}\u{1b}[0m")),
                    _ => text.push_str(&marked),
                }
            }
            out.push_str(text.trim_end());
            out.push('\n');
        }
        out
    }

    /// The diff as Markdown: headings, nested lists, gone words struck through and new ones bold.
    pub fn markdown(&self, diff: &Diff) -> String {
        let mut out = String::new();
        for line in self.lines(diff) {
            let mut text = String::new();
            for (style, piece) in &line.pieces {
                let piece = literal(&one_line(piece));
                text.push_str(&match style {
                    Style::Gone => format!("~~{piece}~~"),
                    Style::New | Style::Strong => format!("**{piece}**"),
                    _ => piece,
                });
            }
            match line.depth {
                0 => out.push_str(&format!("{}{} {}\n\n", if out.is_empty() { "" } else { "\n" }, line.rank(), text.trim())),
                depth => out.push_str(&format!("{}- {}\n", "  ".repeat(depth - 1), text.trim())),
            }
        }
        out
    }

    fn lines(&self, diff: &Diff) -> Vec<Line> {
        let mut lines = Vec::new();
        let title = if diff.before.title == diff.after.title && diff.before.place == diff.after.place {
            format!("{}（{} → {}）", diff.after.title, self.status(diff, false), self.status(diff, true))
        } else {
            format!("{}《{}》 → {}《{}》", diff.before.place, diff.before.title, diff.after.place, diff.after.title)
        };
        lines.push(Line { top: true, ..Line::new(0, Style::Strong, title) });
        if diff.is_quiet() {
            lines.push(Line::new(1, Style::Plain, self.say("两个文本的承诺没有差别。", "The plans promise the same.")));
            return lines;
        }
        self.summary(diff, &mut lines);
        let head = diff.head.changes();
        if head.iter().any(|change| change.shift.is_substance()) {
            lines.push(Line::new(0, Style::Strong, self.say("文首", "Head")));
            for change in head.iter().filter(|change| change.shift.is_substance()) {
                lines.push(self.change(1, change, None));
            }
        }
        self.headings(&diff.outline, &mut lines);
        let mut class = None;
        for item in diff.items() {
            if class != Some(item.class) {
                class = Some(item.class);
                let name = names::class(item.class, self.lang);
                lines.push(Line::new(0, Style::Strong, name));
            }
            self.item(&item, &mut lines);
        }
        lines
    }

    fn status(&self, diff: &Diff, after: bool) -> String {
        let status = if after { diff.after.status } else { diff.before.status };
        self.labels().kind("status", status.as_str()).to_owned()
    }

    fn labels(&self) -> Labels<'v> {
        Labels { vocabulary: self.vocabulary, lang: self.lang }
    }

    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn summary(&self, diff: &Diff, lines: &mut Vec<Line>) {
        let summary = diff.summary();
        let (items, promises) = (&summary.items, &summary.promises);
        let counted = |list: &[(usize, &str, &str)]| -> String {
            let parts = list.iter().filter(|(count, _, _)| *count > 0);
            let parts: Vec<String> = parts.map(|(n, zh, en)| format!("{} {n}", self.say(zh, en))).collect();
            parts.join(self.say("，", ", "))
        };
        let of_items = counted(&[
            (items.paired, "配对", "paired"),
            (items.changed, "有改动", "changed"),
            (items.added, "新增", "added"),
            (items.removed, "删去", "removed"),
            (items.moved, "移位", "moved"),
            (items.renumbered, "改号", "renumbered"),
            (items.reordered, "调序", "reordered"),
            (items.merged, "合并", "merged"),
            (items.split, "拆分", "split"),
        ]);
        let of_promises = counted(&[
            (promises.strengthened, "▲加强", "▲ strengthened"),
            (promises.weakened, "▼减弱", "▼ weakened"),
            (promises.mixed, "有强有弱", "mixed"),
            (promises.neutral, "中性", "neutral"),
            (promises.added, "新增", "added"),
            (promises.dropped, "取消", "dropped"),
            (promises.moved, "移位", "moved"),
        ]);
        let of_rest = counted(&[(summary.strengthened, "▲加强", "▲ strengthened"), (summary.weakened, "▼减弱", "▼ weakened")]);
        let rows = [
            (self.say("条目", "Items"), of_items),
            (self.say("承诺", "Promises"), of_promises),
            (self.say("力度、进度、问责", "Force, schedule, accountability"), of_rest),
        ];
        for (name, counts) in rows {
            if !counts.is_empty() {
                lines.push(Line::new(1, Style::Plain, format!("{name}{}{counts}", self.colon())));
            }
        }
    }

    fn colon(&self) -> &'static str {
        self.say("：", ": ")
    }

    fn headings(&self, outline: &ListDiff<Section>, lines: &mut Vec<Line>) {
        let mut here = Vec::new();
        for pair in &outline.changed {
            let what = match pair.relocation {
                Some(Relocation::Moved) => names::kind(Kind::Moved, self.lang),
                Some(Relocation::Renumbered) => names::kind(Kind::Renumbered, self.lang),
                None => names::kind(Kind::Changed, self.lang),
            };
            let mut line = Line::new(1, Style::Mark, format!("~ {what} "));
            line.push(Style::Dim, address(pair.before.path.as_str(), pair.after.path.as_str()));
            line.push(Style::Plain, " ");
            match pair.changes.iter().find(|change| change.field == "title") {
                Some(change) => line.words(&pair.before.title, &pair.after.title, &change.words),
                None => line.push(Style::Plain, pair.after.title.clone()),
            }
            here.push((pair.to, line));
        }
        for placed in &outline.added {
            let mut line = Line::new(1, Style::New, format!("{} {}", placed.element.path, placed.element.title));
            line.pieces.insert(0, (Style::Mark, "+ ".to_owned()));
            here.push((placed.at, line));
        }
        here.sort_by_key(|(to, _)| *to);
        let mut here: Vec<Line> = here.into_iter().map(|(_, line)| line).collect();
        for placed in &outline.removed {
            let mut line = Line::new(1, Style::Gone, format!("{} {}", placed.element.path, placed.element.title));
            line.pieces.insert(0, (Style::Mark, "− ".to_owned()));
            here.push(line);
        }
        if !here.is_empty() {
            lines.push(Line::new(0, Style::Strong, self.say("标题", "Headings")));
            lines.append(&mut here);
        }
    }

    fn item(&self, item: &ItemChange<'_>, lines: &mut Vec<Line>) {
        let sign = match (item.before.is_some(), item.after.is_some()) {
            (false, true) => "+",
            (true, false) => "−",
            _ => "~",
        };
        let what: Vec<&str> = item.kinds.iter().map(|kind| names::kind(*kind, self.lang)).collect();
        let mut line = Line::new(1, Style::Mark, format!("{sign} {} ", what.join(self.say("、", ", "))));
        let id =
            |item: ItemRef<'_>| if item.n() == 1 { item.path().to_string() } else { format!("{}#{}", item.path(), item.n()) };
        match (item.before, item.after) {
            (Some(before), Some(after)) => {
                line.push(Style::Dim, address(&id(before), &id(after)));
                line.push(Style::Plain, " ");
                match item.changes.iter().find(|change| change.field == "title") {
                    Some(change) => line.words(before.title(), after.title(), &change.words),
                    None => line.push(Style::Plain, after.title().to_owned()),
                }
                if before.path() != after.path()
                    && let Some(pairing) = item.pairing
                {
                    let alike = format!("{}.{:02}%", pairing.score / 100, pairing.score % 100);
                    line.push(Style::Dim, format!("  {}{}{alike}", self.say("相似", "alike"), self.colon()));
                }
            }
            (Some(one), None) => line.push(Style::Gone, format!("{} {}", id(one), one.title())),
            (None, Some(one)) => line.push(Style::New, format!("{} {}", id(one), one.title())),
            (None, None) => {
                let place = |at: Option<usize>| at.map_or_else(String::new, |at| format!("#{}", at + 1));
                line.push(Style::Dim, format!("{} → {}", place(item.from), place(item.to)));
            }
        }
        if let Some(link) = item.link {
            let parts: Vec<String> = link.parts.iter().map(|part| part.item.path.to_string()).collect();
            line.push(Style::Dim, format!("  （{} ⇄ {}）", parts.join("、"), link.whole.path));
        }
        lines.push(line);
        for change in item.changes.iter().filter(|change| change.shift.is_substance() && change.field != "title") {
            lines.push(self.change(2, change, Some(item)));
        }
        // What an item that came or went promises is what a reader wants to know of it.
        if let (Some(one), None) | (None, Some(one)) = (item.before, item.after) {
            let style = if item.after.is_some() { Style::New } else { Style::Gone };
            for (_, target) in one.into_promises() {
                lines.push(Line::new(2, style, self.promise(target)));
            }
        }
    }

    fn promise(&self, target: &Target) -> String {
        format!("{}{}{}", target.subject, self.colon(), self.labels().promise(target))
    }

    fn change(&self, depth: usize, change: &Change, item: Option<&ItemChange<'_>>) -> Line {
        let mark = match change.effect {
            Effect::Strengthened => "▲ ",
            Effect::Weakened => "▼ ",
            Effect::Neutral => "· ",
        };
        let style = match change.effect {
            Effect::Strengthened => Style::Good,
            Effect::Weakened => Style::Bad,
            Effect::Neutral => Style::Dim,
        };
        let mut line = Line::new(depth, style, format!("{mark}{}", names::shift(change.shift, self.lang)));
        line.push(Style::Dim, format!(" {}", names::field(&change.field, self.lang)));
        let was = item.and_then(|item| promise_at(item.before?, &change.before_path()));
        let is = item.and_then(|item| promise_at(item.after?, &change.after_path()));
        if let Some(target) = is.or(was)
            && !change.field.ends_with("[]")
        {
            line.push(Style::Plain, format!("「{}」", target.subject));
        }
        line.push(Style::Plain, self.colon());
        if !change.words.is_empty()
            && let (Some(Value::String(before)), Some(Value::String(after))) = (&change.before, &change.after)
        {
            line.words(before, after, &change.words);
            return line;
        }
        let before = change.before.as_ref().map(|value| self.shown(&change.field, value, was));
        let after = change.after.as_ref().map(|value| self.shown(&change.field, value, is));
        match (before, after) {
            (Some(before), Some(after)) => {
                line.push(Style::Gone, before);
                line.push(Style::Plain, " → ");
                line.push(Style::New, after);
            }
            (Some(before), None) => line.push(Style::Gone, before),
            (None, Some(after)) => line.push(Style::New, after),
            (None, None) => {}
        }
        if let Some(other) = &change.other {
            let arrow = if change.shift == Shift::MovedIn { "←" } else { "→" };
            line.push(Style::Dim, format!(" {arrow} {other}"));
        }
        line
    }

    /// A value as a reader expects it: amounts with their unit, dates and forces by name, lists joined.
    pub(super) fn shown(&self, field: &str, value: &Value, target: Option<&Target>) -> String {
        let labels = self.labels();
        if field.ends_with("[]")
            && let Some(target) = target
        {
            return self.promise(target);
        }
        if field.contains(".quantity")
            && let Some(quantity) = target.and_then(|target| target.quantity.as_ref())
        {
            return labels.quantity(quantity);
        }
        let last = field.rsplit('.').next().unwrap_or(field);
        let word = value.as_str().unwrap_or_default();
        let named = match last {
            "due" | "from" | "to" => word.parse::<Due>().ok().map(|due| labels.due(due)),
            "force" => word.parse::<Force>().ok().map(|force| labels.force(force).to_owned()),
            "frequency" => word.parse::<Frequency>().ok().map(|frequency| labels.frequency(frequency)),
            _ => None,
        };
        named.unwrap_or_else(|| plain(value))
    }
}

/// The promise that a field belongs to.
pub(super) fn promise_at<'a>(item: ItemRef<'a>, path: &str) -> Option<&'a Target> {
    let own = |field: &str| path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    item.into_promises().into_iter().find(|(field, _)| own(field)).map(|(_, target)| target)
}

fn address(before: &str, after: &str) -> String {
    if before == after { before.to_owned() } else { format!("{before} → {after}") }
}

/// A JSON value in words. Values are no deeper than a plan, and only the first levels are of interest here.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned)).collect();
            words.join("、")
        }
        Value::Object(map) => {
            let name = ["text", "subject", "name", "title", "value"].iter().find_map(|key| map.get(*key)?.as_str());
            let period = || serde_json::from_value::<Period>(value.clone()).ok().map(|period| period.to_string());
            name.map(str::to_owned).or_else(period).unwrap_or_else(|| value.to_string())
        }
        other => other.to_string(),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Dim,
    Strong,
    Mark,
    Gone,
    New,
    Good,
    Bad,
}

impl Style {
    fn ansi(self) -> Option<&'static str> {
        match self {
            Style::Plain => None,
            Style::Dim => Some("2"),
            Style::Strong => Some("1"),
            Style::Mark => Some("36"),
            Style::Gone | Style::Bad => Some("31"),
            Style::New | Style::Good => Some("32"),
        }
    }
}

struct Line {
    depth: usize,
    top: bool,
    pieces: Vec<(Style, String)>,
}

impl Line {
    fn new(depth: usize, style: Style, text: impl Into<String>) -> Self {
        Self { depth, top: false, pieces: vec![(style, text.into())] }
    }

    fn rank(&self) -> &'static str {
        if self.top { "#" } else { "##" }
    }

    fn push(&mut self, style: Style, text: impl Into<String>) {
        self.pieces.push((style, text.into()));
    }

    /// Both texts in one, with what went and what came.
    fn words(&mut self, before: &str, after: &str, edits: &[Edit]) {
        let mut at = 0;
        for edit in edits {
            self.push(Style::Plain, before.get(at..edit.before.start).unwrap_or_default());
            for (style, text, span) in [(Style::Gone, before, edit.before), (Style::New, after, edit.after)] {
                if let Some(piece) = text.get(span.start..span.end).filter(|piece| !piece.is_empty()) {
                    self.push(style, piece);
                }
            }
            at = edit.before.end;
        }
        self.push(Style::Plain, before.get(at..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_woven() {
        let mut line = Line::new(0, Style::Plain, "");
        line.words("新建3所", "新建5所", &crate::diff::words("新建3所", "新建5所"));
        let text: Vec<&str> = line.pieces.iter().map(|(_, t)| t.as_str()).collect();
        assert_eq!(text, ["", "新建", "3", "5", "所"]);
    }
}
