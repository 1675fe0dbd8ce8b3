//! Rolling captions, where each cue shows the line before once more: every line is said once only.

use super::payload::Piece;

/// Whether the cues roll: where a cue has several lines, the first is mostly the last of the cue before.
pub(crate) fn is_rolling(cues: &[Vec<Piece>]) -> bool {
    let mut last: Option<&str> = None;
    let (mut several, mut repeated) = (0, 0);
    for cue in cues {
        let mut lines = lines(cue);
        let first = lines.next();
        let rest = lines.last();
        if rest.is_some() && last.is_some() {
            several += 1;
            repeated += usize::from(first == last);
        }
        last = rest.or(first).or(last);
    }
    several > 0 && repeated * 2 > several
}

/// Takes the lines away that the cue before ended with.
pub(crate) fn unroll(cues: &mut [Vec<Piece>]) {
    let mut last: Option<String> = None;
    for cue in cues {
        let ends_with = lines(cue).last().map(str::to_owned);
        if let Some(piece) = cue.first_mut()
            && piece.lines.first() == last.as_ref()
        {
            piece.lines.remove(0);
        }
        last = ends_with.or(last);
    }
}

fn lines(cue: &[Piece]) -> impl Iterator<Item = &str> {
    cue.iter().flat_map(|piece| &piece.lines).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(texts: &[&str]) -> Vec<Vec<Piece>> {
        let piece = |text: &&str| Piece { voice: None, lines: text.split('/').map(str::to_owned).collect() };
        texts.iter().map(|text| vec![piece(text)]).collect()
    }

    #[test]
    fn every_line_once() {
        let mut rolling = cues(&["yeah", "yeah/what", "what/this will happen", "this will happen"]);
        assert!(is_rolling(&rolling));
        unroll(&mut rolling);
        let left: Vec<String> = rolling.iter().map(|cue| cue[0].lines.join("/")).collect();
        assert_eq!(left, ["yeah", "what", "this will happen", ""]);
    }

    #[test]
    fn what_is_said_twice_stays() {
        assert!(!is_rolling(&cues(&["No.", "No.", "Not now,/thanks.", "No."])));
    }
}
