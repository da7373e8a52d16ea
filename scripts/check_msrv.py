#!/usr/bin/env python3
"""Is every crate that users build willing to be built by the stated minimum Rust version?

Reads `cargo metadata`; exits with 1 and names the crates that ask for more. (Our own use of the standard library is watched by
clippy's incompatible_msrv lint, which knows rust-version from Cargo.toml.)
"""
import json
import subprocess
import sys


def version(text):
    return tuple(int(part) for part in (text.split(".") + ["0", "0"])[:3])


def main():
    metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--all-features", "--locked"]))
    packages = {p["id"]: p for p in metadata["packages"]}
    nodes = {n["id"]: n for n in metadata["resolve"]["nodes"]}
    root = next(p for p in metadata["packages"] if p["name"] == "crossplan")
    stated = version(root["rust_version"])
    seen, queue = set(), [root["id"]]
    while queue:
        node = nodes[queue.pop()]
        for dep in node["deps"]:
            normal = any(kind["kind"] in (None, "build") for kind in dep["dep_kinds"])
            if normal and dep["pkg"] not in seen:
                seen.add(dep["pkg"])
                queue.append(dep["pkg"])
    too_new = [p for p in (packages[i] for i in seen) if p["rust_version"] and version(p["rust_version"]) > stated]
    for package in too_new:
        print(f"{package['name']} {package['version']} needs Rust {package['rust_version']}")
    direct = [d for d in root["dependencies"] if d["kind"] is None and not d["optional"]]
    print(f"{len(seen)} crates in the tree with all features, {len(direct)} direct ones without; stated minimum {root['rust_version']}")
    return 1 if too_new else 0


if __name__ == "__main__":
    sys.exit(main())
