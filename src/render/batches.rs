//! Large tables as Arrow record batches that are made plan by plan, so that the table never stands in memory as a whole.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Decimal128Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};

use super::arrow::{ArrowError, DIGITS, record_batch};
use super::label::Labels;
use crate::compare::table::Table;
use crate::compare::{Corpus, facts_table, units_table};

/// How a table is made.
type Make = fn(&Corpus<'_>) -> Table;

/// The tables whose rows belong to one plan each, so that they can be made plan by plan.
const BY_PLAN: [(&str, Make); 2] = [("facts", facts_table), ("units", units_table)];
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
    let one = |part: &Corpus<'_>| record_batch(&make(part), labels);
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
    use arrow_array::types::Int32Type;

    use super::*;
    use crate::vocabulary::{Lang, Vocabulary};

    #[test]
    fn batches_are_the_whole_table() {
        let labels = Labels { vocabulary: Vocabulary::standard(), lang: Lang::En };
        let samples = crate::samples::plans().unwrap();
        let named: Vec<(String, crate::Plan)> =
            (0..9).flat_map(|copy| samples.iter().map(move |(name, plan)| (format!("{name}{copy}"), plan.clone()))).collect();
        let corpus = Corpus::new(&named).options(crate::compare::Options::new().annexes(false)).unwrap();
        for (id, make) in BY_PLAN {
            let whole = record_batch(&make(&corpus), &labels).unwrap();
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
