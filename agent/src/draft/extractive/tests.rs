//! What is lifted, and what is left, for briefs that look back.

mod evidence;
mod guards;
mod sections;
