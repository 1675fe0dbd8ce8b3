//! Figures of agreement with labelled records.

use weakno::Label;

const LABELS: usize = 6;
/// Number of bins of the calibration table.
const BINS: usize = 10;

/// How often each label was read as each label: rows are the truth, columns what was said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Confusion {
    pub(crate) counts: [[usize; LABELS]; LABELS],
}

/// Precision, recall and F1 of one label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Quality {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    pub(crate) support: usize,
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Confusion {
    pub(crate) fn add(&mut self, truth: Label, said: Label) {
        self.counts[truth as usize][said as usize] += 1;
    }

    pub(crate) fn total(&self) -> usize {
        self.counts.iter().flatten().sum()
    }

    pub(crate) fn accuracy(&self) -> f64 {
        ratio((0..LABELS).map(|label| self.counts[label][label]).sum(), self.total())
    }

    pub(crate) fn quality(&self, label: Label) -> Quality {
        let label = label as usize;
        let right = self.counts[label][label];
        let support = self.counts[label].iter().sum();
        let precision = ratio(right, self.counts.iter().map(|row| row[label]).sum());
        let recall = ratio(right, support);
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Quality { precision, recall, f1, support }
    }

    /// The mean F1 of the labels that occur.
    pub(crate) fn macro_f1(&self) -> f64 {
        let present: Vec<f64> = Label::ALL
            .iter()
            .map(|&label| self.quality(label))
            .filter(|quality| quality.support > 0)
            .map(|quality| quality.f1)
            .collect();
        present.iter().sum::<f64>() / present.len().max(1) as f64
    }
}

/// One bin of the calibration table.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Bin {
    pub(crate) count: usize,
    pub(crate) score: f64,
    pub(crate) right: usize,
}

/// How often a score says what it means.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calibration {
    pub(crate) bins: [Bin; BINS],
}

impl Calibration {
    /// Takes in a score for a weak no, and whether it was one.
    pub(crate) fn add(&mut self, score: f32, right: bool) {
        let score = f64::from(score);
        let bin = &mut self.bins[((score * BINS as f64) as usize).min(BINS - 1)];
        bin.count += 1;
        bin.score += score;
        bin.right += usize::from(right);
    }

    /// Expected calibration error: the mean distance of score and share of right ones, weighted by count.
    pub(crate) fn error(&self) -> f64 {
        let total: usize = self.bins.iter().map(|bin| bin.count).sum();
        let off: f64 = self.bins.iter().map(|bin| (bin.score - bin.right as f64).abs()).sum();
        off / total.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_by_hand() {
        let mut confusion = Confusion::default();
        for (truth, said, times) in [
            (Label::WeakNo, Label::WeakNo, 3),
            (Label::WeakNo, Label::None, 1),
            (Label::None, Label::WeakNo, 2),
            (Label::None, Label::None, 4),
        ] {
            (0..times).for_each(|_| confusion.add(truth, said));
        }
        let quality = confusion.quality(Label::WeakNo);
        assert!((quality.precision - 0.6).abs() < 1e-9 && (quality.recall - 0.75).abs() < 1e-9);
        assert!((quality.f1 - 2.0 / 3.0).abs() < 1e-9);
        assert!((confusion.accuracy() - 0.7).abs() < 1e-9);
        let none = confusion.quality(Label::None).f1;
        assert!((confusion.macro_f1() - f64::midpoint(quality.f1, none)).abs() < 1e-9);
    }

    #[test]
    fn calibration_by_hand() {
        let mut calibration = Calibration::default();
        calibration.add(0.95, true);
        calibration.add(0.95, false);
        calibration.add(0.05, false);
        assert!((calibration.error() - (0.9 + 0.05) / 3.0).abs() < 1e-6);
    }
}
