//! Logistic regression with an L2 penalty per feature, by L-BFGS.

use anyhow::Result;
use argmin::core::{CostFunction, Error, Executor, Gradient, State as _};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;

/// Feature values of one text: row and value.
pub(crate) type Sparse = Vec<(u32, f32)>;

/// How the columns of the model compete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// Exactly one column is right (labels).
    Softmax,
    /// Each column is right or not by itself (obstacles, acts).
    Independent,
}

/// A regression problem: one row of `texts` and of `targets` an example.
pub(crate) struct Problem<'a> {
    pub(crate) texts: &'a [Sparse],
    /// Wanted probability of each column.
    pub(crate) targets: &'a [Vec<f64>],
    /// Penalty of each feature: on the distance of its weights from `prior`.
    pub(crate) penalty: &'a [f64],
    /// What the weights are before anything was learned, `penalty.len()` rows of `columns`.
    pub(crate) prior: &'a [f64],
    pub(crate) columns: usize,
    pub(crate) link: Link,
}

impl Problem<'_> {
    /// The weights that minimise the penalised log-loss, `penalty.len()` rows of `columns`.
    pub(crate) fn solve(&self, iterations: u64) -> Result<Vec<f64>> {
        let start = self.prior.to_vec();
        let solver = LBFGS::new(MoreThuenteLineSearch::new(), 10).with_tolerance_grad(1e-3)?;
        let result = Executor::new(Borrowed(self), solver)
            .configure(|state| state.param(start).max_iters(iterations))
            .run()?;
        Ok(result.state.get_best_param().cloned().unwrap_or_default())
    }

    /// Log-loss and, if wanted, its gradient.
    fn evaluate(&self, weights: &[f64], mut gradient: Option<&mut [f64]>) -> f64 {
        let columns = self.columns;
        let mut loss = 0.0;
        for ((row, weight), penalty) in weights.chunks(columns).enumerate().zip(self.penalty) {
            for (column, value) in weight.iter().enumerate() {
                let learned = value - self.prior[row * columns + column];
                loss += 0.5 * penalty * learned * learned;
                if let Some(gradient) = &mut gradient {
                    gradient[row * columns + column] = penalty * learned;
                }
            }
        }
        let mut sums = vec![0.0; columns];
        for (text, target) in self.texts.iter().zip(self.targets) {
            sums.fill(0.0);
            for &(row, value) in text {
                let row = &weights[row as usize * columns..][..columns];
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += weight * f64::from(value);
                }
            }
            loss += self.link.loss(&mut sums, target);
            if let Some(gradient) = &mut gradient {
                for &(row, value) in text {
                    let row = &mut gradient[row as usize * columns..][..columns];
                    for (slope, error) in row.iter_mut().zip(&sums) {
                        *slope += error * f64::from(value);
                    }
                }
            }
        }
        loss
    }
}

impl Link {
    /// Turns log-odds into errors (probability minus target) and gives the log-loss.
    fn loss(self, sums: &mut [f64], target: &[f64]) -> f64 {
        match self {
            Link::Softmax => {
                let highest = sums.iter().copied().fold(f64::MIN, f64::max);
                let total: f64 = sums.iter().map(|sum| (sum - highest).exp()).sum();
                let mut loss = 0.0;
                for (sum, target) in sums.iter_mut().zip(target) {
                    let log = *sum - highest - total.ln();
                    loss -= target * log;
                    *sum = log.exp() - target;
                }
                loss
            }
            Link::Independent => {
                let mut loss = 0.0;
                for (sum, target) in sums.iter_mut().zip(target) {
                    // ln(1 + e^s) - t s, without overflow.
                    loss += sum.max(0.0) + (-sum.abs()).exp().ln_1p() - target * *sum;
                    *sum = 1.0 / (1.0 + (-*sum).exp()) - target;
                }
                loss
            }
        }
    }
}

struct Borrowed<'a, 'b>(&'a Problem<'b>);

impl CostFunction for Borrowed<'_, '_> {
    type Param = Vec<f64>;
    type Output = f64;
    fn cost(&self, weights: &Vec<f64>) -> Result<f64, Error> {
        Ok(self.0.evaluate(weights, None))
    }
}

impl Gradient for Borrowed<'_, '_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;
    fn gradient(&self, weights: &Vec<f64>) -> Result<Vec<f64>, Error> {
        let mut gradient = vec![0.0; weights.len()];
        self.0.evaluate(weights, Some(&mut gradient));
        Ok(gradient)
    }
}
