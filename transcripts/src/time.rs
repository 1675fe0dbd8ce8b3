//! Times in all the ways transcripts write them, as milliseconds.

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, civil};

use crate::Turn;

/// `H:MM:SS.mmm`, `MM:SS`, `00:00:01,200`, `0:0:5.32`, `-0:00:01.5`.
pub(crate) fn clock(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let parts: Vec<i64> = whole.split(':').map(|part| number(part, 3)).collect::<Option<_>>()?;
    let seconds = match parts[..] {
        [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => hours * 3600 + minutes * 60 + seconds,
        _ => return None,
    };
    number(fraction, 9)?;
    let thousandths: i64 = format!("{fraction:0<3}")[..3].parse().ok()?;
    Some(sign * (seconds * 1000 + thousandths))
}

fn number(digits: &str, longest: usize) -> Option<i64> {
    let fits = (1..=longest).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| digits.parse().ok()).flatten()
}

/// Seconds as a number.
pub(crate) fn seconds(seconds: f64) -> Option<i64> {
    seconds.is_finite().then(|| (seconds * 1000.0).round() as i64)
}

/// An ISO 8601 duration, as in `PT1M1.59S`.
pub(crate) fn duration(text: &str) -> Option<i64> {
    let duration: SignedDuration = text.parse().ok()?;
    i64::try_from(duration.as_millis()).ok()
}

/// A moment, as milliseconds since 1970. Without an offset it is taken as UTC: only differences are used.
pub(crate) fn instant(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_millisecond());
    }
    let moment: civil::DateTime = text.parse().ok()?;
    let since: SignedDuration = moment.duration_since(civil::date(1970, 1, 1).at(0, 0, 0, 0));
    i64::try_from(since.as_millis()).ok()
}

/// The day of `2024-05-06`, `2024-05-06T10:00:00Z` or `20240506_100000`.
pub(crate) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let day = text.get(..10).filter(|day| day.as_bytes()[4] == b'-').or_else(|| text.get(..8))?;
    day.parse::<civil::Date>().ok().map(|date| date.to_string())
}

/// The day of `May 6, 2024` and `May 6, 2024, 10:00AM`, which begin the line.
pub(crate) fn long_date(text: &str) -> Option<String> {
    let mut words = text.split([' ', ',', '\u{202f}', '\u{a0}']).filter(|word| !word.is_empty());
    let (month, day, year) = (words.next()?, words.next()?, words.next()?);
    let date = civil::Date::strptime("%B %d %Y", format!("{month} {day} {year}"));
    date.or_else(|_| civil::Date::strptime("%b %d %Y", format!("{month} {day} {year}")))
        .ok()
        .map(|date| date.to_string())
}

/// The day of a moment given in milliseconds since 1970.
pub(crate) fn date_of_instant(ms: i64) -> Option<String> {
    let moment = Timestamp::from_millisecond(ms).ok()?;
    Some(Offset::UTC.to_datetime(moment).date().to_string())
}

/// Moments become times since the first turn's start. Gives the moment of that start.
pub(crate) fn count_from_first(turns: &mut [Turn]) -> Option<i64> {
    let first = turns.iter().filter_map(|turn| turn.start_ms).min()?;
    for turn in turns {
        turn.start_ms = turn.start_ms.map(|ms| ms.saturating_sub(first));
        turn.end_ms = turn.end_ms.map(|ms| ms.saturating_sub(first));
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks() {
        for (text, ms) in [
            ("00:00:01.500", Some(1500)),
            ("1:02:03", Some(3_723_000)),
            ("0:0:5.320", Some(5320)),
            ("-0:0:1.5", Some(-1500)),
            ("75:12", Some(4_512_000)),
            ("00:00:03,200", Some(3200)),
            ("00:01.5", Some(1500)),
            ("0:05.1234567", Some(5123)),
            ("10:60", None),
            ("1:2:3:4", None),
            ("12", None),
            ("a:10", None),
            ("10:30pm", None),
            ("9999999999:00", None),
            ("1:٣", None),
        ] {
            assert_eq!(clock(text), ms, "{text}");
        }
    }

    #[test]
    fn moments_and_durations() {
        assert_eq!(instant("1970-01-01T00:00:01.5Z"), Some(1500));
        assert_eq!(instant("1970-01-01T01:00:00+01:00"), Some(0));
        assert_eq!(instant("1970-01-01T00:00:02.000000"), Some(2000));
        assert_eq!(instant("yesterday"), None);
        assert_eq!(duration("PT1.59S"), Some(1590));
        assert_eq!(duration("PT1M0.5S"), Some(60_500));
        assert_eq!(date("2024-05-06T10:00:00Z").as_deref(), Some("2024-05-06"));
        assert_eq!(date("20240506_100000").as_deref(), Some("2024-05-06"));
        assert_eq!(date("öööööö"), None);
        assert_eq!(long_date("May 6, 2024, 10:00AM").as_deref(), Some("2024-05-06"));
        assert_eq!(long_date("Dec 16, 2024").as_deref(), Some("2024-12-16"));
        assert_eq!(long_date("May be not"), None);
        assert_eq!(date_of_instant(86_400_000).as_deref(), Some("1970-01-02"));
    }
}
