//! Salesforce record ids: 15 characters that differ in case alone, or the same with 3 more that
//! make them safe where case is lost.

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/// Whether this could be an id of any object.
pub(in super::super) fn is_well_formed(id: &str) -> bool {
    matches!(id.len(), 15 | 18) && id.bytes().all(|it| it.is_ascii_alphanumeric())
}

/// The 18-character form of an id; what is no id is left as it is.
pub(in super::super) fn full(id: &str) -> String {
    let mut full = id.to_owned();
    if id.len() == 15 && is_well_formed(id) && !is_number(id) {
        // Each of the last three characters tells which of five are capital letters.
        for five in id.as_bytes().chunks(5) {
            let capitals = five
                .iter()
                .enumerate()
                .filter(|(_, it)| it.is_ascii_uppercase())
                .fold(0_usize, |bits, (position, _)| bits | (1 << position));
            full.push(char::from(LETTERS[capitals]));
        }
    }
    full
}

/// The part of an id that tells it from every other: its first 15 characters.
pub(in super::super) fn key(id: &str) -> &str {
    if id.len() == 18 && !is_number(id) {
        id.get(..15).unwrap_or(id)
    } else {
        id
    }
}

/// Whether this is another CRM's id: a number, however long. Salesforce's have letters.
fn is_number(id: &str) -> bool {
    id.bytes().all(|it| it.is_ascii_digit())
}

/// Whether this is an id of an account.
pub(in super::super) fn is_account(id: &str) -> bool {
    is_well_formed(id) && id.starts_with("001")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_gets_its_checksum() {
        assert_eq!(full("001A0000006Vm9r"), "001A0000006Vm9rIAC");
        assert_eq!(full("001A0000006Vm9rIAC"), "001A0000006Vm9rIAC");
        assert_eq!(full("701"), "701");
        assert_eq!(key("001A0000006Vm9rIAC"), "001A0000006Vm9r");
        // Another CRM's.
        assert_eq!(full("100000000000000"), "100000000000000");
        assert_eq!(key("100000000000000001"), "100000000000000001");
    }
}
