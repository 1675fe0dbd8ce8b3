//! The files that an argument means.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, glob_with};
use walkdir::{DirEntry, WalkDir};

use crate::Reject;
use crate::reject::Fault;

pub(super) type Paths = Box<dyn Iterator<Item = Result<PathBuf, Reject>> + Send>;

/// The files of an argument in a stable order: a file, all files below a folder, or all that a glob matches.
pub(super) fn paths(argument: &Path) -> Paths {
    if argument.is_dir() {
        return walk(argument);
    }
    // What exists is meant, whatever signs its name has.
    if argument.exists() {
        return Box::new(std::iter::once(Ok(argument.to_owned())));
    }
    let Some(pattern) = argument.to_str().filter(|text| text.contains(['*', '?', '['])) else {
        return one(Fault::new("no such file or folder"), argument);
    };
    let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
    let matches = match glob_with(pattern, options) {
        Ok(matches) => matches,
        Err(error) => return one(Fault::new(format!("not a pattern: {error}")), argument),
    };
    let files = matches.flat_map(|path| match path {
        Ok(path) if path.is_dir() => walk(&path),
        Ok(path) => Box::new(std::iter::once(Ok(path))),
        Err(error) => one(Fault::io(error.error()), error.path()),
    });
    let mut files = files.peekable();
    if files.peek().is_none() { one(Fault::new("no file matches"), argument) } else { Box::new(files) }
}

fn one(fault: Fault, path: &Path) -> Paths {
    Box::new(std::iter::once(Err(fault.in_document(&path.to_string_lossy()))))
}

fn walk(folder: &Path) -> Paths {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let seen = entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    Box::new(seen.filter_map(|entry| entry.map_or_else(|error| Some(Err(reject(&error))), file)))
}

fn file(entry: DirEntry) -> Option<Result<PathBuf, Reject>> {
    let kind = entry.file_type();
    if kind.is_dir() {
        None
    } else if kind.is_file() {
        Some(Ok(entry.into_path()))
    } else {
        let path = entry.path().to_string_lossy().into_owned();
        Some(Err(Fault::not_a_transcript("neither a file nor a folder").in_document(&path)))
    }
}

fn reject(error: &walkdir::Error) -> Reject {
    let path = error.path().map(Path::to_string_lossy).unwrap_or_default();
    let fault = if error.loop_ancestor().is_some() {
        Fault::companion("a link back to a folder above it")
    } else {
        Fault::new(format!(
            "cannot be read: {}",
            error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
        ))
    };
    fault.in_document(&path)
}

/// Hidden files are the system's or an editor's.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || name == "__MACOSX"
}
