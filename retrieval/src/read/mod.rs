//! Readers for the exports of the systems that a customer-success team works with.
