//! From the bytes given to clean lines: script, width, garbage, furniture, and the way back to the bytes.

pub(super) mod chars;
pub(super) mod find;
pub(super) mod front;
pub(super) mod garbage;
pub(super) mod lines;
pub(super) mod map;
pub(super) mod markup;
pub(super) mod normal;
pub(super) mod repair;
pub(super) mod script;
pub(super) mod sign;
pub(super) mod trie;
