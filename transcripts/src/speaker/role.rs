//! The side that a label names.

use weakno::Role;

/// Labels that name a side.
const ROLES: &[(&str, Role)] = &[
    ("account executive", Role::Rep),
    ("account manager", Role::Rep),
    ("adviser", Role::Rep),
    ("advisor", Role::Rep),
    ("ae", Role::Rep),
    ("agent", Role::Rep),
    ("bdr", Role::Rep),
    ("bot", Role::Other),
    ("buyer", Role::Prospect),
    ("client", Role::Prospect),
    ("closer", Role::Rep),
    ("consumer", Role::Prospect),
    ("customer", Role::Prospect),
    ("decision maker", Role::Prospect),
    ("external", Role::Prospect),
    ("internal", Role::Rep),
    ("interpreter", Role::Other),
    ("ivr", Role::Other),
    ("lead", Role::Prospect),
    ("moderator", Role::Other),
    ("operator", Role::Other),
    ("other", Role::Other),
    ("prospect", Role::Prospect),
    ("rep", Role::Rep),
    ("representative", Role::Rep),
    ("sales", Role::Rep),
    ("sales agent", Role::Rep),
    ("sales rep", Role::Rep),
    ("sales representative", Role::Rep),
    ("salesman", Role::Rep),
    ("salesperson", Role::Rep),
    ("saleswoman", Role::Rep),
    ("sdr", Role::Rep),
    ("seller", Role::Rep),
    ("shopper", Role::Prospect),
    ("support agent", Role::Rep),
    ("system", Role::Other),
    ("telemarketer", Role::Rep),
    ("vendor", Role::Rep),
];

/// The side that a label names: `Agent`, `CUSTOMER 2`, `Jane (Sales Rep)`, `Prospect - Tom`.
pub(crate) fn role(label: &str) -> Role {
    let whole = std::iter::once(label);
    let parts =
        whole.chain(label.split(['(', ')', '[', ']', '|', ',', '/', '–', '—'])).chain(label.split(" - "));
    parts.map(role_of_phrase).find(|role| *role != Role::Unknown).unwrap_or(Role::Unknown)
}

fn role_of_phrase(phrase: &str) -> Role {
    let lower = phrase.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `Customer 2`, `Agent A`
    let numbers = |word: &&str| word.len() == 1 || word.bytes().all(|b| b.is_ascii_digit());
    if words.len() > 1 && words.last().is_some_and(numbers) {
        words.pop();
    }
    let phrase = words.join(" ");
    ROLES.binary_search_by_key(&phrase.as_str(), |(name, _)| name).map_or(Role::Unknown, |at| ROLES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ROLES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn labels_name_a_side() {
        for (label, expected) in [
            ("Rep", Role::Rep),
            ("AGENT", Role::Rep),
            ("Customer 2", Role::Prospect),
            ("Sales Rep (Jane)", Role::Rep),
            ("Jane Roe (Prospect)", Role::Prospect),
            ("Prospect - Tom", Role::Prospect),
            ("Jane, Account Executive", Role::Rep),
            ("Tech Lead", Role::Unknown),
            ("Leadbetter", Role::Unknown),
            ("Speaker 1", Role::Unknown),
            ("Jane", Role::Unknown),
        ] {
            assert_eq!(role(label), expected, "{label}");
        }
    }
}
