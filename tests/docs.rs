//! Facts that stand in several documents agree, and what the documents promise of the types holds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "samples")]

use crossplan::vocabulary::Vocabulary;

fn file(name: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn readme_changelog_and_manifest_agree() {
    let (readme, manifest, changelog) = (file("README.md"), file("Cargo.toml"), file("CHANGELOG.md"));
    let rust = manifest.lines().find_map(|l| l.strip_prefix("rust-version = \"")).unwrap().trim_end_matches('"');
    assert!(readme.contains(&format!("With Rust {rust} or later")), "{rust}");
    assert!(readme.contains(&format!("Minimum Rust version {rust}")), "{rust}");
    assert!(changelog.contains(&format!("## {}", env!("CARGO_PKG_VERSION"))));
    let indicators = Vocabulary::standard().indicators.terms().len();
    for text in [&readme, &changelog] {
        assert!(text.contains(&format!("{indicators} indicators")), "{indicators}");
    }
    for feature in ["samples", "read", "render", "html", "rayon", "schema"] {
        assert!(manifest.contains(&format!("\n{feature} = [")) && readme.contains(&format!("| `{feature}` |")), "{feature}");
    }
}

#[test]
fn every_example_is_in_the_cookbook() {
    let readme = file("README.md");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "rs") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(readme.contains(&format!("--example {name}")), "{name}");
        }
    }
}

#[test]
fn the_types_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<crossplan::Plan>();
    crosses::<crossplan::Error>();
    crosses::<Vocabulary>();
}
