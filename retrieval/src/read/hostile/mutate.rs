//! Ways in which a file can be wrong.

/// A generator of numbers that always gives the same ones for a seed (`SplitMix64`).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap()
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// A stretch of up to `longest` of so many bytes.
    fn stretch(&mut self, length: usize, longest: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        start..(start + 1 + self.below(longest)).min(length)
    }
}

/// What is put into files as it stands: what formats give a meaning to, values at the edge of
/// theirs, and characters that are more or fewer bytes in another case.
const TOKENS: [&str; 56] = [
    "\"",
    "\"\"",
    "'",
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\r\n\r\n",
    "\0",
    "\\",
    "\\u0000",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    ":",
    "{}",
    "[]",
    "null",
    "true",
    "-0",
    "1e999",
    "-1e-999",
    "NaN",
    "18446744073709551616",
    "-9223372036854775809",
    "79228162514264337593543950336",
    "0.00000000000000000000000000000000001",
    "9999-12-31T23:59:59Z",
    "0000-00-00",
    "-009999-01-01",
    "2026-02-30",
    "2026-W54",
    "99:99:99.999 --> 00:00:00.000",
    "253402300800",
    "\u{feff}",
    "\u{0130}",
    "\u{1e9e}\u{fb03}",
    "e\u{301}\u{301}",
    "\u{202e}\u{2066}",
    "\u{2028}\u{85}\u{a0}",
    "\u{1f469}\u{200d}\u{1f4bb}",
    "<",
    "<p><table><br/></p>",
    "<!--",
    "&#x110000;&#0;&amp;&nbsp",
    "=?utf-8?b?////?=",
    "=?utf-8?q?=",
    "\nFrom a@b.example Tue Jun 16 08:15:00 2026\n",
    "\n-----Original Message-----\nFrom: a\n",
    "\n> On 24 Jun 2026, A wrote:\n",
    "---\n",
    "<v >",
    "!/../",
];

/// Bytes that are repeated into long runs.
const RUNS: &[u8] = b"[{\"'<>&(=-:;,.\\/ \n\r\t0a#*_|\0\xff";

/// Makes one to four changes to a file. `other` is a file of another format.
pub(super) fn mutate(seed: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        change(&mut bytes, other, chance);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    if bytes.is_empty() {
        return bytes.extend_from_slice(other);
    }
    let length = bytes.len();
    let at = chance.below(length);
    match chance.below(20) {
        0 => bytes[at] ^= 1 << chance.below(8),
        1 => bytes[at] = RUNS[chance.below(RUNS.len())],
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(..at)),
        4 => drop(bytes.drain(chance.stretch(length, 64))),
        5 => {
            let stretch = chance.stretch(length, 512);
            let copy = bytes[stretch].repeat(1 + chance.below(8));
            bytes.splice(at..at, copy);
        }
        6..=8 => lines(bytes, chance),
        9 => numbers(bytes, chance),
        10 => {
            let depth = 1 + chance.below(2_000);
            let nest = chance.pick(&["[", "{\"a\":", "<div>", "> ", "(", "- ", "[[{\"successPlans\":"]);
            bytes.splice(at..at, nest.repeat(depth).into_bytes());
        }
        11 => {
            let run = RUNS[chance.below(RUNS.len())];
            // Most runs are short, so that most cases are quick.
            let longest = if chance.below(16) == 0 { 50_000 } else { 300 };
            let run = vec![run; chance.below(longest)];
            bytes.splice(at..at, run);
        }
        12..=14 => {
            let token = chance.pick(&TOKENS).as_bytes().to_vec();
            let end = (at + chance.below(3) * chance.below(8)).min(length);
            bytes.splice(at..end, token);
        }
        15 => values(bytes, chance),
        16 => *bytes = ends(bytes, chance.pick(&["\r\n", "\r", "\n\n", "\u{85}"])),
        17 => *bytes = utf_16(bytes, chance.below(2) == 0),
        18 => {
            let from = chance.below(other.len());
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        _ => {
            let stretch = chance.stretch(other.len(), 512);
            bytes.splice(at..at, other[stretch].to_vec());
        }
    }
}

/// Removes, repeats or swaps lines.
fn lines(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|it| *it == b'\n').collect();
    let (one, two) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(3) {
        0 => lines.swap(one, two),
        1 => drop(lines.remove(one)),
        _ => {
            let line = lines[one];
            let times = 1 + chance.below(4);
            lines.splice(two..two, std::iter::repeat_n(line, times));
        }
    }
    *bytes = lines.concat();
}

/// Puts a number of another size in the place of one.
fn numbers(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[at - 1].is_ascii_digit()))
        .collect();
    if starts.is_empty() {
        return;
    }
    let start = starts[chance.below(starts.len())];
    let digits = bytes[start..].iter().take_while(|it| it.is_ascii_digit()).count();
    let number = match chance.below(3) {
        0 => "9".repeat(1 + chance.below(40)),
        1 => format!("-{}", chance.next()),
        _ => chance.below(100).to_string(),
    };
    bytes.splice(start..start + digits, number.into_bytes());
}

/// Puts something of another type in the place of a value, of JSON or of a table.
fn values(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let marks: Vec<usize> = (0..bytes.len())
        .filter(|at| matches!(bytes[*at], b':' | b',' | b'\n'))
        .collect();
    if marks.is_empty() {
        return;
    }
    let start = marks[chance.below(marks.len())] + 1;
    let end = bytes[start..]
        .iter()
        .position(|it| matches!(it, b',' | b'}' | b']' | b'\n'))
        .map_or(bytes.len(), |length| start + length);
    let value = chance.pick(&[
        "",
        " ",
        "null",
        "0",
        "-1.5",
        "true",
        "\"\"",
        "\"x\"",
        "{}",
        "[]",
        "[{}]",
        "[null]",
        "{\"id\":{}}",
    ]);
    bytes.splice(start..end, value.bytes());
}

/// The same with other line ends.
fn ends(bytes: &[u8], end: &str) -> Vec<u8> {
    let lines: Vec<&[u8]> = bytes.split(|it| *it == b'\n').collect();
    lines.join(end.as_bytes())
}

/// The same in UTF-16 with its mark.
fn utf_16(bytes: &[u8], is_little: bool) -> Vec<u8> {
    let text = format!("\u{feff}{}", String::from_utf8_lossy(bytes));
    let units = text.encode_utf16();
    units
        .flat_map(|unit| {
            if is_little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}
