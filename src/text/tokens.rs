//! Splitting a text into word tokens.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::{self, KINDS, Kind, Wide};
use super::vocabulary::{END, MONEY, NUMBER, START, UNKNOWN, Vocabulary, WordId, key_of};

/// What stands between a token and the one before it, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// White space, a hyphen, or nothing.
    Space,
    /// A comma, a dash, a bracket, a filler.
    Comma,
    /// The end of a sentence.
    Stop,
    /// The end of a sentence with a question mark.
    Question,
}

impl Gap {
    /// Whether no phrase and no scope may cross.
    #[inline]
    pub(crate) fn is_sentence(self) -> bool {
        self >= Gap::Stop
    }
}

/// One word of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// The word, or [`UNKNOWN`].
    pub(crate) word: WordId,
    /// Its class, or [`UNKNOWN`].
    pub(crate) class: WordId,
    /// First byte in the original text.
    pub(crate) start: u32,
    /// Byte after the last one in the original text.
    pub(crate) end: u32,
    /// What stands before it.
    pub(crate) gap: Gap,
}

/// A text as a sequence of words, between a [`START`] and an [`END`] token. Reusable: [`Tokens::read`] starts anew.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    list: Vec<Token>,
    folded: Vec<u8>,
    closing: Gap,
}

/// Longest text that is read, in bytes; what follows is ignored.
const MAX_BYTES: usize = u32::MAX as usize - 1;

impl Tokens {
    pub(crate) fn new() -> Self {
        Tokens { list: Vec::with_capacity(64), folded: Vec::with_capacity(32), closing: Gap::Space }
    }

    /// Reads `text`, replacing what was read before.
    pub(crate) fn read(&mut self, vocabulary: &Vocabulary, text: &str) {
        let text = &text[..text.floor_char_boundary(MAX_BYTES)];
        self.list.clear();
        self.list.push(mark(START, 0));
        let sink = Known { vocabulary, tokens: &mut self.list };
        let mut reader = Reader { text, gap: Gap::Space, folded: &mut self.folded, sink };
        reader.run();
        self.closing = reader.gap;
        let last = self.list.last().map_or(0, |token| token.end);
        self.list.push(mark(END, last));
    }

    /// All tokens with the marks at both ends.
    #[inline]
    pub(crate) fn as_slice(&self) -> &[Token] {
        &self.list
    }

    /// The bytes of the original text from one token to before another.
    pub(crate) fn span(&self, first: u32, end: u32) -> Range<usize> {
        self.list[first as usize].start as usize..self.list[end as usize - 1].end as usize
    }

    /// The first token of the last sentence.
    pub(crate) fn last_sentence(&self) -> u32 {
        self.list.iter().rposition(|token| token.gap.is_sentence()).unwrap_or(0) as u32
    }

    /// Number of words without the marks.
    #[inline]
    pub(crate) fn words(&self) -> usize {
        self.list.len().saturating_sub(2)
    }

    /// Whether the text ends in a question mark.
    pub(crate) fn ends_in_question(&self) -> bool {
        self.closing == Gap::Question
    }
}

fn mark(word: WordId, at: u32) -> Token {
    Token { word, class: UNKNOWN, start: at, end: at, gap: Gap::Space }
}

/// Calls `visit` with the folded spelling of every word of `text`, known or not, fillers and contractions included.
pub(crate) fn spellings(text: &str, visit: impl FnMut(&str)) {
    Reader { text, gap: Gap::Space, folded: &mut Vec::new(), sink: Spelled(visit) }.run();
}

/// What is done with a word that was read.
trait Sink {
    /// Takes a word, folded but for the case of ASCII letters, with its byte range and the gap before it; gives the gap
    /// that remains.
    fn word(&mut self, spelling: &[u8], start: usize, end: usize, gap: Gap) -> Gap;
}

struct Spelled<F>(F);

impl<F: FnMut(&str)> Sink for Spelled<F> {
    fn word(&mut self, spelling: &[u8], _: usize, _: usize, _: Gap) -> Gap {
        self.0(&String::from_utf8_lossy(&spelling.to_ascii_lowercase()));
        Gap::Space
    }
}

/// Turns words into tokens with the vocabulary's numbers.
struct Known<'a> {
    vocabulary: &'a Vocabulary,
    tokens: &'a mut Vec<Token>,
}

impl Sink for Known<'_> {
    #[inline]
    fn word(&mut self, spelling: &[u8], start: usize, end: usize, gap: Gap) -> Gap {
        let mut token = Token { word: UNKNOWN, class: UNKNOWN, start: start as u32, end: end as u32, gap };
        if let Some(id) = self.vocabulary.find(key_of(spelling), spelling) {
            let word = self.vocabulary.word(id);
            if word.filler {
                return gap.max(Gap::Comma);
            }
            if word.expansion[0] != UNKNOWN {
                for part in word.expansion.into_iter().take_while(|&part| part != UNKNOWN) {
                    token.word = part;
                    token.class = self.vocabulary.word(part).class;
                    self.tokens.push(token);
                    token.gap = Gap::Space;
                }
                return Gap::Space;
            }
            token.word = id;
            token.class = word.class;
        }
        if token.class == UNKNOWN {
            token.class = shape(spelling);
        }
        self.tokens.push(token);
        Gap::Space
    }
}

/// Finds the words of a text and folds their spelling.
struct Reader<'a, S> {
    text: &'a str,
    gap: Gap,
    folded: &'a mut Vec<u8>,
    sink: S,
}

impl<S: Sink> Reader<'_, S> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at = match KINDS[bytes[at] as usize] {
                Kind::Word => self.word(at),
                Kind::Space | Kind::Skip => at + 1,
                Kind::Comma => self.widen(Gap::Comma, at + 1),
                Kind::Stop => self.widen(Gap::Stop, at + 1),
                Kind::Question => self.widen(Gap::Question, at + 1),
                Kind::Dot => {
                    let dots = bytes[at..].iter().take_while(|&&byte| byte == b'.').count();
                    self.widen(if dots == 1 { Gap::Stop } else { Gap::Comma }, at + dots)
                }
                Kind::Wide => self.wide(at),
            };
        }
    }

    #[inline]
    fn widen(&mut self, gap: Gap, next: usize) -> usize {
        self.gap = self.gap.max(gap);
        next
    }

    fn wide(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return self.text.len() };
        let next = at + c.len_utf8();
        match fold::wide(c) {
            Wide::Word => self.word(at),
            Wide::Skip | Wide::Space => next,
            Wide::Comma => self.widen(Gap::Comma, next),
            Wide::Stop => self.widen(Gap::Stop, next),
            Wide::Question => self.widen(Gap::Question, next),
            Wide::Symbol => self.symbol(at, c),
        }
    }

    /// Reads a symbol with all that modifies it; its first character stands for it.
    fn symbol(&mut self, at: usize, c: char) -> usize {
        let next = at + self.text[at..].graphemes(true).next().map_or(c.len_utf8(), str::len);
        self.folded.clear();
        self.fold(c);
        self.gap = self.sink.word(self.folded, at, next, self.gap);
        next
    }

    fn fold(&mut self, c: char) {
        for lower in
            c.to_lowercase().filter(|&lower| !matches!(fold::wide(lower), Wide::Skip) || lower.is_ascii())
        {
            let mut buffer = [0; 4];
            self.folded.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
        }
    }

    /// Reads the word that starts at `start`, and returns where it ends. Most words are a run of plain ASCII, which
    /// is read in place.
    #[inline]
    fn word(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let plain = bytes[start..].iter().take_while(|&&byte| KINDS[byte as usize] == Kind::Word).count();
        let end = start + plain;
        let ends_here = match bytes.get(end).map(|&byte| KINDS[byte as usize]) {
            None | Some(Kind::Space | Kind::Stop | Kind::Question) => true,
            Some(Kind::Dot | Kind::Comma) => !between_digits(bytes, end),
            Some(Kind::Word | Kind::Skip | Kind::Wide) => false,
        };
        if ends_here {
            self.gap = self.sink.word(&bytes[start..end], start, end, self.gap);
            return end;
        }
        self.folded_word(start)
    }

    /// Reads a word that has more to it: apostrophes, letters outside ASCII, a decimal point.
    fn folded_word(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        self.folded.clear();
        let (mut at, mut end) = (start, start);
        while at < bytes.len() {
            let byte = bytes[at];
            match KINDS[byte as usize] {
                Kind::Word => {
                    self.folded.push(byte.to_ascii_lowercase());
                    at += 1;
                    end = at;
                }
                Kind::Skip => at += 1,
                Kind::Dot | Kind::Comma if between_digits(bytes, at) => at += 1,
                Kind::Wide => {
                    let Some(c) = self.text[at..].chars().next() else { break };
                    match fold::wide(c) {
                        Wide::Word => {
                            self.fold(c);
                            at += c.len_utf8();
                            end = at;
                        }
                        // A combining mark belongs to the letter before it; other invisible characters may trail.
                        Wide::Skip => {
                            at += c.len_utf8();
                            if matches!(c, '\u{0300}'..='\u{036F}') {
                                end = at;
                            }
                        }
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        self.gap = self.sink.word(self.folded, start, end, self.gap);
        at
    }
}

/// The class of a word that looks like a number or an amount of money.
#[inline]
fn shape(folded: &[u8]) -> WordId {
    match folded {
        [b'0'..=b'9', ..] => NUMBER,
        [b'$', ..] | [0xC2, 0xA3, ..] | [0xE2, 0x82, 0xAC, ..] => MONEY,
        _ => UNKNOWN,
    }
}

fn between_digits(bytes: &[u8], at: usize) -> bool {
    bytes.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_digit)
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let mut vocabulary = Vocabulary::new();
        for word in ["do", "not", "no", "i", "now", "right", "istanbul", "\u{1F44D}"] {
            vocabulary.intern(word);
        }
        let (do_, not) = (vocabulary.intern("do"), vocabulary.intern("not"));
        let dont = vocabulary.intern("dont");
        vocabulary.word_mut(dont).expansion = [do_, not, UNKNOWN, UNKNOWN, UNKNOWN];
        let um = vocabulary.intern("um");
        vocabulary.word_mut(um).filler = true;
        vocabulary
    }

    fn read(text: &str) -> Vec<(String, String, Gap)> {
        let vocabulary = vocabulary();
        let mut tokens = Tokens::new();
        tokens.read(&vocabulary, text);
        let inner = &tokens.as_slice()[1..tokens.as_slice().len() - 1];
        inner
            .iter()
            .map(|token| {
                let slice = text[token.start as usize..token.end as usize].to_owned();
                (vocabulary.spelling(token.word).to_owned(), slice, token.gap)
            })
            .collect()
    }

    fn words(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(word, ..)| word).collect()
    }

    #[test]
    fn apostrophes_of_all_kinds_and_none_read_alike() {
        for text in ["don't", "don\u{2019}t", "DON`T", "dont", "do\u{ad}n\u{2032}t"] {
            assert_eq!(words(text), ["do", "not"], "{text}");
        }
    }

    #[test]
    fn lowercase_that_changes_length_keeps_offsets() {
        let tokens = read("\u{130}stanbul, no");
        assert_eq!(tokens[0], ("istanbul".into(), "\u{130}stanbul".into(), Gap::Space));
        assert_eq!(tokens[1], ("no".into(), "no".into(), Gap::Comma));
    }

    #[test]
    fn fillers_leave_a_gap_but_no_token() {
        assert_eq!(words("not, um, right now"), ["not", "right", "now"]);
        assert_eq!(read("not um right")[1].2, Gap::Comma);
    }

    #[test]
    fn a_point_in_a_number_ends_nothing() {
        assert_eq!(read("no 0.05 now").len(), 3);
        assert_eq!(read("no. now")[1].2, Gap::Stop);
        assert_eq!(read("no... now")[1].2, Gap::Comma);
    }

    #[test]
    fn an_emoji_is_one_word_with_its_modifiers() {
        let tokens = read("no \u{1F44D}\u{1F3FD} now");
        assert_eq!(tokens[1].0, "\u{1F44D}");
        assert_eq!(tokens[1].1, "\u{1F44D}\u{1F3FD}");
    }

    #[test]
    fn a_combining_mark_stays_with_its_letter() {
        let tokens = read("no\u{301} now");
        assert_eq!(tokens[0].0, "no");
        assert_eq!(tokens[0].1, "no\u{301}");
    }
}
