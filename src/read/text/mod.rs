//! From the bytes given to clean lines: script, width, garbage, furniture, and the way back to the bytes.

pub(super) mod chars;
pub(super) mod find;
pub(super) mod front;
pub(super) mod lines;
pub(super) mod map;
pub(super) mod normal;
pub(super) mod trie;
