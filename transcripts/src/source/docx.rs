//! The text of a Word document.

use std::io::{self, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::archive::{Archive, Store};
use crate::limits::MAX_DOCUMENT;
use crate::reject::Fault;

/// The part of the archive that holds the text.
pub(super) const DOCUMENT: &str = "word/document.xml";

pub(crate) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// One line a paragraph, and one a line break.
pub(crate) fn text(docx: Vec<u8>) -> Result<String, Fault> {
    let archive = Archive::list(Store::Memory(Arc::from(docx)))?;
    let Some(document) = archive.member(DOCUMENT) else {
        return Err(Fault::not_a_transcript("an archive or Office file within another file"));
    };
    let mut xml = String::new();
    let stream = archive.open(document).map_err(|error| Fault::io(&error))?.stream;
    let read = stream.take(MAX_DOCUMENT).read_to_string(&mut xml);
    read.map_err(|error: io::Error| Fault::io(&error))?;
    lines(&xml).map_err(|error| Fault::new(format!("broken Word document: {error}")))
}

fn lines(xml: &str) -> quick_xml::Result<String> {
    let mut text = String::new();
    let mut reader = Reader::from_str(xml);
    let mut in_text = false;
    loop {
        match reader.read_event()? {
            Event::Start(tag) | Event::Empty(tag) if matches!(tag.local_name().as_ref(), "br" | "cr") => {
                text.push('\n');
            }
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "tab" => text.push('\t'),
            Event::Start(tag) if tag.local_name().as_ref() == "t" => in_text = true,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" => text.push('\n'),
                _ => {}
            },
            Event::Text(part) if in_text => text.push_str(&part),
            Event::GeneralRef(reference) if in_text => text.extend(character(&reference)),
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

fn character(reference: &BytesRef) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn paragraphs_breaks_and_entities() {
        let xml = "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Ann</w:t><w:t xml:space=\"preserve\">   0:05</w:t><w:br/><w:t>R&amp;D &#8212; no</w:t></w:r></w:p><w:p><w:t/><w:instrText>PAGE</w:instrText></w:p>";
        assert_eq!(lines(xml).unwrap(), "\tAnn   0:05\nR&D — no\n\n");
    }
}
