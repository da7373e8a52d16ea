//! Large tables as Arrow record batches that are made plan by plan, so that the table never stands in memory as a whole.

use std::sync::Arc;

use arrow_array::builder::{StringBuilder, StringDictionaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type};
use arrow_array::{Array, ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use rust_decimal::Decimal;

use super::arrow::{ArrowError, DIGITS, record_batch, scale, scaled};
use super::label::Labels;
use crate::align::Named;
use crate::compare::{Corpus, FactRow, facts, facts_table, units_table};
use crate::model::{Due, Path};

/// How the batch of some plans is made.
type Make = fn(&Corpus<'_>, &Labels<'_>) -> Result<RecordBatch, ArrowError>;

/// The tables whose rows belong to one plan each, so that they can be made plan by plan.
const BY_PLAN: [(&str, Make); 2] =
    [("facts", facts_batch), ("units", |corpus, labels| record_batch(&units_table(corpus), labels))];
/// So many plans make one batch.
const PLANS: usize = 8;

/// The table of that id as record batches, without the table itself: a large one is handed over in a fraction of the memory and time. None
/// for a table whose rows stand over several plans.
///
/// The batches hold what [`record_batch`] holds of the whole table, in its order.
///
/// # Errors
/// As for [`record_batch`].
pub fn record_batches(corpus: &Corpus<'_>, id: &str, labels: &Labels<'_>) -> Option<Result<Vec<RecordBatch>, ArrowError>> {
    let (_, make) = BY_PLAN.iter().find(|(known, _)| *known == id)?;
    let parts: Vec<Corpus<'_>> = corpus.parts(PLANS).collect();
    let one = |part: &Corpus<'_>| make(part, labels);
    if parts.is_empty() {
        return Some(one(corpus).map(|batch| vec![batch]));
    }
    #[cfg(feature = "rayon")]
    let batches: Result<Vec<RecordBatch>, ArrowError> = {
        use rayon::prelude::*;
        parts.par_iter().map(one).collect()
    };
    #[cfg(not(feature = "rayon"))]
    let batches: Result<Vec<RecordBatch>, ArrowError> = parts.iter().map(one).collect();
    Some(batches.and_then(level))
}

/// The batch that [`record_batch`] makes of [`facts_table`], straight from the rows of the export: a cell for each value, with its sources, would cost
/// more than the values.
fn facts_batch(corpus: &Corpus<'_>, labels: &Labels<'_>) -> Result<RecordBatch, ArrowError> {
    let admitted = |row: &FactRow| corpus.settings().annexes || row.path.parse::<Path>().is_ok_and(|path| path.annex().is_none());
    let mut keys = StringBuilder::new();
    let mut rows: Vec<FactRow> = Vec::new();
    for compared in corpus.plans() {
        for (at, row) in facts(compared.name, compared.plan).into_iter().filter(admitted).enumerate() {
            keys.append_value(format!("{}:{}", compared.name, at + 1));
            rows.push(row);
        }
    }
    // The empty table says what columns there are, of which type, with which headings.
    let empty = record_batch(&facts_table(&Corpus::new(std::iter::empty::<Named<'_>>())), labels)?;
    let (mut fields, mut arrays): (Vec<Field>, Vec<ArrayRef>) = (Vec::new(), Vec::new());
    for field in empty.schema_ref().fields() {
        let mut kind = field.data_type().clone();
        let array: ArrayRef = match &kind {
            DataType::Decimal128(digits, _) => {
                let values: Vec<Option<Decimal>> = rows.iter().map(|row| text(row, field.name())?.parse().ok()).collect();
                let places = scale(values.iter().flatten().copied());
                kind = DataType::Decimal128(*digits, i8::try_from(places).unwrap_or(i8::MAX));
                let values = values.into_iter().map(|value| value.and_then(|value| scaled(value, places)));
                Arc::new(values.collect::<Decimal128Array>().with_data_type(kind.clone()))
            }
            DataType::Date32 => {
                let due = |row: &FactRow| text(row, field.name())?.parse::<Due>().ok();
                let days = rows.iter().map(|row| due(row).map(|due| Date32Type::from_naive_date(due.last_day())));
                Arc::new(days.collect::<Date32Array>())
            }
            DataType::Int64 => {
                let byte = |row: &FactRow| if field.name() == "start" { row.start } else { row.end };
                let bytes = rows.iter().map(|row| byte(row).and_then(|byte| i64::try_from(byte).ok()));
                Arc::new(bytes.collect::<Int64Array>())
            }
            DataType::Dictionary(..) => {
                let mut words = StringDictionaryBuilder::<Int32Type>::new();
                rows.iter().for_each(|row| words.append_option(text(row, field.name())));
                Arc::new(words.finish())
            }
            _ => match field.name().strip_suffix("_text") {
                Some(date) => {
                    let due = |row: &FactRow| text(row, date)?.parse::<Due>().ok().map(|due| due.to_string());
                    Arc::new(rows.iter().map(due).collect::<StringArray>())
                }
                None if field.name() == "key" => Arc::new(keys.finish()),
                None => {
                    let mut words = StringBuilder::with_capacity(rows.len(), rows.len() * 16);
                    rows.iter().for_each(|row| words.append_option(text(row, field.name())));
                    Arc::new(words.finish())
                }
            },
        };
        fields.push(field.as_ref().clone().with_data_type(kind));
        arrays.push(array);
    }
    let schema = Schema::new_with_metadata(fields, empty.schema_ref().metadata().clone());
    Ok(RecordBatch::try_new(Arc::new(schema), arrays)?)
}

/// What a row says in a column; nothing where the plan says nothing.
fn text<'r>(row: &'r FactRow, column: &str) -> Option<&'r str> {
    let text = match column {
        "plan" => &row.plan,
        "path" => &row.path,
        "class" => &row.class,
        // A subject is always there, if only as an empty text.
        "subject" => return Some(&row.subject),
        "indicator" => &row.indicator,
        "comparator" => &row.comparator,
        "value" => &row.value,
        "value_max" => &row.value_max,
        "unit" => &row.unit,
        "per" => &row.per,
        "frequency" => &row.frequency,
        "deadline" => &row.deadline,
        "force" => &row.force,
        _ => return None,
    };
    Some(text.as_str()).filter(|text| !text.is_empty())
}

/// Gives the decimals of all batches the places that the whole needs, so that they have one schema.
fn level(batches: Vec<RecordBatch>) -> Result<Vec<RecordBatch>, ArrowError> {
    let places = |batch: &RecordBatch, at: usize| match batch.schema_ref().fields().get(at).map(|field| field.data_type()) {
        Some(DataType::Decimal128(_, places)) => Some(*places),
        _ => None,
    };
    let columns = batches.first().map_or(0, RecordBatch::num_columns);
    let most: Vec<Option<i8>> = (0..columns).map(|at| batches.iter().filter_map(|batch| places(batch, at)).max()).collect();
    let digits = u8::try_from(DIGITS).unwrap_or(u8::MAX);
    let leveled = |batch: RecordBatch| -> Result<RecordBatch, ArrowError> {
        let mut fields: Vec<Field> = Vec::with_capacity(columns);
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(columns);
        for (at, (field, array)) in batch.schema_ref().fields().iter().zip(batch.columns()).enumerate() {
            let more = most.get(at).copied().flatten().zip(places(&batch, at)).filter(|(most, own)| most > own);
            let Some((wanted, own)) = more else {
                fields.push(field.as_ref().clone());
                arrays.push(array.clone());
                continue;
            };
            let factor = 10_i128.checked_pow(u32::try_from(wanted - own).unwrap_or_default());
            let raise = |value: i128| {
                factor.and_then(|factor| value.checked_mul(factor)).ok_or_else(|| {
                    arrow_schema::ArrowError::ArithmeticOverflow(format!("`{}` needs more than {DIGITS} digits", field.name()))
                })
            };
            let raised = array.as_primitive::<Decimal128Type>().try_unary::<_, Decimal128Type, _>(raise)?;
            let raised = raised.with_precision_and_scale(digits, wanted)?;
            fields.push(field.as_ref().clone().with_data_type(raised.data_type().clone()));
            arrays.push(Arc::new(raised));
        }
        let schema = Schema::new_with_metadata(fields, batch.schema_ref().metadata().clone());
        Ok(RecordBatch::try_new(Arc::new(schema), arrays)?)
    };
    batches.into_iter().map(leveled).collect()
}

#[cfg(all(test, feature = "samples"))]
mod tests {
    use super::*;
    use crate::vocabulary::{Lang, Vocabulary};

    #[test]
    fn batches_are_the_whole_table() {
        let labels = Labels { vocabulary: Vocabulary::standard(), lang: Lang::En };
        let samples = crate::samples::plans().unwrap();
        let named: Vec<(String, crate::Plan)> =
            (0..9).flat_map(|copy| samples.iter().map(move |(name, plan)| (format!("{name}{copy}"), plan.clone()))).collect();
        let corpus = Corpus::new(&named).options(crate::compare::Options::new().annexes(false)).unwrap();
        for (id, table) in [("facts", facts_table(&corpus)), ("units", units_table(&corpus))] {
            let whole = record_batch(&table, &labels).unwrap();
            let batches = record_batches(&corpus, id, &labels).unwrap().unwrap();
            assert!(batches.len() > 1, "{id}");
            let mut at = 0;
            for batch in &batches {
                assert_eq!(batch.schema(), whole.schema(), "{id}");
                for (part, all) in batch.columns().iter().zip(whole.columns()) {
                    let all = all.slice(at, batch.num_rows());
                    match part.as_any_dictionary_opt().zip(all.as_any_dictionary_opt()) {
                        // Each batch has a dictionary of its own; the words are the same.
                        Some(_) => {
                            let words = |array: &ArrayRef| -> Vec<Option<String>> {
                                let array =
                                    array.as_dictionary::<Int32Type>().downcast_dict::<arrow_array::StringArray>().unwrap();
                                array.into_iter().map(|word| word.map(str::to_owned)).collect()
                            };
                            assert_eq!(words(part), words(&all), "{id}");
                        }
                        None => assert_eq!(part, &all, "{id}"),
                    }
                }
                at += batch.num_rows();
            }
            assert_eq!(at, whole.num_rows(), "{id}");
        }
        assert!(record_batches(&corpus, "targets", &labels).is_none());
    }
}
