//! Promises with numbers, found in a unit; and every other number with the reason why it promises nothing.
//!
//! | file | what it tells |
//! |---|---|
//! | `scan` | paragraphs, sentences, clauses |
//! | `words`, `lists` | the words that the stages look for |
//! | `marks` | those of a sentence, found in one pass |
//! | `headings` | what the headings of a unit say |
//! | `date` | deadlines, years that begin something, years that are over |
//! | `opens` | deadlines that open a paragraph |
//! | `plain` | numbers that are parts of words, numbers of headings |
//! | `measure`, `counted`, `amount`, `bounds`, `ratio` | unit, range, bound |
//! | `accept`, `time`, `baseline` | which amounts promise something, which tell where it starts |
//! | `table`, `project` | tables of indicators and of projects flattened to lines |
//! | `list` | what a list shares |
//! | `rate`, `implied`, `class`, `who`, `subject`, `catalogue`, `indicate` | per, frequency, class, what is counted, its indicator |
//! | `settle` | what is known once all amounts of a sentence are |
//! | `put` | the promise of an amount that was kept |

mod accept;
mod amount;
mod baseline;
mod bounds;
mod catalogue;
mod class;
mod counted;
mod cycle;
mod date;
mod headings;
mod implied;
mod imply;
mod indicate;
mod list;
mod lists;
mod marks;
mod measure;
mod opens;
mod plain;
mod project;
mod put;
mod rate;
mod ratio;
mod scan;
mod settle;
mod subject;
mod table;
#[cfg(test)]
mod tests;
mod time;
mod who;
mod words;

use std::cell::Cell;
use std::collections::VecDeque;
use std::ops::Range;

use rust_decimal::Decimal;

use self::amount::{Amount, Behind, Sight};
use self::date::{Date, Part};
use self::headings::Headings;
pub(crate) use self::marks::{Hints, Spotted, Stop, Vocabulary};
use self::marks::{Mark, Marks};
use self::measure::Word;
use self::scan::{after, before, ends, first_chars, sentences, slice, starts, trim_end};
use self::words::{ASPIRE, BINDING, SINCE};
use super::find::Words;
use super::number::{Number, numbers_at};
use super::unit::{Context, Found, Loose, Reason, UnitText};
use crate::model::{Baseline, Due, Role, Unit};

/// The promises of a unit in the order of the text, and the numbers that are none. Every number of [`numbers`](super::number::numbers) is in one or the other:
/// inside the `number` range of a promise, or the `number` of a loose one.
///
/// `inherited` is the deadline that the text of the outer unit set for what follows (到2025年，主要目标是：), the last value is the one
/// that this unit sets for the units inside it. The lists go back by [`Memory::keep`].
pub(crate) fn promises_under(
    unit: &UnitText<'_>,
    context: &Context<'_>,
    inherited: Option<Due>,
    spotted: &Spotted,
    memory: &mut Memory,
) -> (Vec<Found>, Vec<Loose>, Option<Due>) {
    if spotted.numbers().is_empty() {
        return (Vec::new(), Vec::new(), inherited);
    }
    let (found, mut loose) = (std::mem::take(&mut memory.found), std::mem::take(&mut memory.loose));
    let Memory { numbers, behind, dates, marks, kept, known, .. } = memory;
    numbers.clear();
    numbers_at(unit.text, spotted.numbers(), numbers);
    // 3.1名师工作室: the number of a heading reads like an amount.
    let own = numbers.first().filter(|n| n.range.start == 0 && slice(unit.text, n.range.clone()).contains('.'));
    let own = own.filter(|n| unit.heading_at().is_some_and(|at| at >= n.range.end)).map(|n| n.range.clone());
    if own.is_some() {
        numbers.remove(0);
    }
    let own = || own.iter().map(|number| Loose { number: number.clone(), reason: Reason::HeadingNumber });
    let all = numbers.as_slice();
    let dated = spotted.has(marks::DATES);
    let tabled = table::may_hold(unit.text, spotted);
    // Most units number their heading, and no more.
    if !tabled && !spotted.cites(&(0..unit.text.len())) {
        let plain = all.iter().map_while(|n| plain::reason(unit.text, n, dated).map(|reason| (n, reason)));
        loose.extend(plain.map(|(n, reason)| Loose { number: n.range.clone(), reason }));
        if loose.len() == all.len() {
            loose.splice(0..0, own());
            return (found, loose, inherited);
        }
        loose.clear();
    }
    loose.extend(own());
    // A space behind the heading ends it as a stop does.
    let heading = unit.heading_at().filter(|at| *at < 40 && !unit.heading.is_empty()).map_or(0, |at| at + unit.heading.len());
    let parted = unit.text.as_bytes().get(heading) == Some(&b' ');
    let mut reader = Reader {
        spotted,
        unit,
        context,
        all,
        found,
        loose,
        carried: inherited,
        opened: None,
        behind_due: None,
        before_due: None,
        headings: None,
        known,
        behind,
        dates,
        marks,
        kept,
        back: false,
        dated,
        looks_back: spotted.has(marks::LOOKS_BACK),
        heading,
    };
    let tables = if tabled { tables(unit.text, context) } else { table::Tables::default() };
    let mut next = 0;
    let mut before = 0;
    for (paragraph, signs) in spotted.paragraphs(unit.text) {
        let first = std::mem::replace(&mut before, paragraph.end);
        // A table was read by its rows.
        let at = tables.covered.partition_point(|c| c.end <= paragraph.start);
        if tables.covered.get(at).is_some_and(|c| c.start <= paragraph.start || c.start < paragraph.end) {
            continue;
        }
        // 迎评验收（2026年7月—12月） on a line of its own dates what follows.
        let heads = || first == heading || slice(unit.text, heading..first) == "。";
        if reader.opened.is_none() || !heads() {
            reader.open_paragraph();
        }
        let mut read = |sentence: Range<usize>| {
            while all.get(next).is_some_and(|n| n.range.start < sentence.start) {
                next += 1;
            }
            let from = next;
            while all.get(next).is_some_and(|n| n.range.start < sentence.end) {
                next += 1;
            }
            if reader.looks_back {
                // 一、基础与思路：近年来: behind the heading.
                let from = if sentence.contains(&heading) { heading } else { sentence.start };
                reader.look_back(slice(unit.text, from..sentence.end));
            }
            if from < next {
                reader.sentence(paragraph.clone(), sentence, from..next);
            }
        };
        sentences(unit.text, paragraph.clone(), signs, |sentence| {
            if parted && sentence.start < heading && heading < sentence.end {
                read(sentence.start..heading + 1);
                read(heading + 1..sentence.end);
            } else {
                read(sentence);
            }
        });
    }
    let (mut found, mut loose, carried) = (reader.found, reader.loose, reader.carried);
    if !tables.covered.is_empty() {
        found.splice(0..0, tables.found);
        loose.splice(0..0, tables.loose);
    }
    found.sort_by_key(|f| f.number.start);
    loose.sort_by_key(|l| l.number.start);
    (found, loose, carried)
}

/// The tables of a text whose words may head one.
#[inline(never)]
fn tables(text: &str, context: &Context<'_>) -> table::Tables {
    let mut tables = table::tables(text, context);
    project::tables(text, &mut tables);
    tables
}

/// Memory that is used again for each unit.
#[derive(Default)]
pub(crate) struct Memory {
    numbers: Vec<Number>,
    behind: Vec<Behind>,
    dates: Vec<Date>,
    marks: Vec<Mark>,
    kept: Vec<Kept>,
    known: headings::Known,
    found: Vec<Found>,
    loose: Vec<Loose>,
}

impl Memory {
    /// Takes back what was handed out, to be used again.
    pub(crate) fn keep(&mut self, mut found: Vec<Found>, mut loose: Vec<Loose>) {
        found.clear();
        loose.clear();
        // A unit without numbers hands out none of it.
        if loose.capacity() > 0 {
            (self.found, self.loose) = (found, loose);
        }
    }
}

struct Reader<'a> {
    spotted: &'a Spotted,
    unit: &'a UnitText<'a>,
    context: &'a Context<'a>,
    all: &'a [Number],
    found: Vec<Found>,
    loose: Vec<Loose>,
    /// A deadline that holds for the paragraphs that follow.
    carried: Option<Due>,
    /// A deadline that opens this paragraph.
    opened: Option<Due>,
    /// The deadline of the sentence that ended here: results in the next are due with it.
    behind_due: Option<(usize, Due)>,
    /// That of the sentence before this one.
    before_due: Option<Due>,
    /// What the headings say, once it was asked for.
    headings: Option<Headings>,
    known: &'a mut headings::Known,
    /// Memory for each sentence.
    behind: &'a mut Vec<Behind>,
    dates: &'a mut Vec<Date>,
    marks: &'a mut Vec<Mark>,
    kept: &'a mut Vec<Kept>,
    /// The paragraph does: 近年来，….
    back: bool,
    /// Words of the unit set deadlines: 今年, 明年.
    dated: bool,
    /// Words of the unit look back.
    looks_back: bool,
    /// Where its heading ends; 0 without one.
    heading: usize,
}

/// An amount that promises something, with what the walk through the sentence knew at its place.
struct Kept {
    amount: Amount,
    due: Option<Due>,
    /// The due date is only the end of as many years as are told.
    spanned: bool,
    from: Option<i32>,
    baseline: Option<Baseline>,
    /// What is counted, as the words beside the number have it.
    named: (String, Range<usize>),
    /// From a list of subjects: 三个100%, 分别.
    subject: Option<(String, Range<usize>)>,
}

impl Reader<'_> {
    fn headings(&mut self) -> Headings {
        *self.headings.get_or_insert_with(|| Headings::of(self.unit, self.known))
    }

    fn open_paragraph(&mut self) {
        self.opened = None;
        self.behind_due = None;
        self.back = false;
    }

    fn put_loose(&mut self, i: usize, reason: Reason) {
        if let Some(number) = self.all.get(i) {
            self.loose.push(Loose { number: number.range.clone(), reason });
        }
    }

    /// 近年来，…。新建学校9所。: what follows looks back too, until something is due or aimed at.
    fn look_back(&mut self, sentence: &str) {
        static BACK: Words = Words::of(&["近年来", "近几年", "以来，", "年来，", "目前，", "截至", "截止"]);
        static TURNED: Words = Words::of(&["下一步", "今后", "接下来", "为此", "力争", "争取", "确保", "要"]);
        self.back |= BACK.in_text(first_chars(sentence, 10));
        self.back = self.back && !TURNED.in_text(sentence);
    }

    /// Reads a sentence with numbers.
    fn sentence(&mut self, paragraph: Range<usize>, sentence: Range<usize>, window: Range<usize>) {
        let text = self.unit.text;
        let numbers = self.all.get(window.clone()).unwrap_or_default();
        let cites = self.spotted.cites(&sentence);
        // Most numerals stand inside words: a sentence that has no others needs no closer look.
        self.behind.clear();
        let mut open = 0;
        for number in numbers {
            let loose = if cites { None } else { plain::reason(text, number, self.dated) };
            open += usize::from(loose.is_none());
            self.behind.push(Behind { loose, ..Behind::default() });
        }
        if open > 0 {
            let mut behind = std::mem::take(self.behind);
            let counts = self.closer(&paragraph, &sentence, &window, cites, &mut behind);
            if counts {
                self.amounts(paragraph, sentence, window, cites, &mut behind);
            }
            *self.behind = behind;
            if counts {
                return;
            }
        }
        let told = numbers.iter().zip(self.behind.iter());
        self.loose.extend(told.map(|(n, one)| Loose { number: n.range.clone(), reason: one.loose.unwrap_or(Reason::Unsure) }));
    }

    /// Looks at the numbers of a sentence that could be amounts; where none is, tells of each why.
    #[inline(never)]
    fn closer(
        &self,
        paragraph: &Range<usize>,
        sentence: &Range<usize>,
        window: &Range<usize>,
        cites: bool,
        behind: &mut [Behind],
    ) -> bool {
        let quick = Sight {
            text: self.unit.text,
            numbers: self.all,
            marks: &Marks::default(),
            sentence: sentence.clone(),
            paragraph: paragraph.clone(),
            window: window.clone(),
            cites,
            floor: Cell::new(0),
            cycles: &[],
            behind: &[],
        };
        let mut counts = false;
        for ((i, number), one) in window.clone().zip(self.all.get(window.clone()).unwrap_or_default()).zip(&mut *behind) {
            if one.loose.is_none() {
                *one = quick.behind(number);
                // One that heads a list is no amount, unless words set a deadline.
                if one.listed && !self.dated {
                    one.loose = quick.plainly_loose(i);
                }
                counts |= one.may_count && one.loose.is_none();
            }
        }
        for (i, one) in window.clone().zip(behind).filter(|(_, one)| !counts && one.loose.is_none()) {
            one.loose = quick.plainly_loose(i).or_else(|| Some(quick.unitless(i)));
        }
        counts
    }

    /// Reads a sentence whose numbers may be amounts or dates.
    #[inline(never)]
    fn amounts(
        &mut self,
        paragraph: Range<usize>,
        sentence: Range<usize>,
        window: Range<usize>,
        cites: bool,
        behind: &mut [Behind],
    ) {
        let text = self.unit.text;
        let mut list = std::mem::take(self.marks);
        let marks = Marks::of_sentence(self.spotted, &sentence, &mut list);
        let mut dates = std::mem::take(self.dates);
        dates.clear();
        date::dates(text, self.all, window.clone(), sentence.clone(), &marks, self.context, behind, &mut dates);
        for i in dates.iter().flat_map(|date| date.numbers.clone()) {
            if let Some(one) = behind.get_mut(i - window.start) {
                one.dated = true;
            }
        }
        let spans = behind.iter().any(|one| one.spans);
        let rounds = self.spotted.has(marks::CYCLE);
        let cycles = if spans { cycle::cycles(text, self.all, window.clone(), behind, rounds) } else { Vec::new() };
        let sight = Sight {
            text,
            numbers: self.all,
            marks: &marks,
            sentence: sentence.clone(),
            paragraph: paragraph.clone(),
            window: window.clone(),
            cites,
            floor: Cell::new(sentence.start),
            cycles: &cycles,
            behind,
        };
        // 截至9月，2026年新建20所学校，已开工7所: a bare year ends no look back, 到2027年 does.
        let ahead = |d: &Date| {
            ends!(before(text, d.range.start), ["到", "至", "争", "取", "保", "在", "于", "止"]).is_some()
                || slice(text, d.range.clone()).ends_with(['底', '末', '前', '间'])
                || d.numbers.is_empty()
        };
        self.back &= !dates.iter().any(|d| d.part == Part::Due && ahead(d));
        if self.back {
            dates.iter_mut().filter(|d| d.part == Part::Due).for_each(|d| d.part = Part::Past);
        }
        let next_to = |(end, _): &(usize, Due)| slice(text, *end..sentence.start).trim().is_empty();
        let undated = dates.iter().all(|d| matches!(d.part, Part::Baseline | Part::Name));
        self.before_due = self.behind_due.take().filter(|one| undated && next_to(one)).map(|(_, due)| due);
        let mut kept = std::mem::take(self.kept);
        let mut due = None;
        // A date in the middle of a stretch ends with it: 不低于500元，明年达到600元；补助200元.
        let mut outer: Option<(usize, Option<Due>)> = None;
        let mut from = None;
        // The years of the plan are up with it, but what each has is no sum over them.
        let mut spanned = false;
        let mut heads = true;
        let mut past = false;
        let mut at_baseline = None;
        let mut baselines: VecDeque<(Baseline, (String, Range<usize>))> = VecDeque::new();
        let mut pending = dates.iter().peekable();
        let mut i = window.start;
        while i < window.end || pending.peek().is_some() {
            let place = self.all.get(i).filter(|_| i < window.end).map_or(usize::MAX, |n| n.range.start);
            if let Some(date) = pending.next_if(|d| d.range.start <= place) {
                spanned = date.part == Part::Span;
                match date.part {
                    Part::Span => due = date.due,
                    Part::Due => {
                        let inner = kept.last().is_some_and(|k: &Kept| {
                            !slice(text, k.amount.range.end..date.range.start).contains(['；', ';', '：'])
                        });
                        outer = match outer {
                            _ if !inner => None,
                            Some((_, first)) => Some((date.range.end, first)),
                            // 标准今年为500元，明年600元；补助200元: nor does the first of them reach on.
                            // 到2023年达60%，2025年达90%；…: the years follow each other, the first holds for its own.
                            None => {
                                let later = |first: &Due| date.due.is_some_and(|own| own.year() > first.year());
                                Some((date.range.end, due.filter(|first| heads && !later(first))))
                            }
                        };
                        heads =
                            ends!(slice(text, sentence.start..date.range.start), ["为", "标准", "经费", "比例", "率"]).is_none();
                        due = date.due;
                        from = date.from;
                        past = false;
                        self.opens(&paragraph, date);
                    }
                    Part::Past => {
                        past = true;
                        due = None;
                    }
                    Part::Start => from = date.due.map(Due::year),
                    Part::Baseline => at_baseline = date.due,
                    Part::Name => {}
                }
                let reason = if date.part == Part::Past { Reason::PastResult } else { Reason::Date };
                for j in date.numbers.clone() {
                    self.put_loose(j, reason);
                }
                i = i.max(date.numbers.end);
                continue;
            }
            let Some(number) = self.all.get(i).filter(|_| i < window.end) else { break };
            let start = number.range.start;
            if let Some((_, first)) = outer.take_if(|(at, _)| slice(text, *at..start).contains(['；', ';'])) {
                due = first;
            }
            if let Some(reason) = sight.known_loose(i).or_else(|| sight.plainly_loose(i)) {
                // The 零 of 清零 is told with its promise.
                if !before(text, start).ends_with('清') {
                    self.put_loose(i, reason);
                }
                i += 1;
                continue;
            }
            if let Some((count, hundred)) = self.repeated(&sight, i) {
                // 三个100%: one promise for each subject.
                let subjects = list::listed_subjects(text, &hundred, count);
                self.put_loose(i, Reason::SloganCount);
                for subject in subjects {
                    let named = sight.subject(&hundred, None);
                    kept.push(Kept { amount: hundred.clone(), due, spanned, from, baseline: None, subject, named });
                }
                sight.floor.set(hundred.range.end);
                i = hundred.numbers.end;
                continue;
            }
            let Some(mut amount) = sight.amount(i) else {
                self.put_loose(i, sight.unitless(i));
                i += 1;
                continue;
            };
            let end = amount.numbers.end.max(i + 1);
            list::inherit_unit(text, &mut amount, &kept);
            if let Some(reason) = sight.refuses(&amount) {
                for j in amount.numbers.clone() {
                    self.put_loose(j, reason);
                }
            } else if at_baseline.is_some() && in_bracket(text, start) {
                // 达到60%以上（2022年为54%）: the bracket tells where the one before starts.
                if let Some(one) = kept.last_mut().filter(|one| one.amount.unit == amount.unit && one.baseline.is_none()) {
                    one.baseline = Some(Baseline { value: amount.value, at: at_baseline.take(), note: None });
                }
                for j in amount.numbers.clone() {
                    self.put_loose(j, Reason::PastResult);
                }
            } else if baseline::is_baseline(text, &sight, &amount) {
                baselines.push_back((
                    Baseline { value: amount.value, at: at_baseline, note: None },
                    sight.subject(&amount, kept.last().map(|k| (&k.named, &k.amount.unit))),
                ));
                sight.floor.set(amount.range.end);
                if at_baseline.is_none() {
                    due = None;
                }
                for j in amount.numbers.clone() {
                    self.put_loose(j, Reason::PastResult);
                }
            } else if !amount.own.has(ASPIRE | BINDING)
                && ((past || self.back || since(text, &marks, sentence.start..start)) && due.is_none() || self.headings().history)
            {
                for j in amount.numbers.clone() {
                    self.put_loose(j, Reason::PastResult);
                }
            } else if self.may_promise(&amount, due) {
                // 由50%提高到55%: the subject stands before the first of the two.
                let (baseline, named) = match baselines.pop_front() {
                    Some((baseline, named)) => (Some(baseline), named),
                    None => (None, sight.subject(&amount, kept.last().map(|k| (&k.named, &k.amount.unit)))),
                };
                sight.floor.set(amount.range.end);
                let lasts = spanned
                    && (marks.has(words::PER_HEAD, amount.clause.clone()) || matches!(amount.word, Word::Other("分钟")))
                    // 今年安排100万元，以后每年递增5%.
                    || starts!(slice(text, amount.clause.clone()), ["以后", "此后", "今后", "之后"]).is_some();
                let due = due.filter(|_| !lasts);
                kept.push(Kept { amount, due, spanned, from, baseline, subject: None, named });
            } else {
                for j in amount.numbers.clone() {
                    self.put_loose(j, Reason::Unsure);
                }
            }
            i = end;
        }
        if marks.says(lists::CLEARED, sentence.clone()) {
            self.cleared(&sight, due, &mut kept);
        }
        if kept.len() > 1 {
            self.limits_of_others(&sight, &mut kept);
            self.rounds_of_others(&sight, &mut kept);
            list::share_bounds(text, &sight, &mut kept);
        }
        if !dates.is_empty() && !kept.is_empty() {
            if dates.len() > 1 {
                list::share_years(text, &dates, &mut kept);
            }
            list::share_dates_behind(text, &dates, &mut kept);
        }
        if due.is_some() && trim_end(slice(text, sentence)).ends_with(['：', ':']) {
            self.carried = due;
        }
        let last = dates.iter().rfind(|d| d.part == Part::Due && !d.numbers.is_empty()).and_then(|d| d.due);
        self.behind_due = last.or(self.before_due).map(|due| (sight.sentence.end, due));
        for one in &mut kept {
            self.put(&sight, one);
        }
        kept.clear();
        (*self.dates, *self.kept, *self.marks) = (dates, kept, list);
    }

    /// Outside tasks and goals, only what is dated or firmly said promises something.
    fn may_promise(&self, amount: &Amount, due: Option<Due>) -> bool {
        match self.unit.role {
            Role::Glossary => false,
            Role::Preamble => due.is_some() || amount.own.has(ASPIRE | BINDING),
            _ => true,
        }
    }

    /// 三个100%, 两个100%.
    fn repeated(&self, sight: &Sight<'_>, i: usize) -> Option<(usize, Amount)> {
        let number = sight.number(i)?;
        let rest = after(sight.text, number.range.end).strip_prefix('个')?;
        let count = usize::try_from(number.value.mantissa()).ok().filter(|c| number.value.scale() == 0 && (2..=9).contains(c))?;
        let next = sight.number(i + 1)?;
        let gap = rest.len().checked_sub(sight.text.len() - next.range.start)?;
        if !rest.get(..gap)?.trim_matches([' ', '“', '"']).is_empty() {
            return None;
        }
        let hundred = sight.amount(i + 1).filter(|a| a.unit == Unit::Percent && a.value == Decimal::ONE_HUNDRED)?;
        Some((count, hundred))
    }
}

/// 现有, 目前: what is there already; 由现有8个增加到14个 is only where it starts.
fn since(text: &str, marks: &Marks<'_>, range: Range<usize>) -> bool {
    marks.within(SINCE, range).any(|m| ends!(before(text, m.range.start), ["由", "从", "在"]).is_none())
}

/// （2022年为54%）: a bracket opens right before the year.
fn in_bracket(text: &str, at: usize) -> bool {
    before(text, at)
        .strip_suffix("年为")
        .is_some_and(|head| head.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(['（', '(']))
}
