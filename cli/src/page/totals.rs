//! Counts over all calls: every number of the overview comes from here.

use std::collections::BTreeMap;

use serde::Serialize;
use weakno::{Label, Obstacle, Outcome};

use crate::page::call::Call;

/// Moments, and how many of them were probed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Moments {
    pub(crate) all: usize,
    pub(crate) probed: usize,
}

impl Moments {
    fn add(&mut self, probed: bool) {
        self.all += 1;
        self.probed += usize::from(probed);
    }

    fn merge(&mut self, other: Moments) {
        self.all += other.all;
        self.probed += other.probed;
    }

    /// Those that were not probed.
    pub(crate) fn let_go(self) -> usize {
        self.all - self.probed
    }
}

/// Counts of a group of calls: all of them, a seller's, a month's.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Group {
    pub(crate) calls: usize,
    /// In the order of [`Outcome::ALL`].
    pub(crate) outcomes: [usize; 4],
    pub(crate) weak_nos: Moments,
}

impl Group {
    fn add(&mut self, call: &Call<'_>) {
        self.calls += 1;
        self.outcomes[call.outcome as usize] += 1;
        for moment in call.weak_nos.iter().filter(|moment| moment.label == Label::WeakNo) {
            self.weak_nos.add(moment.probed);
        }
    }

    fn merge(&mut self, other: &Group) {
        self.calls += other.calls;
        add_all(&mut self.outcomes, &other.outcomes);
        self.weak_nos.merge(other.weak_nos);
    }
}

fn add_all(totals: &mut [usize], counts: &[usize]) {
    for (total, count) in totals.iter_mut().zip(counts) {
        *total += count;
    }
}

/// Counts over all calls.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Totals {
    pub(crate) all: Group,
    pub(crate) turns: usize,
    pub(crate) asks: usize,
    /// In the order of [`Label::ALL`].
    pub(crate) stances: [usize; 6],
    pub(crate) dont_knows: Moments,
    /// By the main obstacle of weak no's and don't-knows, in the order of [`Obstacle::ALL`].
    pub(crate) obstacles: [Moments; 10],
    pub(crate) by_seller: BTreeMap<String, Group>,
    pub(crate) by_month: BTreeMap<String, Group>,
    /// Calls whose seller has no name, and calls in which nobody is known to sell.
    pub(crate) without_seller: usize,
    pub(crate) without_roles: usize,
    pub(crate) without_date: usize,
    /// Calls on the re-open list.
    pub(crate) reopen: usize,
    /// Calls that ended undecided on a don't-know that was let go.
    pub(crate) left_open: usize,
}

impl Totals {
    pub(crate) fn add(&mut self, call: &Call<'_>) {
        self.all.add(call);
        self.turns += call.turns;
        self.asks += call.asked.len();
        add_all(&mut self.stances, &call.stances);
        for moment in &call.weak_nos {
            if moment.label == Label::DontKnow {
                self.dont_knows.add(moment.probed);
            }
            if let Some(&main) = moment.obstacles.first() {
                self.obstacles[main as usize].add(moment.probed);
            }
        }
        match call.seller {
            Some(name) => self.by_seller.entry(name.to_owned()).or_default().add(call),
            None => self.without_seller += 1,
        }
        match call.date.and_then(month) {
            Some(month) => self.by_month.entry(month.to_owned()).or_default().add(call),
            None => self.without_date += 1,
        }
        self.without_roles += usize::from(!call.has_seller() && call.turns > 0);
        self.reopen += usize::from(call.promise.is_some());
        self.left_open += usize::from(ends_on_dont_know(call));
    }

    /// Adds the totals of other calls.
    pub(crate) fn merge(&mut self, other: &Totals) {
        self.all.merge(&other.all);
        self.turns += other.turns;
        self.asks += other.asks;
        add_all(&mut self.stances, &other.stances);
        self.dont_knows.merge(other.dont_knows);
        for (total, &moments) in self.obstacles.iter_mut().zip(&other.obstacles) {
            total.merge(moments);
        }
        for (name, group) in &other.by_seller {
            self.by_seller.entry(name.clone()).or_default().merge(group);
        }
        for (month, group) in &other.by_month {
            self.by_month.entry(month.clone()).or_default().merge(group);
        }
        self.without_seller += other.without_seller;
        self.without_roles += other.without_roles;
        self.without_date += other.without_date;
        self.reopen += other.reopen;
        self.left_open += other.left_open;
    }

    /// The count of a stance.
    pub(crate) fn stance(&self, label: Label) -> usize {
        self.stances[label as usize]
    }

    /// The obstacles that came up, the most frequent one first.
    pub(crate) fn ranked_obstacles(&self) -> Vec<(Obstacle, Moments)> {
        let mut ranked: Vec<(Obstacle, Moments)> =
            Obstacle::ALL.iter().copied().zip(self.obstacles).collect();
        ranked.retain(|(_, moments)| moments.all > 0);
        ranked.sort_by_key(|(_, moments)| std::cmp::Reverse(moments.all));
        ranked
    }
}

fn ends_on_dont_know(call: &Call<'_>) -> bool {
    let last = |turn| call.weak_nos.iter().find(|moment| moment.turn == turn);
    call.outcome == Outcome::Undecided
        && call
            .outcome_turn
            .and_then(last)
            .is_some_and(|moment| moment.label == Label::DontKnow && !moment.probed)
}

/// `YYYY-MM` of a date.
fn month(date: &str) -> Option<&str> {
    let month = date.get(..7)?;
    let (year, number) = month.split_once('-')?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && matches!(number.parse(), Ok(1..=12))).then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_out_of_a_date() {
        assert_eq!(month("2025-03-04"), Some("2025-03"));
        assert_eq!(month("2025-12"), Some("2025-12"));
        for bad in ["2025-13-01", "04/03/2025", "2025", "2025-0x-01", "äöü-03-04"] {
            assert_eq!(month(bad), None, "{bad}");
        }
    }
}
