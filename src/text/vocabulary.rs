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
    hash: u32,
    id: u32,
}

/// Folds one byte into a running hash (the multiply-xor step of FxHash, as used by rustc).
#[inline]
pub(super) fn hash_step(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95)
}

#[inline]
fn finish(hash: u64) -> u32 {
    (hash >> 32) as u32
}

fn hash_of(spelling: &str) -> u64 {
    spelling.bytes().fold(0, hash_step)
}

impl Vocabulary {
    /// A vocabulary of the reserved words.
    pub(crate) fn new() -> Self {
        let mut new = Vocabulary {
            words: Vec::new(),
            spellings: String::new(),
            bounds: vec![0],
            index: vec![Slot { hash: 0, id: EMPTY }; 1 << 12],
            mask: (1 << 12) - 1,
        };
        for reserved in ["", "^", "^$", "@number", "@money"] {
            new.intern(reserved);
        }
        new
    }

    /// The number of a spelling, given one if it is new. The spelling must be folded already.
    pub(crate) fn intern(&mut self, spelling: &str) -> WordId {
        let hash = hash_of(spelling);
        if let Some(id) = self.find(hash, spelling.as_bytes()) {
            return id;
        }
        if self.words.len() * 4 > self.index.len() * 2 {
            self.grow();
        }
        let id = self.words.len() as u32;
        self.words.push(Word::default());
        self.spellings.push_str(spelling);
        self.bounds.push(self.spellings.len() as u32);
        self.insert(finish(hash), id);
        id
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.index);
        self.index = vec![Slot { hash: 0, id: EMPTY }; old.len() * 2];
        self.mask = self.index.len() - 1;
        for slot in old {
            if slot.id != EMPTY {
                self.insert(slot.hash, slot.id);
            }
        }
    }

    fn insert(&mut self, hash: u32, id: WordId) {
        let mut place = hash as usize & self.mask;
        while self.index[place].id != EMPTY {
            place = (place + 1) & self.mask;
        }
        self.index[place] = Slot { hash, id };
    }

    /// The number of a folded spelling whose running hash is `hash`.
    #[inline]
    pub(super) fn find(&self, hash: u64, spelling: &[u8]) -> Option<WordId> {
        let hash = finish(hash);
        let mut place = hash as usize & self.mask;
        loop {
            let slot = self.index[place];
            if slot.id == EMPTY {
                return None;
            }
            if slot.hash == hash && self.bytes(slot.id) == spelling {
                return Some(slot.id);
            }
            place = (place + 1) & self.mask;
        }
    }

    #[inline]
    fn bytes(&self, id: WordId) -> &[u8] {
        let id = id as usize;
        &self.spellings.as_bytes()[self.bounds[id] as usize..self.bounds[id + 1] as usize]
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
    fn finds_every_word_after_growing() {
        let mut vocabulary = Vocabulary::new();
        let words: Vec<String> = (0..10_000).map(|n| format!("word{n}")).collect();
        let ids: Vec<WordId> = words.iter().map(|word| vocabulary.intern(word)).collect();
        for (word, id) in words.iter().zip(ids) {
            assert_eq!(vocabulary.find(hash_of(word), word.as_bytes()), Some(id));
            assert_eq!(vocabulary.spelling(id), word);
        }
        assert_eq!(vocabulary.find(hash_of("word10000"), b"word10000"), None);
    }
}
