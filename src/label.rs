//! The closed vocabularies: what a verdict can say.
//!
//! Every enum serialises to the name used in the labelling guideline (`docs/labels.md`), and lists its members in
//! a constant slice `ALL` in the order in which scores are kept.

use std::fmt;

/// A name that is not in the vocabulary it was looked up in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    pub(crate) vocabulary: &'static str,
    pub(crate) name: String,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} `{}`", self.vocabulary, self.name)
    }
}

impl std::error::Error for UnknownName {}

macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident as $what:literal { $( $(#[$vmeta:meta])* $variant:ident = $text:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( $(#[$vmeta])* #[serde(rename = $text)] $variant, )+
        }

        impl $name {
            /// All members, in the order in which they are counted and scored.
            pub const ALL: &'static [$name] = &[$( $name::$variant, )+];

            /// The name as it is written in records.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $( $name::$variant => $text, )+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::label::UnknownName;
            fn from_str(name: &str) -> Result<Self, $crate::label::UnknownName> {
                match name {
                    $( $text => Ok($name::$variant), )+
                    _ => Err($crate::label::UnknownName { vocabulary: $what, name: name.to_owned() }),
                }
            }
        }
    };
}

vocabulary! {
    /// The prospect's stance toward the proposal on the table.
    Label as "label" {
        /// Accepts, without a caveat.
        Yes = "yes",
        /// Accepts, but hedged or conditional.
        WeakYes = "weak_yes",
        /// Declines, and nothing leaves the decision open.
        StrongNo = "strong_no",
        /// Declines or pushes away, couched in a caveat.
        WeakNo = "weak_no",
        /// Takes no side: cannot or will not say yet.
        DontKnow = "dont_know",
        /// Is not answering a proposal.
        None = "none",
    }
}

vocabulary! {
    /// What stands between the prospect and a decision.
    Obstacle as "obstacle" {
        /// The calendar.
        Timing = "timing",
        /// Price, cost, money not set aside.
        Budget = "budget",
        /// Someone else who decides.
        Authority = "authority",
        /// No problem worth solving, low priority, value not seen.
        Need = "need",
        /// What they have, a rival, a running contract, habit.
        StatusQuo = "status_quo",
        /// A missing feature, size, integration, complexity.
        Fit = "fit",
        /// Risk, security, proof, bad experience.
        Trust = "trust",
        /// No time or people to take it on.
        Bandwidth = "bandwidth",
        /// Needs facts, material, comparison first.
        Information = "information",
        /// Nothing is named.
        Unstated = "unstated",
    }
}

vocabulary! {
    /// What the seller should do now.
    NextStep as "next step" {
        /// Ask why: no obstacle was named.
        AskWhy = "ask_why",
        /// Address the obstacle that was named, and ask again.
        AddressObstacle = "address_obstacle",
        /// Find out what the prospect would decide, and bring the decision-maker in.
        ReturnPower = "return_power",
        /// Give what is missing for a decision.
        HelpDecide = "help_decide",
        /// Make sure that the yes is an informed one.
        Confirm = "confirm",
        /// Accept the strong no and walk away content.
        WalkAway = "walk_away",
        /// Nothing to do.
        None = "none",
    }
}

vocabulary! {
    /// How a conversation ended.
    Outcome as "outcome" {
        /// The last stance on the proposal is a yes.
        InformedYes = "informed_yes",
        /// The last stance on the proposal is a strong no.
        InformedNo = "informed_no",
        /// A proposal was made and no decision was reached.
        Undecided = "undecided",
        /// No proposal was ever made.
        NoAsk = "no_ask",
    }
}

vocabulary! {
    /// Who is speaking.
    Role as "role" {
        /// The seller.
        Rep = "rep",
        /// The one who is asked to decide.
        Prospect = "prospect",
        /// Somebody on the call who neither sells nor decides.
        Other = "other",
        /// Not known.
        Unknown = "unknown",
    }
}
