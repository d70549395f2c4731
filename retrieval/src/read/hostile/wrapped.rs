//! What changes nothing of what is read.
