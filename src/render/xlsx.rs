//! Tables as an Excel workbook: one sheet for each table, numbers as numbers, notes on a sheet of their own.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::cells::{grid, lone_value};
use super::label::Labels;
use crate::compare::table::{Column, Kind, Row, Table, Value};

/// Excel takes no more characters in a cell.
const CELL: usize = 32_767;
/// Nor more in the name of a sheet.
const NAME: usize = 31;

/// Why a workbook could not be made: too many rows or columns for a sheet.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be made: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// Tables as the bytes of an `.xlsx` file. Text is never a formula, whatever it begins with.
///
/// The same tables give the same bytes: the file names no time and no user.
///
/// # Errors
/// More rows (1,048,576) or columns (16,384) than a sheet takes.
pub fn xlsx(tables: &[Table], labels: &Labels<'_>) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made).set_author("crossplan"));
    let mut names: Vec<String> = Vec::new();
    let about = book.add_worksheet();
    about.set_name(labels.either("说明", "About"))?;
    notes(about, tables, labels)?;
    names.push(labels.either("说明", "About").to_lowercase());
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(free_name(labels.pick(&table.title), &mut names))?;
        fill(sheet, table, labels)?;
    }
    Ok(book.save_to_buffer()?)
}

fn notes(sheet: &mut Worksheet, tables: &[Table], labels: &Labels<'_>) -> Result<(), XlsxError> {
    let (bold, wrapped) = (Format::new().set_bold(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    sheet.set_column_width(0, 28)?.set_column_width(1, 100)?;
    let mut at = 0;
    for table in tables {
        sheet.write_string_with_format(at, 0, labels.pick(&table.title), &bold)?;
        for note in &table.notes {
            sheet.write_string_with_format(at, 1, labels.pick(note), &wrapped)?;
            at += 1;
        }
        at += u32::from(table.notes.is_empty());
    }
    let editions = labels.vocabulary.editions().into_iter().map(|edition| format!("{} {}", edition.id, edition.version));
    sheet.write_string_with_format(at, 0, labels.either("制表", "Made with"), &bold)?;
    for line in std::iter::once(format!("crossplan {}", env!("CARGO_PKG_VERSION"))).chain(editions) {
        sheet.write_string(at, 1, line)?;
        at += 1;
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, table: &Table, labels: &Labels<'_>) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let share = Format::new().set_num_format("0.0%").set_align(FormatAlign::Top);
    let (header, rows) = grid(table, labels);
    let grouped = usize::from(header.len() > table.columns.len());
    for (at, name) in (0_u16..).zip(&header) {
        sheet.write_string_with_format(0, at, name, &head)?;
        let widest = rows.iter().filter_map(|row| row.get(usize::from(at))).flatten().map(|line| cells(line)).max().unwrap_or(0);
        sheet.set_column_width(at, widest.max(cells(name)).clamp(6, 48) as f64 + 2.0)?;
    }
    for ((at, row), lines) in (1_u32..).zip(&table.rows).zip(&rows) {
        for (column, cell) in (0_u16..).zip(lines) {
            let own = usize::from(column).checked_sub(grouped);
            match own.and_then(|own| number(table.columns.get(own)?, row, own)) {
                Some((value, Kind::Share)) => sheet.write_number_with_format(at, column, value, &share)?,
                Some((value, _)) => sheet.write_number_with_format(at, column, value, &text)?,
                None => sheet.write_string_with_format(at, column, fitting(&cell.join("\n")), &text)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Ok(width)) = (u32::try_from(rows.len()), u16::try_from(header.len()))
        && last > 0
        && width > 0
    {
        sheet.autofilter(0, 0, last, width - 1)?;
    }
    Ok(())
}

/// The number of a cell that holds one and nothing else. Excel counts in binary; amounts of plans have few digits, which it keeps.
fn number(column: &Column, row: &Row, at: usize) -> Option<(f64, Kind)> {
    let value = match lone_value(row.cells.get(at)?)? {
        Value::Integer(number) => number.to_f64(),
        Value::Number(number) | Value::Share(number) => number.to_f64(),
        _ => None,
    };
    value.map(|value| (value, column.kind))
}

/// Text that Excel takes; the rest is cut off and said to be.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= CELL {
        return text.to_owned();
    }
    let mut left = CELL - 2;
    let kept: String = text
        .chars()
        .take_while(|c| {
            let fits = left >= c.len_utf16();
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    format!("{kept} …")
}

/// A name that Excel takes for a sheet and that no other has: without its seven signs, at most 31 characters.
fn free_name(title: &str, taken: &mut Vec<String>) -> String {
    let clean: String = title.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let clean = clean.trim();
    let mut name: String = clean.chars().take(NAME).collect();
    for n in 2.. {
        if !name.is_empty() && !taken.contains(&name.to_lowercase()) {
            break;
        }
        let tail = format!(" {n}");
        name = clean.chars().take(NAME - tail.len()).chain(tail.chars()).collect();
    }
    taken.push(name.to_lowercase());
    name
}

/// How wide a line is, in cells of a terminal: Chinese characters take two.
fn cells(line: &str) -> u32 {
    line.chars().map(|c| if u32::from(c) < 0x1100 { 1 } else { 2 }).sum()
}
