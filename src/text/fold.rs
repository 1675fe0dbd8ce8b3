//! Folding of characters: what the same word may look like.

/// What a byte of ASCII text does to the token being read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Belongs to a word.
    Word,
    /// Belongs to a word and is dropped from it (an apostrophe).
    Skip,
    /// Ends a word.
    Space,
    /// Ends a word and a phrase (comma, dash, bracket).
    Comma,
    /// A full stop, a decimal point, or one of the dots of an ellipsis.
    Dot,
    /// Ends a word and a sentence.
    Stop,
    /// Ends a word and a sentence that is a question.
    Question,
    /// First byte of a longer UTF-8 sequence.
    Wide,
}

const fn kind(byte: u8) -> Kind {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'$' | b'%' | b'&' | b'+' => Kind::Word,
        b'\'' | b'`' => Kind::Skip,
        b',' | b'(' | b')' | b':' | b'[' | b']' | b'"' | b'\n' => Kind::Comma,
        b'.' => Kind::Dot,
        b'!' | b';' => Kind::Stop,
        b'?' => Kind::Question,
        0x80..=0xff => Kind::Wide,
        _ => Kind::Space,
    }
}

/// [`Kind`] of every byte.
pub(super) static KINDS: [Kind; 256] = {
    let mut table = [Kind::Space; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = kind(byte as u8);
        byte += 1;
    }
    table
};

/// What a character outside ASCII does to the token being read.
pub(super) enum Wide {
    /// Belongs to a word, with its lower-case form in the original's place.
    Word,
    /// Belongs to a word and is dropped from it.
    Skip,
    /// Ends a word.
    Space,
    /// Ends a word and a phrase.
    Comma,
    /// Ends a word and a sentence.
    Stop,
    /// Ends a word and a sentence that is a question.
    Question,
    /// A word by itself (emoji and other symbols).
    Symbol,
}

/// Classifies a character outside ASCII.
///
/// Apostrophes of all kinds, soft hyphens, joiners, variation selectors, directional marks and combining marks are
/// dropped, so that `don’t`, `do\u{ad}n't` and `I\u{307}` read as the word they show.
pub(super) fn wide(c: char) -> Wide {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{2032}' | '\u{00B4}' | '\u{FF07}' => {
            Wide::Skip
        }
        '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{0300}'..='\u{036F}'
        | '\u{1F3FB}'..='\u{1F3FF}' => Wide::Skip,
        '\u{2013}' | '\u{2014}' | '\u{2015}' | '\u{201C}' | '\u{201D}' | '\u{00AB}' | '\u{00BB}'
        | '\u{3001}' | '\u{FF0C}' => Wide::Comma,
        '\u{2026}' | '\u{3002}' | '\u{FF01}' | '\u{FF0E}' | '\u{2028}' | '\u{2029}' | '\u{203C}' => {
            Wide::Stop
        }
        '\u{FF1F}' | '\u{00BF}' | '\u{2049}' => Wide::Question,
        '\u{00A3}' | '\u{20AC}' => Wide::Word,
        c if c.is_alphanumeric() => Wide::Word,
        c if c.is_whitespace() || c.is_control() => Wide::Space,
        _ => Wide::Symbol,
    }
}
