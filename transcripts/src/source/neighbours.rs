//! The files beside a transcript, which may know who its speakers are.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::archive::Archive;
use crate::limits::{MAX_NEIGHBOUR, MAX_NEIGHBOURS};
use crate::parties::Parties;

/// The place of a document. What is found there is kept for the other documents of the same place.
#[derive(Clone, Default)]
pub(crate) struct Neighbours {
    place: Place,
    parties: Arc<OnceLock<Parties>>,
}

#[derive(Clone, Default)]
enum Place {
    #[default]
    Nowhere,
    Folder(PathBuf),
    Archive(Arc<Archive>),
}

impl Neighbours {
    pub(super) fn in_folder(folder: &Path) -> Neighbours {
        Neighbours { place: Place::Folder(folder.to_owned()), parties: Arc::default() }
    }

    pub(super) fn in_archive(archive: &Arc<Archive>) -> Neighbours {
        Neighbours { place: Place::Archive(Arc::clone(archive)), parties: Arc::default() }
    }

    pub(super) fn is_folder(&self, folder: &Path) -> bool {
        matches!(&self.place, Place::Folder(own) if own == folder)
    }

    /// Whoever the files beside the document name.
    pub(crate) fn parties(&self) -> &Parties {
        self.parties.get_or_init(|| {
            let mut parties = Parties::default();
            for json in self.documents() {
                parties.extend_from(&json);
            }
            parties
        })
    }

    fn documents(&self) -> Vec<String> {
        let mut texts = Vec::new();
        match &self.place {
            Place::Nowhere => {}
            Place::Folder(folder) => {
                let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
                let mut paths: Vec<PathBuf> =
                    entries.filter(|path| is_json(path)).take(MAX_NEIGHBOURS).collect();
                paths.sort();
                texts.extend(paths.iter().filter_map(|path| small(File::open(path).ok()?)));
            }
            Place::Archive(archive) => {
                let json = archive.members.iter().filter(|member| is_json(Path::new(&member.name)));
                texts.extend(
                    json.take(MAX_NEIGHBOURS).filter_map(|member| small(archive.open(member).ok()?.stream)),
                );
            }
        }
        texts
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// The text of a file that mentions parties.
fn small(file: impl Read) -> Option<String> {
    let mut text = String::new();
    file.take(MAX_NEIGHBOUR).read_to_string(&mut text).ok()?;
    text.contains("\"parties\"").then_some(text)
}
