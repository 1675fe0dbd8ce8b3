//! From sums of weights to probabilities, with arithmetic that gives the same bits on every machine.

use crate::label::Label;

/// Fixed-point units of one log-odd.
pub(crate) const UNIT: f32 = 1024.0;

/// `2^x` for `x` in -126..=0 or so, by a polynomial on the fraction (relative error below 3e-6).
#[inline]
fn exp2(x: f32) -> f32 {
    let x = x.max(-120.0);
    let whole = x.floor();
    let fraction = x - whole;
    // The Taylor expansion of 2^f in Horner's scheme, with the powers of ln 2 over factorials as coefficients.
    let polynomial = [0.001_540_35, 0.009_618_13, 0.055_504_11, 0.240_226_5, std::f32::consts::LN_2, 1.0]
        .into_iter()
        .fold(0.0_f32, |sum, coefficient| sum * fraction + coefficient);
    f32::from_bits(((whole as i32 + 127) << 23) as u32) * polynomial
}

#[inline]
fn exp(x: f32) -> f32 {
    exp2(x * std::f32::consts::LOG2_E)
}

/// Softmax over the label columns.
#[inline]
pub(crate) fn probabilities(units: &[i32], sharpness: i32) -> [f32; 6] {
    let scale = sharpness as f32 / (1024.0 * UNIT);
    let highest = units.iter().take(Label::ALL.len()).copied().max().unwrap_or(0);
    let mut out = [0.0; 6];
    let mut sum = 0.0;
    for (place, &value) in out.iter_mut().zip(units) {
        *place = exp((value - highest) as f32 * scale);
        sum += *place;
    }
    for place in &mut out {
        *place /= sum;
    }
    out
}

/// The probability that belongs to log-odds.
#[inline]
pub(crate) fn logistic(units: i32) -> f32 {
    let odds = exp(-(units as f32 / UNIT).abs());
    let low = odds / (1.0 + odds);
    if units < 0 { low } else { 1.0 - low }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close_to_the_real_one() {
        for step in 0..2000 {
            let x = step as f32 * -0.01;
            let relative = (exp(x) - x.exp()).abs() / x.exp();
            assert!(relative < 1e-4, "{x}: {relative}");
        }
    }

    #[test]
    fn probabilities_add_up_and_keep_their_order() {
        let p = probabilities(&[100, -2000, 4000, 0, 3999, 1], 1024);
        assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!(p[2] > p[4] && p[4] > p[0] && p[0] > p[3] && p[3] > p[1]);
    }

    #[test]
    fn logistic_is_symmetric() {
        assert!((logistic(0) - 0.5).abs() < 1e-6);
        assert!((logistic(3000) + logistic(-3000) - 1.0).abs() < 1e-6);
        assert!(logistic(3000) > 0.9);
    }
}
