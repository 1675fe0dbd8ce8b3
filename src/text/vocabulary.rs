//! The words that cues and weights mention, each with a number.

/// Number of a word, of a word class, or of one of the marks [`START`] and [`END`].
pub(crate) type WordId = u32;

/// A word that no cue and no weight mentions.
pub(crate) const UNKNOWN: WordId = 0;
/// Stands before the first word of a text (`^` in phrases).
pub(crate) const START: WordId = 1;
/// Stands after the last word of a text (`$` in phrases).
pub(crate) const END: WordId = 2;
/// The class of words that start with a digit (`@number` in phrases).
pub(crate) const NUMBER: WordId = 3;
/// The class of words that start with a currency sign (`@money` in phrases).
pub(crate) const MONEY: WordId = 4;

/// Most words that a spelling can stand for.
pub(crate) const MAX_EXPANSION: usize = 5;

const EMPTY: u32 = u32::MAX;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// The class that the word belongs to, or [`UNKNOWN`].
    pub(crate) class: WordId,
    /// What the word stands for; unused places hold [`UNKNOWN`].
    pub(crate) expansion: [WordId; MAX_EXPANSION],
    /// Fillers are left out of the token sequence.
    pub(crate) filler: bool,
}

/// An append-only set of words with an open-addressing index over their folded spelling.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    words: Vec<Word>,
    spellings: String,
    bounds: Vec<u32>,
    index: Vec<Slot>,
    mask: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: u64,
    bytes: u32,
    id: u32,
}

const FREE: Slot = Slot { key: 0, bytes: 0, id: EMPTY };

/// Longest spelling whose key says all.
const EXACT: usize = 8;

/// A number for a spelling, whatever the case of its ASCII letters: the bytes themselves where they are few, a hash of
/// them otherwise.
#[inline]
pub(super) fn key_of(spelling: &[u8]) -> u64 {
    if spelling.len() <= EXACT {
        return lower_eight(short(spelling));
    }
    let chunks = spelling.chunks(EXACT);
    chunks.fold(0_u64, |hash, chunk| (hash.rotate_left(5) ^ lower_eight(short(chunk))).wrapping_mul(MIXER))
}

/// The multiplier of `FxHash`, as used by rustc.
const MIXER: u64 = 0x517c_c1b7_2722_0a95;

/// Up to eight bytes as one number.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    if let Ok(eight) = <[u8; EXACT]>::try_from(bytes) {
        return u64::from_le_bytes(eight);
    }
    bytes.iter().rev().fold(0, |number, &byte| (number << 8) | u64::from(byte))
}

/// Lower-cases the ASCII letters among eight bytes at once.
#[inline]
fn lower_eight(bytes: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let low = bytes & !HIGH;
    let from_a = low + (0x80 - u64::from(b'A')) * ONES;
    let after_z = low + (0x80 - u64::from(b'Z') - 1) * ONES;
    let upper = from_a & !after_z & !bytes & HIGH;
    bytes | (upper >> 2)
}

/// Where the search for a key begins.
#[inline]
fn place_of(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

impl Vocabulary {
    /// A vocabulary of the reserved words.
    pub(crate) fn new() -> Self {
        let mut new = Vocabulary {
            words: Vec::new(),
            spellings: String::new(),
            bounds: vec![0],
            index: vec![FREE; 1 << 14],
            mask: (1 << 14) - 1,
        };
        for reserved in ["", "^", "^$", "@number", "@money"] {
            new.intern(reserved);
        }
        new
    }

    /// The number of a spelling, given one if it is new. The spelling must be folded already.
    pub(crate) fn intern(&mut self, spelling: &str) -> WordId {
        let key = key_of(spelling.as_bytes());
        if let Some(id) = self.find(key, spelling.as_bytes()) {
            return id;
        }
        if self.words.len() * 4 > self.index.len() * 2 {
            self.grow();
        }
        let id = self.words.len() as u32;
        self.words.push(Word::default());
        self.spellings.push_str(spelling);
        self.bounds.push(self.spellings.len() as u32);
        self.insert(Slot { key, bytes: spelling.len() as u32, id });
        id
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.index);
        self.index = vec![FREE; old.len() * 2];
        self.mask = self.index.len() - 1;
        for slot in old {
            if slot.id != EMPTY {
                self.insert(slot);
            }
        }
    }

    fn insert(&mut self, slot: Slot) {
        let mut place = place_of(slot.key) & self.mask;
        while self.index[place].id != EMPTY {
            place = (place + 1) & self.mask;
        }
        self.index[place] = slot;
    }

    /// The number of a spelling with the key that [`key_of`] gives, whatever the case of its ASCII letters.
    #[inline]
    pub(super) fn find(&self, key: u64, spelling: &[u8]) -> Option<WordId> {
        let mut place = place_of(key) & self.mask;
        loop {
            let slot = self.index[place];
            if slot.id == EMPTY {
                return None;
            }
            let same = slot.key == key && slot.bytes as usize == spelling.len();
            if same && (spelling.len() <= EXACT || self.bytes(slot.id).eq_ignore_ascii_case(spelling)) {
                return Some(slot.id);
            }
            place = (place + 1) & self.mask;
        }
    }

    fn bytes(&self, id: WordId) -> &[u8] {
        self.spelling(id).as_bytes()
    }

    /// The folded spelling of a word.
    pub(crate) fn spelling(&self, id: WordId) -> &str {
        let id = id as usize;
        &self.spellings[self.bounds[id] as usize..self.bounds[id + 1] as usize]
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id as usize]
    }

    /// Changes what is known of a word.
    pub(crate) fn word_mut(&mut self, id: WordId) -> &mut Word {
        &mut self.words[id as usize]
    }

    /// Number of words, reserved ones included.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Bytes on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.words.capacity() * size_of::<Word>()
            + self.spellings.capacity()
            + self.bounds.capacity() * 4
            + self.index.capacity() * size_of::<Slot>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_words_have_fixed_numbers() {
        let mut vocabulary = Vocabulary::new();
        assert_eq!(vocabulary.intern("^"), START);
        assert_eq!(vocabulary.intern("^$"), END);
        assert_eq!(vocabulary.spelling(UNKNOWN), "");
    }

    #[test]
    fn keys_fold_the_case_of_ascii_letters_only() {
        for word in ["Not", "ISTANBUL", "don@[`{", "Extraordinary", "\u{c4}rger", "z\u{fc}rich-Nord"] {
            assert_eq!(key_of(word.as_bytes()), key_of(word.to_ascii_lowercase().as_bytes()), "{word}");
        }
        assert_ne!(key_of(b"@"), key_of(b"`"));
        assert_ne!(key_of("\u{c4}".as_bytes()), key_of("\u{e4}".as_bytes()));
    }

    #[test]
    fn finds_every_word_after_growing() {
        let mut vocabulary = Vocabulary::new();
        let words: Vec<String> = (0..10_000).map(|n| format!("word{n}")).collect();
        let ids: Vec<WordId> = words.iter().map(|word| vocabulary.intern(word)).collect();
        for (word, id) in words.iter().zip(ids) {
            assert_eq!(vocabulary.find(key_of(word.as_bytes()), word.as_bytes()), Some(id));
            assert_eq!(vocabulary.spelling(id), word);
        }
        assert_eq!(vocabulary.find(key_of(b"word10000"), b"word10000"), None);
    }
}
