//! Files that once broke a reader.
