//! Who sells, where the user says so.

use weakno::Role;
use weakno_transcripts::Transcript;

/// The names and e-mail domains given with `--rep`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reps {
    names: Vec<String>,
}

impl Reps {
    pub(crate) fn new(names: &[String]) -> Self {
        Reps { names: names.iter().map(|name| name.trim().trim_start_matches('@').to_lowercase()).collect() }
    }

    fn matches(&self, speaker: Option<&str>, email: Option<&str>) -> bool {
        let speaker = speaker.map(str::to_lowercase);
        let email = email.map(str::to_lowercase);
        self.names.iter().any(|name| {
            let by_name = speaker
                .as_deref()
                .is_some_and(|speaker| speaker == name || speaker.ends_with(&format!("@{name}")));
            let by_mail = email.as_deref().is_some_and(|email| {
                email == name || email.rsplit_once('@').is_some_and(|(_, domain)| domain == name)
            });
            by_name || by_mail
        })
    }

    /// Makes who matches the seller and everybody else, unless they are known to stand aside, a prospect. A
    /// transcript in which nobody matches is left as it is.
    pub(crate) fn apply(&self, transcript: &mut Transcript) {
        let matches: Vec<bool> = transcript
            .turns
            .iter()
            .map(|turn| self.matches(turn.speaker.as_deref(), turn.email.as_deref()))
            .collect();
        if !matches.contains(&true) {
            return;
        }
        for (turn, is_rep) in transcript.turns.iter_mut().zip(matches) {
            if is_rep {
                turn.role = Role::Rep;
            } else if turn.role != Role::Other && turn.speaker.is_some() {
                turn.role = Role::Prospect;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use weakno_transcripts::Turn;

    fn turn(speaker: &str, email: Option<&str>) -> Turn {
        Turn { speaker: Some(speaker.into()), email: email.map(Into::into), ..Turn::default() }
    }

    fn roles(reps: &[&str], turns: Vec<Turn>) -> Vec<Role> {
        let mut transcript = Transcript { turns, ..Transcript::default() };
        Reps::new(&reps.iter().map(ToString::to_string).collect::<Vec<_>>()).apply(&mut transcript);
        transcript.turns.iter().map(|turn| turn.role).collect()
    }

    #[test]
    fn a_name_or_a_domain_says_who_sells() {
        let turns = || vec![turn("Jess", Some("jess@tapline.example")), turn("Maureen", None)];
        for rep in ["jess", "JESS", "tapline.example", "@tapline.example", "jess@tapline.example"] {
            assert_eq!(roles(&[rep], turns()), [Role::Rep, Role::Prospect], "{rep}");
        }
        assert_eq!(roles(&["line.example"], turns()), [Role::Unknown, Role::Unknown]);
    }

    #[test]
    fn it_overrides_what_the_transcript_says() {
        let mut turns = vec![turn("Jess", None), turn("Maureen", None)];
        turns[0].role = Role::Prospect;
        turns[1].role = Role::Rep;
        assert_eq!(roles(&["Jess"], turns), [Role::Rep, Role::Prospect]);
    }
}
