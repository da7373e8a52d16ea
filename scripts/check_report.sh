#!/usr/bin/env bash
# The HTML report in a real browser: writes reports of the five plans, of the invented plans with their texts, and of 300 plans; then
# check_report.mjs opens them in headless Chromium. Needs Rust, Node, npm and Chromium (apt-get install chromium npm where they lack);
# html-validate, axe-core and playwright-core are put into target/. CHROMIUM names another browser, CROSSPLAN_PLANS the folder of real texts.
set -euo pipefail
cd "$(dirname "$0")/.."

have() { command -v "$1" >/dev/null 2>&1; }
missing=()
have "${CHROMIUM:-chromium}" || missing+=(chromium)
have npm || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
  have apt-get || { echo "check_report: ${missing[*]} must be installed" >&2; exit 1; }
  apt-get install --yes --quiet "${missing[@]}" >/dev/null || { apt-get update --quiet && apt-get install --yes --quiet "${missing[@]}"; } >/dev/null
fi

tools=target/report-tools
mkdir -p "$tools" target/report
cat > "$tools/package.json" <<'JSON'
{"private": true, "dependencies": {"axe-core": "4.14.1", "html-validate": "10.17.0", "playwright-core": "1.65.1"}}
JSON
[ -d "$tools/node_modules/playwright-core" ] && [ -d "$tools/node_modules/html-validate" ] && [ -d "$tools/node_modules/axe-core" ] ||
  (cd "$tools" && npm install --no-audit --no-fund --loglevel=error)

texts="${CROSSPLAN_PLANS:-../shared/plans}"
with_texts=()
[ -d "$texts" ] && with_texts=(--texts "$texts")
cargo build --release --locked --example report
report() { target/release/examples/report "$@"; }
report target/report/five.zh.html "${with_texts[@]}"
report target/report/five.en.html --lang en "${with_texts[@]}"
report target/report/texts.zh.html tests/cases/plans/*.txt
node scripts/check_report.mjs many target/report/many 300
start=$(date +%s%N)
report target/report/many.zh.html target/report/many/*.json
echo "300 plans: written in $((($(date +%s%N) - start) / 1000000)) ms"

export NODE_PATH="$PWD/$tools/node_modules"
"$tools/node_modules/.bin/html-validate" --config scripts/htmlvalidate.json target/report/{five.zh,five.en,texts.zh,many.zh}.html
echo "html-validate: no errors"
node scripts/check_report.mjs check target/report "$texts"
