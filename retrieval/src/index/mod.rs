//! The tantivy index over an account's evidence.
