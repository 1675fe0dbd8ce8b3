//! What the page says of each obstacle: read once from `obstacles.toml`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use weakno::Obstacle;

/// How an obstacle is named, how open it is, and what to ask next.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Advice {
    pub(crate) key: Obstacle,
    /// Its name in running text.
    pub(crate) name: String,
    /// What it means, as a clause.
    pub(crate) meaning: String,
    /// How likely another call gets past it, from 0 to 1.
    pub(crate) openness: f32,
    /// What to ask next, the best one first.
    pub(crate) questions: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    obstacle: Vec<Advice>,
}

static ALL: LazyLock<Vec<Advice>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("obstacles.toml")).expect("obstacles.toml is checked by a test");
    file.obstacle
});

/// The advice on all obstacles, in the order of [`Obstacle::ALL`].
pub(crate) fn all() -> &'static [Advice] {
    &ALL
}

/// The advice on one obstacle.
pub(crate) fn on(obstacle: Obstacle) -> &'static Advice {
    &ALL[obstacle as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_obstacle_has_advice_in_the_order_of_the_vocabulary() {
        let keys: Vec<Obstacle> = all().iter().map(|advice| advice.key).collect();
        assert_eq!(keys, Obstacle::ALL);
        for advice in all() {
            assert!((1..=2).contains(&advice.questions.len()), "{}", advice.key);
            assert!(advice.questions.iter().all(|question| question.ends_with('?')), "{}", advice.key);
            assert!((0.0..=1.0).contains(&advice.openness), "{}", advice.key);
        }
    }
}
