//! Benchmarks of crossplan, named operation/case/library: `cargo bench -p crossplan-benches`.
