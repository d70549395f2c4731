//! How many of the texts of a file of `orders.jsonl`'s form are judged rightly.
//!
//! `cargo run -p evals --example orders -- fixtures/unseen/orders.jsonl dev -v`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement that prints")]

use serde_json::Value;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&arguments[1]).unwrap();
    let mut counts = [[0; 2]; 2];
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        if row["part"] != arguments[2].as_str() {
            continue;
        }
        let is_order = row["order"].as_bool().unwrap();
        let found = !grounding::find_orders(row["text"].as_str().unwrap()).is_empty();
        counts[usize::from(is_order)][usize::from(found)] += 1;
        if is_order != found && arguments.get(3).is_some() {
            println!("{is_order} {} | {}", row["kind"], row["text"]);
        }
    }
    println!("orders found {} of {}", counts[1][1], counts[1][0] + counts[1][1]);
    println!("others left alone {} of {}", counts[0][0], counts[0][0] + counts[0][1]);
}
