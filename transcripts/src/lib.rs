//! Reads the call transcripts that sales teams have.
