//! What could be said?

pub mod model;
