//! Tables as Arrow record batches: columns with types, for data frames, databases and Parquet.
//!
//! | column of the table | column of the batch |
//! |---|---|
//! | [`Kind::Text`] | utf8, in the language of the labels where it is ours; several values joined by ` \| ` |
//! | [`Kind::Term`] | dictionary of utf8: the id of the word, which no language changes; several joined by `\|` |
//! | [`Kind::Integer`] | int64; of a rank its place |
//! | [`Kind::Number`] | decimal128(38, s), s as many places as the column needs |
//! | [`Kind::Share`] | float64, 0 to 1: a share is a quotient and seldom exact |
//! | [`Kind::Date`] | date32, the last day that is meant (2025 is 2025-12-31), and a column `…_text` with the date as it was given |
//! | [`Kind::Flag`] | bool |
//! | [`Kind::Entries`] | list of utf8: of a word its id, else the entry in words with what is derived from it; [`Table::long`] has the parts as columns |
//!
//! A column `key` leads, and `group` behind it where the table has groups. Names of columns are ids; the headings in both languages are metadata
//! of the fields, title and notes metadata of the schema.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
    StringDictionaryBuilder,
};
use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::label::Labels;
use crate::compare::table::{Cell, Column, Kind, Row, Table, Value};
use crate::model::Due;
use crate::vocabulary::Names;

/// Digits of a decimal column.
pub(super) const DIGITS: u32 = 38;

/// Why a table has no record batch.
#[derive(Debug, thiserror::Error)]
#[error("the table has no Arrow form: {0}")]
pub struct ArrowError(#[from] pub(super) arrow_schema::ArrowError);

/// A field with its values.
type Made = Result<(Field, ArrayRef), arrow_schema::ArrowError>;

/// A table as one record batch.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::{compare::{Corpus, make}, render::{Labels, record_batch}, vocabulary::{Lang, Vocabulary}};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// let table = make(&corpus, "targets")?.long(&corpus);
/// let batch = record_batch(&table, &Labels { vocabulary: Vocabulary::standard(), lang: Lang::En })?;
/// assert_eq!(batch.num_rows(), table.rows.len());
/// assert_eq!(batch.schema().field_with_name("number")?.data_type().to_string(), "Decimal128(38, 1)");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Two columns of one id; a decimal column that no scale can hold.
pub fn record_batch(table: &Table, labels: &Labels<'_>) -> Result<RecordBatch, ArrowError> {
    let known = |id: &str| table.columns.iter().any(|column| column.id == id);
    let mut made: Vec<Made> = Vec::new();
    if !known("key") {
        made.push(key(&table.rows));
    }
    if !known("group") && table.rows.iter().any(|row| row.group.is_some()) {
        made.push(Ok(group(&table.rows, labels)));
    }
    for (at, column) in table.columns.iter().enumerate() {
        made.push(values(table, at, column, labels));
        if column.kind == Kind::Date {
            made.push(Ok(as_given(table, at, column)));
        }
    }
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = made.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
    for (at, field) in fields.iter().enumerate() {
        if fields.iter().take(at).any(|other| other.name() == field.name()) {
            return Err(arrow_schema::ArrowError::SchemaError(format!("two columns are named `{}`", field.name())).into());
        }
    }
    let mut metadata = named(&table.title);
    metadata.insert("crossplan:table".to_owned(), table.id.clone());
    let notes = |pick: fn(&Names) -> &String| table.notes.iter().map(pick).cloned().collect::<Vec<_>>().join("\n");
    metadata.insert("crossplan:notes_zh".to_owned(), notes(|names| &names.zh));
    metadata.insert("crossplan:notes_en".to_owned(), notes(|names| &names.en));
    Ok(RecordBatch::try_new(Arc::new(Schema::new_with_metadata(fields, metadata)), arrays)?)
}

fn named(names: &Names) -> HashMap<String, String> {
    HashMap::from([("crossplan:zh".to_owned(), names.zh.clone()), ("crossplan:en".to_owned(), names.en.clone())])
}

fn key(rows: &[Row]) -> Made {
    let mut keys = StringBuilder::new();
    rows.iter().for_each(|row| keys.append_value(&row.key));
    Ok((Field::new("key", DataType::Utf8, false), Arc::new(keys.finish())))
}

fn group(rows: &[Row], labels: &Labels<'_>) -> (Field, ArrayRef) {
    let mut groups = StringDictionaryBuilder::<Int32Type>::new();
    for row in rows {
        groups.append_option(row.group.as_ref().map(|group| labels.pick(group)));
    }
    let groups = groups.finish();
    (dictionary("group"), Arc::new(groups))
}

fn dictionary(id: &str) -> Field {
    Field::new_dictionary(id, DataType::Int32, DataType::Utf8, true)
}

fn cells(table: &Table, at: usize) -> impl Iterator<Item = Option<&Cell>> + Clone {
    table.rows.iter().map(move |row| row.cells.get(at))
}

/// The first value of each cell.
fn firsts(table: &Table, at: usize) -> impl Iterator<Item = Option<&Value>> + Clone {
    cells(table, at).map(|cell| cell.and_then(Cell::value))
}

fn values(table: &Table, at: usize, column: &Column, labels: &Labels<'_>) -> Made {
    let field = |kind| Field::new(&column.id, kind, true).with_metadata(named(&column.name));
    let firsts = firsts(table, at);
    Ok(match column.kind {
        Kind::Text => {
            let mut texts = StringBuilder::with_capacity(table.rows.len(), table.rows.len() * 16);
            for cell in cells(table, at) {
                match cell.map(|cell| cell.entries.as_slice()) {
                    None | Some([]) => texts.append_null(),
                    Some([entry]) => match &entry.value {
                        Value::Text(text) => texts.append_value(text),
                        value => texts.append_value(labels.value(value)),
                    },
                    Some(list) => texts.append_value(joined(list.iter().map(|entry| labels.value(&entry.value)), " | ")),
                }
            }
            (field(DataType::Utf8), Arc::new(texts.finish()))
        }
        Kind::Term => {
            let mut terms = StringDictionaryBuilder::<Int32Type>::new();
            for cell in cells(table, at) {
                match cell.map(|cell| cell.entries.as_slice()) {
                    None | Some([]) => terms.append_null(),
                    Some([entry]) => match &entry.value {
                        Value::Term { id, .. } => terms.append_value(id),
                        value => terms.append_value(labels.value(value)),
                    },
                    Some(list) => terms.append_value(joined(list.iter().map(|entry| id(&entry.value, labels)), "|")),
                }
            }
            (dictionary(&column.id).with_metadata(named(&column.name)), Arc::new(terms.finish()))
        }
        Kind::Integer => {
            let mut integers = Int64Builder::with_capacity(table.rows.len());
            firsts.for_each(|value| integers.append_option(value.and_then(integer)));
            (field(DataType::Int64), Arc::new(integers.finish()))
        }
        Kind::Number => {
            let scale = scale(firsts.clone().filter_map(|value| value.and_then(number)));
            let kind = DataType::Decimal128(u8::try_from(DIGITS).unwrap_or(u8::MAX), i8::try_from(scale).unwrap_or(i8::MAX));
            let mut numbers = Decimal128Builder::with_capacity(table.rows.len()).with_data_type(kind.clone());
            for value in firsts {
                numbers.append_option(value.and_then(number).and_then(|number| scaled(number, scale)));
            }
            (field(kind), Arc::new(numbers.finish()))
        }
        Kind::Share => {
            let mut shares = Float64Builder::with_capacity(table.rows.len());
            firsts.for_each(|value| shares.append_option(value.and_then(number).and_then(|number| number.to_f64())));
            (field(DataType::Float64), Arc::new(shares.finish()))
        }
        Kind::Date => {
            let mut dates = Date32Builder::with_capacity(table.rows.len());
            firsts.for_each(|value| {
                dates.append_option(value.and_then(due).map(|due| Date32Type::from_naive_date(due.last_day())));
            });
            (field(DataType::Date32), Arc::new(dates.finish()))
        }
        Kind::Flag => {
            let mut flags = BooleanBuilder::with_capacity(table.rows.len());
            firsts.for_each(|value| flags.append_option(value.and_then(flag)));
            (field(DataType::Boolean), Arc::new(flags.finish()))
        }
        Kind::Entries => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            for (row, cell) in table.rows.iter().zip(cells(table, at)) {
                for entry in cell.iter().flat_map(|cell| &cell.entries) {
                    match &entry.value {
                        Value::Term { id, .. } if entry.derived.is_empty() => lists.values().append_value(id),
                        _ => lists.values().append_value(labels.entry(&row.key, entry)),
                    }
                }
                lists.append(true);
            }
            let lists = lists.finish();
            (field(lists.data_type().clone()), Arc::new(lists))
        }
    })
}

/// The dates of a column as they were given: `2025`, `2025-06`.
fn as_given(table: &Table, at: usize, column: &Column) -> (Field, ArrayRef) {
    let mut texts = StringBuilder::new();
    firsts(table, at).for_each(|value| texts.append_option(value.and_then(due).map(|due| due.to_string())));
    (Field::new(format!("{}_text", column.id), DataType::Utf8, true), Arc::new(texts.finish()))
}

fn joined(words: impl Iterator<Item = String>, between: &str) -> String {
    words.collect::<Vec<_>>().join(between)
}

fn id(value: &Value, labels: &Labels<'_>) -> String {
    match value {
        Value::Term { id, .. } => id.clone(),
        value => labels.value(value),
    }
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Rank { place, .. } => i64::try_from(*place).ok(),
        Value::Number(number) if number.is_integer() => number.to_i64(),
        _ => None,
    }
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) | Value::Share(number) => Some(*number),
        Value::Integer(number) => Some((*number).into()),
        Value::Quantity(quantity) => Some(quantity.value),
        Value::Promise { target, .. } => target.quantity.as_ref().map(|quantity| quantity.value),
        _ => None,
    }
}

fn due(value: &Value) -> Option<Due> {
    match value {
        Value::Due(due) => Some(*due),
        Value::Promise { target, .. } => target.due,
        _ => None,
    }
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Flag(flag) => Some(*flag),
        _ => None,
    }
}

/// As many places as the values have; fewer where the digits before the point leave no room, which no plan comes near.
pub(super) fn scale(values: impl Iterator<Item = Decimal>) -> u32 {
    let (mut places, mut whole) = (0, 0);
    for value in values.map(|value| value.normalize()) {
        places = places.max(value.scale());
        let digits = value.mantissa().unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
        whole = whole.max(digits.saturating_sub(value.scale()));
    }
    places.min(DIGITS - whole.min(DIGITS))
}

/// The value in units of the last place.
pub(super) fn scaled(value: Decimal, scale: u32) -> Option<i128> {
    let value = if value.scale() > scale { value.round_dp(scale) } else { value };
    value.mantissa().checked_mul(10_i128.checked_pow(scale - value.scale())?)
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Decimal128Type, Float64Type, Int64Type};

    use super::*;
    use crate::compare::table::{Entry, names};
    use crate::vocabulary::{Lang, Vocabulary};

    fn labels() -> Labels<'static> {
        Labels { vocabulary: Vocabulary::standard(), lang: Lang::En }
    }

    fn one(kind: Kind, cells: Vec<Cell>) -> RecordBatch {
        let mut table = Table::new("t", "表", "Table", vec![Column::new("x", "列", "Column", kind)]);
        for (at, cell) in cells.into_iter().enumerate() {
            table.push(at.to_string(), None, vec![cell]);
        }
        record_batch(&table.note("一", "one").note("二", "two"), &labels()).unwrap()
    }

    fn dec(text: &str) -> Cell {
        Cell::of(Value::Number(Decimal::from_str_exact(text).unwrap()))
    }

    #[test]
    fn numbers_are_exact_in_the_places_that_they_need() {
        for (given, scale, raw) in [
            (vec!["420000000", "96", "88.5"], 1, vec![4_200_000_000_i128, 960, 885]),
            (vec!["100.000"], 0, vec![100]),
            (vec!["0.0000000000000000000000000001"], 28, vec![1]),
            (vec!["-1.25", "0"], 2, vec![-125, 0]),
        ] {
            let batch = one(Kind::Number, given.iter().map(|text| dec(text)).collect());
            let column = batch.column_by_name("x").unwrap().as_primitive::<Decimal128Type>();
            assert_eq!((column.scale(), column.values().to_vec()), (scale, raw), "{given:?}");
        }
        let crowded = one(Kind::Number, vec![dec("7922816251426433759354395033"), dec("0.0000000000000000000000000001")]);
        assert_eq!(crowded.column_by_name("x").unwrap().as_primitive::<Decimal128Type>().scale(), 10);
        assert_eq!(one(Kind::Number, vec![]).num_rows(), 0);
    }

    #[test]
    fn a_year_is_its_last_day_and_stays_readable() {
        let batch = one(
            Kind::Date,
            vec![Cell::of(Value::Due(Due::Year(2025))), Cell::of(Value::Due(Due::Month(2024, 2))), Cell::default()],
        );
        let days = batch.column_by_name("x").unwrap().as_primitive::<Date32Type>();
        let days: Vec<Option<String>> =
            (0..3).map(|i| (!days.is_null(i)).then(|| days.value_as_date(i).unwrap().to_string())).collect();
        assert_eq!(days, [Some("2025-12-31".into()), Some("2024-02-29".into()), None]);
        let texts = batch.column_by_name("x_text").unwrap().as_string::<i32>();
        assert_eq!(texts.iter().collect::<Vec<_>>(), [Some("2025"), Some("2024-02"), None]);
    }

    #[test]
    fn each_kind_has_its_type() {
        let term = |id: &str| Value::Term { list: "force".into(), id: id.into() };
        let terms = one(
            Kind::Term,
            vec![Cell::of(term("binding")), Cell::list([term("binding"), term("planned")], &[]), Cell::default()],
        );
        let terms =
            terms.column_by_name("x").unwrap().as_dictionary::<Int32Type>().downcast_dict::<arrow_array::StringArray>().unwrap();
        assert_eq!(terms.into_iter().collect::<Vec<_>>(), [Some("binding"), Some("binding|planned"), None]);
        let said = Value::Said(names("是何", "what"));
        let texts = one(Kind::Text, vec![Cell::of(said), Cell::list([Value::Text("甲".into()), Value::Text("乙".into())], &[])]);
        assert_eq!(
            texts.column_by_name("x").unwrap().as_string::<i32>().iter().flatten().collect::<Vec<_>>(),
            ["what", "甲 | 乙"]
        );
        let ranks =
            one(Kind::Integer, vec![Cell::of(Value::Integer(-3)), Cell::of(Value::Rank { place: 2, of: 4 }), Cell::default()]);
        assert_eq!(
            ranks.column_by_name("x").unwrap().as_primitive::<Int64Type>().iter().collect::<Vec<_>>(),
            [Some(-3), Some(2), None]
        );
        let shares = one(Kind::Share, vec![Cell::of(Value::Share(Decimal::new(25, 2)))]);
        assert_eq!(shares.column_by_name("x").unwrap().as_primitive::<Float64Type>().values().to_vec(), [0.25]);
        let flags = one(Kind::Flag, vec![Cell::of(Value::Flag(true)), Cell::default()]);
        assert_eq!(flags.column_by_name("x").unwrap().as_boolean().iter().collect::<Vec<_>>(), [Some(true), None]);
        let entry = Entry::new(Value::Integer(3), Vec::new()).derive("rank", "位次", "rank", Value::Rank { place: 1, of: 2 });
        let lists = one(Kind::Entries, vec![Cell { entries: vec![entry], verdict: None }, Cell::default()]);
        let lists = lists.column_by_name("x").unwrap().as_list::<i32>();
        assert_eq!(lists.value(0).as_string::<i32>().value(0), "3 · rank 1/2");
        assert_eq!((lists.len(), lists.value(1).len(), lists.null_count()), (2, 0, 0));
    }

    #[test]
    fn headings_and_notes_go_along() {
        let batch = one(Kind::Flag, vec![]);
        let schema = batch.schema();
        assert_eq!(schema.metadata().get("crossplan:notes_en").map(String::as_str), Some("one\ntwo"));
        assert_eq!(schema.metadata().get("crossplan:table").map(String::as_str), Some("t"));
        assert_eq!(schema.field(1).metadata().get("crossplan:zh").map(String::as_str), Some("列"));
    }

    #[test]
    fn two_columns_of_one_name_are_refused() {
        let columns = vec![Column::new("due", "a", "a", Kind::Date), Column::new("due_text", "b", "b", Kind::Text)];
        let fault = record_batch(&Table::new("t", "表", "Table", columns), &labels()).unwrap_err();
        assert!(fault.to_string().ends_with("two columns are named `due_text`"), "{fault}");
    }
}
