//! Prints what is read from files, folders or standard input, as JSON lines, and what is not on standard error.

use std::io::{self, BufWriter, Write};

use weakno_transcripts::{Format, Inputs, Options};

fn main() -> io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let format = match arguments.iter().position(|argument| argument == "--format") {
        Some(at) => arguments.drain(at..=at + 1).nth(1).and_then(|name| Format::by_name(&name)),
        None => None,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for record in Inputs::new(arguments, Options { format, ..Options::default() }).records() {
        match record {
            Ok(record) => {
                serde_json::to_writer(&mut out, &record)?;
                writeln!(out)?;
            }
            Err(reject) => eprintln!("{reject}"),
        }
    }
    out.flush()
}
