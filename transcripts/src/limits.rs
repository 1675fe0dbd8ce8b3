//! How much is read at most, so that no input can fill the memory or run for ever.

/// The longest line of JSONL, and the longest record of CSV, in bytes. A longer one is rejected without being held.
pub const MAX_LINE: usize = 16 << 20;

/// The largest document of a format that is read whole (everything but JSONL, CSV and lines), in bytes, expanded.
/// Also the largest archive that is read from a stream, and the most text held for one conversation of JSONL or CSV.
pub const MAX_DOCUMENT: u64 = 256 << 20;

/// How many times its compressed size a `.gz`, `.zst` or `.zip` may expand to, beyond [`EXPANSION_ALLOWANCE`].
pub const MAX_EXPANSION: u64 = 1000;

/// How many bytes anything compressed may expand to, whatever its compressed size.
pub const EXPANSION_ALLOWANCE: u64 = 16 << 20;

/// The most layers of compression that are taken off (`calls.jsonl.gz.zst` has two).
pub const MAX_LAYERS: usize = 3;

/// The most members of an archive that are listed.
pub const MAX_MEMBERS: usize = 100_000;

/// The most files beside a transcript that are searched for the names of its speakers, and the largest such file.
pub const MAX_NEIGHBOURS: usize = 4096;

/// The largest file beside a transcript that is searched for the names of its speakers, in bytes.
pub const MAX_NEIGHBOUR: u64 = 16 << 20;

/// How much of a document its format is told by, in bytes.
pub(crate) const HEAD: usize = 64 << 10;
