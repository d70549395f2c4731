//! The wire to a language model.
