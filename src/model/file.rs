//! The weights file: one feature a line, and the columns in which it weighs something.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::label::{Label, Obstacle};
use crate::lexicon::cue::Act;

/// Columns of a row: six labels and ten obstacles in the stance model, eleven acts in the act model.
pub(crate) const COLUMNS: usize = 16;

/// What a feature adds to each column, in fixed-point units.
pub(crate) type Row = [i16; COLUMNS];

/// Fixed-point units of one log-odd.
const UNITS: f64 = 1024.0;

/// Numbers that are not weights of a feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Settings {
    /// How much words count that a contrast concedes, in sixteenths.
    pub(crate) conceded: i32,
    /// Number of words at which the weight of word sequences has fallen by a factor of the square root of two.
    pub(crate) half_length: u32,
    /// What all log-odds of labels are multiplied by before they become probabilities, in 1024ths.
    pub(crate) sharpness: i32,
}

impl Settings {
    pub(crate) const DEFAULT: Settings = Settings { conceded: 8, half_length: 30, sharpness: 1024 };
}

/// A row with the name of its feature.
pub(crate) type Named = (Cow<'static, str>, Row);

/// The weights of a classifier: what `weakno-fit` writes and [`ClassifierBuilder`](crate::ClassifierBuilder) takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    pub(crate) settings: Settings,
    pub(crate) stance: Vec<Named>,
    pub(crate) act: Vec<Named>,
}

/// A weights file that cannot be used: says the line and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightsError {
    line: usize,
    reason: String,
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "weights, line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for WeightsError {}

/// The name of a column of the stance model.
fn stance_column(column: usize) -> Option<&'static str> {
    let labels = Label::ALL.len();
    Label::ALL
        .get(column)
        .map(|label| label.as_str())
        .or_else(|| Obstacle::ALL.get(column - labels).map(|obstacle| obstacle.as_str()))
}

/// The name of a column of the act model.
fn act_column(column: usize) -> Option<&'static str> {
    Act::ALL.get(column).map(|act| act.as_str())
}

fn parse_row(fields: &str, column_name: fn(usize) -> Option<&'static str>) -> Result<Row, String> {
    let mut row = [0; COLUMNS];
    for field in fields.split(' ').filter(|field| !field.is_empty()) {
        let (name, value) = field.split_once('=').ok_or_else(|| format!("`{field}` is no column=weight"))?;
        let column = (0..COLUMNS)
            .find(|&column| column_name(column) == Some(name))
            .ok_or_else(|| format!("unknown column `{name}`"))?;
        let value: f64 = value.parse().map_err(|_| format!("`{value}` is no number"))?;
        let units = (value * UNITS).round();
        if !(f64::from(i16::MIN)..=f64::from(i16::MAX)).contains(&units) {
            return Err(format!("the weight {value} is out of range"));
        }
        row[column] = units as i16;
    }
    Ok(row)
}

impl FromStr for Weights {
    type Err = WeightsError;

    fn from_str(source: &str) -> Result<Self, WeightsError> {
        let mut weights = Weights { settings: Settings::DEFAULT, stance: Vec::new(), act: Vec::new() };
        for (number, line) in source.lines().enumerate() {
            let fail = |reason: String| WeightsError { line: number + 1, reason };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut fields = line.splitn(3, '\t');
            let (Some(table), Some(name), Some(rest)) = (fields.next(), fields.next(), fields.next()) else {
                return Err(fail("a line has a table, a name and weights, separated by tabs".into()));
            };
            match table {
                "stance" => {
                    weights
                        .stance
                        .push((name.to_owned().into(), parse_row(rest, stance_column).map_err(fail)?));
                }
                "act" => {
                    weights.act.push((name.to_owned().into(), parse_row(rest, act_column).map_err(fail)?));
                }
                "setting" => {
                    let value: i32 =
                        rest.parse().map_err(|_| fail(format!("`{rest}` is no whole number")))?;
                    match name {
                        "conceded" => weights.settings.conceded = value.clamp(0, 16),
                        "half_length" => weights.settings.half_length = value.clamp(1, 100_000) as u32,
                        "sharpness" => weights.settings.sharpness = value.clamp(1, 100_000),
                        _ => return Err(fail(format!("unknown setting `{name}`"))),
                    }
                }
                _ => return Err(fail(format!("unknown table `{table}`"))),
            }
        }
        Ok(weights)
    }
}

fn write_rows(
    f: &mut fmt::Formatter<'_>,
    table: &str,
    rows: &[Named],
    column_name: fn(usize) -> Option<&'static str>,
) -> fmt::Result {
    for (name, row) in rows {
        write!(f, "{table}\t{name}\t")?;
        let mut space = "";
        for (column, &units) in row.iter().enumerate() {
            if let (true, Some(column)) = (units != 0, column_name(column)) {
                write!(f, "{space}{column}={:.2}", f64::from(units) / UNITS)?;
                space = " ";
            }
        }
        writeln!(f)?;
    }
    Ok(())
}

/// Writes the file that [`Weights::from_str`] reads.
impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Settings { conceded, half_length, sharpness } = self.settings;
        writeln!(f, "setting\tconceded\t{conceded}")?;
        writeln!(f, "setting\thalf_length\t{half_length}")?;
        writeln!(f, "setting\tsharpness\t{sharpness}")?;
        write_rows(f, "stance", &self.stance, stance_column)?;
        write_rows(f, "act", &self.act, act_column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let source = "setting\tconceded\t4\nsetting\thalf_length\t20\nsetting\tsharpness\t900\n\
                      stance\twords:not now\tweak_no=1.50 timing=-0.25\nact\tbias\tproposal=0.12\n";
        let weights: Weights = source.parse().unwrap();
        assert_eq!(weights.to_string(), source);
        assert_eq!(weights.stance[0].1[Label::WeakNo as usize], 1536);
    }

    #[test]
    fn mistakes_name_their_line() {
        for (source, line, part) in [
            ("stance\tx\n", 1, "tabs"),
            ("# fine\nstance\tx\tnope=1\n", 2, "nope"),
            ("stance\tx\tyes=99\n", 1, "range"),
            ("setting\tconceded\tx\n", 1, "whole number"),
            ("table\tx\tyes=1\n", 1, "table"),
        ] {
            let error = source.parse::<Weights>().unwrap_err();
            assert_eq!(error.line, line, "{source}");
            assert!(error.reason.contains(part), "{error}");
        }
    }
}
