//! Where documents come from: files, folders, globs, archives and standard input.

mod archive;
mod bytes;
pub(crate) mod docx;
pub(crate) mod expand;
mod neighbours;
mod walk;

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use bytes::Bytes;
pub(crate) use neighbours::Neighbours;

use crate::context::Context;
use crate::limits::MAX_DOCUMENT;
use crate::read::Records;
use crate::reject::Fault;
use crate::{Options, Record, Reject};
use archive::{Archive, Store};

/// What a user asks to be read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    arguments: Vec<PathBuf>,
    options: Options,
}

impl Inputs {
    /// Each argument is a file, a folder (walked in order of names, without hidden files), a glob, or `-` for standard
    /// input.
    pub fn new<I, P>(arguments: I, options: Options) -> Inputs
    where
        I: IntoIterator<Item = P>,
        P: Into<PathBuf>,
    {
        Inputs { arguments: arguments.into_iter().map(Into::into).collect(), options }
    }

    /// The documents, in a stable order. What cannot even be found is rejected here, the rest when it is read.
    #[must_use]
    pub fn documents(&self) -> Documents {
        Documents {
            arguments: self.arguments.clone().into(),
            paths: Box::new(std::iter::empty()),
            ready: VecDeque::new(),
            context: Context { options: Arc::new(self.options.clone()), ..Context::default() },
        }
    }

    /// The records of all documents, one document after the other.
    pub fn records(&self) -> impl Iterator<Item = Result<Record, Reject>> + Send + use<> {
        self.documents().flat_map(|document| -> Box<dyn Iterator<Item = _> + Send> {
            match document {
                Ok(document) => Box::new(document.records()),
                Err(reject) => Box::new(std::iter::once(Err(reject))),
            }
        })
    }
}

/// One document that can be read. It can be sent to another thread for that.
pub struct Document {
    path: String,
    size: Option<u64>,
    origin: Origin,
    context: Context,
}

enum Origin {
    File(PathBuf),
    Member(Arc<Archive>, usize),
    Stream(Box<dyn Read + Send>),
}

impl Document {
    /// The path as it was given, `-` for standard input, `archive.zip/member` within an archive.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The size in bytes, where it is known: that of the file, or that of the expanded member of an archive.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.size
    }

    /// Reads the document.
    #[must_use]
    pub fn records(self) -> Records {
        let bytes = match self.origin {
            Origin::File(path) => File::open(path).map(Bytes::new),
            Origin::Member(archive, index) => archive.open(&archive.members[index]),
            Origin::Stream(stream) => Ok(Bytes::new(stream)),
        };
        Records::read(&self.path, bytes, &self.context)
    }
}

/// The documents of [`Inputs`].
pub struct Documents {
    arguments: VecDeque<PathBuf>,
    paths: walk::Paths,
    ready: VecDeque<Result<Document, Reject>>,
    context: Context,
}

impl Iterator for Documents {
    type Item = Result<Document, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.ready.pop_front() {
                return Some(document);
            }
            match self.paths.next() {
                Some(Ok(path)) => self.add_file(path),
                Some(Err(reject)) => return Some(Err(reject)),
                None => match self.arguments.pop_front()? {
                    argument if argument == Path::new("-") => self.add_stdin(),
                    argument => self.paths = walk::paths(&argument),
                },
            }
        }
    }
}

impl Documents {
    fn add_file(&mut self, path: PathBuf) {
        let name = path.to_string_lossy().into_owned();
        let regular = path.metadata().ok().filter(std::fs::Metadata::is_file);
        // A pipe can be read only once, so only files are looked into.
        let mut head = Vec::new();
        if regular.is_some() {
            let _ = File::open(&path).and_then(|file| file.take(4).read_to_end(&mut head));
        }
        if docx::is_zip(&head) && self.add_archive(&name, Store::File(path.clone())) {
            return;
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        if !self.context.neighbours.is_folder(folder) {
            self.context.neighbours = Neighbours::in_folder(folder);
        }
        self.add(name, regular.map(|metadata| metadata.len()), Origin::File(path), self.context.clone());
    }

    fn add_stdin(&mut self) {
        let mut stdin = io::stdin();
        let mut start = Vec::new();
        let mut read = stdin.by_ref().take(4).read_to_end(&mut start);
        if docx::is_zip(&start) {
            read = read.and_then(|_| stdin.by_ref().take(MAX_DOCUMENT).read_to_end(&mut start));
            if read.is_ok() && self.add_archive("-", Store::Memory(Arc::from(&*start))) {
                return;
            }
        }
        let context = Context { neighbours: Neighbours::default(), ..self.context.clone() };
        let stream: Box<dyn Read + Send> = match read {
            Ok(_) => Box::new(io::Cursor::new(start).chain(stdin)),
            Err(error) => {
                self.ready.push_back(Err(Fault::io(&error).in_document("-")));
                return;
            }
        };
        self.add("-".to_owned(), None, Origin::Stream(stream), context);
    }

    /// Adds the members of an archive, unless it is a Word document, which is one document.
    fn add_archive(&mut self, name: &str, store: Store) -> bool {
        let archive = match Archive::list(store) {
            Ok(archive) if archive.member(docx::DOCUMENT).is_some() => return false,
            Ok(archive) => Arc::new(archive),
            Err(fault) => {
                self.ready.push_back(Err(fault.in_document(name)));
                return true;
            }
        };
        if archive.member("[Content_Types].xml").is_some() {
            self.ready
                .push_back(Err(Fault::not_a_transcript("an Office file that is no text").in_document(name)));
            return true;
        }
        let context = Context { neighbours: Neighbours::in_archive(&archive), ..self.context.clone() };
        for (index, member) in archive.members.iter().enumerate() {
            if !member.name.split(['/', '\\']).any(|part| walk::is_hidden(OsStr::new(part)) && part != "..") {
                let path = format!("{name}/{}", member.name);
                self.add(
                    path,
                    Some(member.size),
                    Origin::Member(Arc::clone(&archive), index),
                    context.clone(),
                );
            }
        }
        true
    }

    fn add(&mut self, path: String, size: Option<u64>, origin: Origin, context: Context) {
        self.ready.push_back(Ok(Document { path, size, origin, context }));
    }
}
