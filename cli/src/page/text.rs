//! Numbers and names in sentences.

/// Goes on with a text.
macro_rules! say {
    ($text:ident, $($what:tt)*) => {{
        use std::fmt::Write as _;
        write!($text, $($what)*).expect("memory takes all");
    }};
}
pub(crate) use say;

/// "1 call", "2 calls".
pub(crate) fn plural(count: usize, name: &str) -> String {
    format!("{count} {}", many(count, name))
}

/// "call" for one, "calls" for more.
pub(crate) fn many(count: usize, name: &str) -> String {
    match (count, name.ends_with("no")) {
        (1, _) => name.to_owned(),
        // "weak no's", as the guideline writes it.
        (_, true) => format!("{name}'s"),
        (_, false) => format!("{name}s"),
    }
}

/// A share as a whole percentage; never 0% or 100% for what is only close to it. A dash for a share of nothing.
pub(crate) fn percent(count: usize, whole: usize) -> String {
    match (count, whole) {
        (_, 0) => "–".to_owned(),
        (0, _) => "0%".to_owned(),
        (count, whole) if count == whole => "100%".to_owned(),
        _ => format!("{}%", ((count * 200 + whole) / (whole * 2)).clamp(1, 99)),
    }
}

/// A name out of a transcript: characters that would not be seen, or turn what is around them, become symbols.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { '\u{fffd}' } else { c }).collect()
}

/// Control characters and marks of direction. `text.js` knows the same ones.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_never_pretend_to_be_whole() {
        let shares = [(0, 0), (0, 9), (1, 2), (1, 3), (2, 3), (999, 1000), (1, 1000), (7, 7)];
        assert_eq!(
            shares.map(|(count, whole)| percent(count, whole)),
            ["–", "0%", "50%", "33%", "67%", "99%", "1%", "100%"]
        );
    }

    #[test]
    fn names_cannot_turn_the_text_around_them() {
        assert_eq!(visible("Ann\u{202e}eve\u{0}"), "Ann\u{fffd}eve\u{fffd}");
        assert_eq!(visible("İpek Yıldız 👩‍🔧"), "İpek Yıldız 👩‍🔧");
    }
}
