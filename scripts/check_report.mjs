// The HTML report, opened in headless Chromium as a reader opens it.
//   node check_report.mjs many FOLDER COUNT     writes plans made from the five by edits
//   node check_report.mjs check FOLDER TEXTS    checks the reports in FOLDER; TEXTS holds the real texts, if they are at hand
// Figures, names and spans come from data/ by this file's own reading, not by the library. NODE_PATH names the modules, CHROMIUM the browser.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const here = path.join(import.meta.dirname, "..");
const json = (file) => JSON.parse(fs.readFileSync(path.join(here, file), "utf8"));
const names = ["XS", "XT", "XQ", "ZJ", "LS"];

// ---- 300 plans ----

function many(folder, count) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  // SplitMix-like, the same numbers on every machine.
  let state = 1n;
  const random = (end) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
    return Number((state >> 33n) % BigInt(end));
  };
  const bases = names.map((name) => json(`data/plans/${name}.json`));
  const words = [["加强", "强化"], ["推进", "推动"], ["完善", "健全"], ["建立", "构建"], ["开展", "组织"], ["落实", "执行"]];
  for (let i = 0; i < count; i++) {
    const plan = structuredClone(bases[random(bases.length)]);
    const name = `第${i + 1}县`;
    plan.title = `${name}教育提升行动方案`;
    plan.place = { ...plan.place, name, level: "county" };
    delete plan.place.code;
    const swap = words.filter(() => random(3) === 0);
    const edit = (value, key) => {
      if (Array.isArray(value)) return value.map((inner) => edit(inner));
      if (value && typeof value === "object") {
        const made = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, edit(inner, name)]));
        if (made.quantity && !made.quantity.upper && random(2)) {
          made.quantity.value = String(Number(made.quantity.value) + random(4));
        }
        return made;
      }
      if (typeof value === "string" && (key === "title" || key === "summary")) {
        return swap.reduce((text, [one, other]) => text.replaceAll(one, other), value);
      }
      return value;
    };
    for (const list of ["goals", "measures", "incentives", "funding", "accountability"]) {
      plan[list] = edit(plan[list] ?? []);
    }
    // Some measures fall out; what others say of them goes too.
    plan.measures = plan.measures.filter(() => random(10) > 0);
    for (const list of ["goals", "measures", "incentives", "funding", "accountability"]) {
      for (const item of plan[list]) delete item.see;
    }
    fs.writeFileSync(path.join(folder, `P${String(i + 1).padStart(3, "0")}.json`), JSON.stringify(plan));
  }
  console.log(`${count} plans in ${folder}`);
}

// ---- checks ----

let passed = 0;
const failures = [];
function hold(truth, what, detail = "") {
  if (truth) passed++;
  else {
    failures.push(what);
    console.error(`FAILED: ${what}${detail ? `\n  ${String(detail).slice(0, 1500)}` : ""}`);
  }
}

const switches = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

async function opened(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.trouble = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.trouble.push(message.text()));
  page.on("pageerror", (error) => page.trouble.push(error.message));
  page.on("request", (request) => request.url() !== page.address && page.trouble.push(`request: ${request.url()}`));
  page.address = `file://${path.resolve(file)}`;
  await page.goto(page.address);
  return page;
}

const section = (id) => `section[data-table="${id}"]`;
const settled = (page) => page.waitForTimeout(350);
const showAll = async (page, id) => {
  const sizes = page.locator(`${section(id)} .pager select`);
  if (await sizes.isVisible()) await sizes.selectOption("0");
};

// 4.2亿元 → 420000000, 1:10 → 10, 20:30 → 20.5, 1–2 → both.
function figures(said) {
  // What is counted stands before the amount where the plan counts several things: it may hold figures of its own.
  const text = said.slice(said.lastIndexOf("：") + 1);
  if (/^\D*\d+:\d\d\b/.test(text) && !/^\D*1:/.test(text)) {
    return [...text.matchAll(/(\d+):(\d\d)/g)].map(([, hour, minute]) => Number(hour) + Number(minute) / 60);
  }
  const scale = { 万: 1e4, 亿: 1e8 };
  return [...text.split("/")[0].replace(/1:(?=\d)/g, "").matchAll(/(\d+(?:\.\d+)?)(万|亿)?/g)].map(([, number, unit]) =>
    Number((Number(number) * (scale[unit] ?? 1)).toPrecision(12)));
}

// Every promise on an indicator: indicator → plan → figures, and where the text says it.
function promised() {
  const known = new Map(json("data/vocabulary/indicators.json").terms.map((term) => [term.id, term.zh]));
  const found = new Map();
  const spans = [];
  for (const name of names) {
    const plan = json(`data/plans/${name}.json`);
    const walk = (value, item) => {
      if (!value || typeof value !== "object") return;
      if (!Array.isArray(value) && value.indicator && value.subject !== undefined && known.has(value.indicator)) {
        const row = known.get(value.indicator);
        const cell = `${row}|${name}`;
        if (!found.has(cell)) found.set(cell, []);
        const { quantity } = value;
        if (quantity) {
          found.get(cell).push(...[quantity.value, quantity.upper].filter((figure) => figure !== undefined).map(Number));
          spans.push({ row, name, span: value.source?.span ?? item.source?.span, figure: Number(quantity.value) });
        }
      }
      for (const inner of Object.values(value)) walk(inner, item);
    };
    for (const list of ["goals", "measures", "incentives", "funding", "accountability"]) {
      for (const item of plan[list] ?? []) walk(item, item);
    }
  }
  return { found, spans };
}

async function targets(page) {
  await showAll(page, "targets");
  const rows = await page.$$eval(`${section("targets")} tr[data-r]`, (rows) =>
    rows.map((row) => ({
      name: row.cells[0].textContent.trim(),
      cells: [...row.cells].filter((cell) => cell.classList.contains("plan")).map((cell) =>
        [...cell.querySelectorAll("b")].map((bold) => bold.textContent)),
    })));
  const { found } = promised();
  const sorted = (list) => [...new Set(list)].sort((a, b) => a - b).join(" ");
  const shown = new Map();
  for (const row of rows) {
    row.cells.forEach((cell, i) => cell.length && shown.set(`${row.name}|${names[i]}`, cell.filter((text) => !text.startsWith("✓")).flatMap(figures)));
  }
  const wrong = [];
  for (const cell of new Set([...found.keys(), ...shown.keys()])) {
    const [own, theirs] = [found.get(cell), shown.get(cell)];
    if (!own || !theirs || sorted(own) !== sorted(theirs)) wrong.push(`${cell}: data ${own && sorted(own)}, page ${theirs && sorted(theirs)}`);
  }
  hold(found.size > 150, "the plans promise something on indicators", found.size);
  hold(wrong.length === 0, "the figures of the targets table are those of data/plans", wrong.join("\n  "));
  console.log(`targets: ${found.size} cells, ${[...found.values()].flat().length} figures compared`);
}

async function sources(page, texts) {
  const { spans } = promised();
  const cells = [["学前三年毛入园率", "XS"], ["普惠性幼儿园覆盖率", "LS"], ["高中阶段毛入学率", "XQ"]];
  for (const [row, name] of cells) {
    const wanted = spans.filter((one) => one.row === row && one.name === name);
    hold(wanted.length > 0, `${name} promises ${row}`);
    const text = fs.readFileSync(path.join(texts, `${name}.txt`));
    const place = names.indexOf(name);
    const button = page.locator(`${section("targets")} tr[data-r]`, { has: page.locator("th", { hasText: row }) }).first()
      .locator("td.plan").nth(place).locator("button.s").first();
    await button.click();
    const marks = await page.$$eval("#panel[open] blockquote mark", (marks) => marks.map((mark) => mark.textContent));
    const parts = wanted.map(({ span }) => text.subarray(span.start, span.end).toString("utf8"));
    const same = (a, b) => a.replace(/\s/g, "") === b.replace(/\s/g, "");
    hold(marks.length > 0 && marks.every((mark) => parts.some((part) => same(mark, part))), `${name} ${row}: the part that is marked`, `${marks} / ${parts}`);
    const whole = await page.$eval("#panel[open] blockquote", (quote) => quote.textContent);
    hold(whole.length > marks[0]?.length, `${name} ${row}: the sentence around it`);
    await page.keyboard.press("Escape");
    hold(await page.$eval("#panel", (panel) => !panel.open), "Escape closes the panel");
  }
}

async function keyboard(page) {
  await page.keyboard.press("Tab");
  hold(await page.evaluate(() => document.activeElement.matches("a.skip") && getComputedStyle(document.activeElement).left === "8px"), "the skip link comes first and shows itself");
  await page.keyboard.press("Enter");
  hold(await page.evaluate(() => document.activeElement.id === "main"), "the skip link leads to the content");
  let steps = 0;
  while (steps++ < 40 && !(await page.evaluate(() => document.activeElement.matches("button.s")))) await page.keyboard.press("Tab");
  const start = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("ArrowDown");
  hold(await page.evaluate(() => document.activeElement.matches("button.s")), "arrows go from entry to entry");
  const entry = await page.evaluate(() => document.activeElement.querySelector("b").textContent);
  await page.keyboard.press("Enter");
  const said = await page.$eval("#panel[open] h3 b", (bold) => bold.textContent).catch(() => "");
  hold(said === entry, "Enter opens the entry", `${start} / ${entry} / ${said}`);
  hold(await page.evaluate(() => !!document.activeElement.closest("#panel")), "the focus is in the panel");
  await page.keyboard.press("Escape");
  hold(await page.evaluate((entry) => document.activeElement.querySelector("b")?.textContent === entry, entry), "the focus comes back to the entry");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  hold(outline !== "none", "the focus is visible", outline);
}

async function filter(page, id, word) {
  const status = page.locator(`${section(id)} .status`);
  const rows = () => page.locator(`${section(id)} tr[data-r]`).count();
  const before = await status.textContent();
  const table = page.locator(`${section(id)} table`);
  const content = async () => (await table.innerHTML()).replace(/(^|>)\n/g, "$1");
  const written = await content();
  await page.fill(`${section(id)} input[type=search]`, word);
  await settled(page);
  const after = await status.textContent();
  const texts = await page.$$eval(`${section(id)} tr[data-r]`, (rows) => rows.map((row) => [row.closest("tbody").querySelector(".group")?.textContent ?? "", row.textContent].join(" ")));
  hold(before !== after && texts.length > 0, `${id}: the filter says how many rows it leaves`, `${before} / ${after}`);
  hold(texts.every((text) => text.toLowerCase().includes(word)), `${id}: each row holds ${word}`, texts.find((text) => !text.toLowerCase().includes(word)));
  await page.fill(`${section(id)} input[type=search]`, "no such words anywhere");
  await settled(page);
  hold((await rows()) === 0 && (await status.textContent()).length > 0, `${id}: a filter that fits nothing leaves no row and says so`);
  await page.fill(`${section(id)} input[type=search]`, "");
  await settled(page);
  return written === (await content());
}

async function pages(page, id) {
  const first = () => page.locator(`${section(id)} tr[data-r]`).first().getAttribute("data-r");
  hold((await first()) === "0", `${id}: the first page begins with the first row`);
  await page.click(`${section(id)} .pager .on`);
  const size = Number(await page.locator(`${section(id)} .pager select`).inputValue());
  hold((await first()) === String(size), `${id}: the second page goes on`, await first());
  await page.click(`${section(id)} .pager .back`);
  hold((await first()) === "0", `${id}: and back`);
}

async function theme(page) {
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await colour();
  await page.click("#theme");
  hold(before !== (await colour()), "the toggle changes light and dark");
  await page.click("#theme");
  hold(before === (await colour()), "and back");
}

async function paper(page, file) {
  await page.evaluate(() => addEventListener("beforeprint", () => {
    window.printed = [...document.querySelectorAll("section[data-table]")].map((section) => section.querySelectorAll("tr[data-r]").length);
  }));
  const all = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).data.tables.map((table) => table.rows.length));
  const pdf = await page.pdf({ path: file, format: "A4", landscape: true });
  const printed = await page.evaluate(() => window.printed);
  hold(JSON.stringify(printed) === JSON.stringify(all), "every row goes to paper", `${printed} / ${all}`);
  hold(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 50_000, "there is a PDF", pdf.length);
  await page.emulateMedia({ media: "print" });
  const seen = await page.$$eval(".live, .aside, #panel, .skip", (parts) => parts.filter((part) => part.getClientRects().length).length);
  hold(seen === 0, "no controls on paper", seen);
  await page.emulateMedia({ media: "screen" });
}

async function accessible(page, what) {
  // The page's policy keeps strange scripts out, so the checker goes in by the debugger.
  const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  const told = result.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.help}: ${one.nodes[0].html.slice(0, 200)} ${one.nodes[0].failureSummary}`);
  hold(result.violations.length === 0, `axe, ${what}: no violations`, told.join("\n  "));
  const open = result.incomplete.map((one) => `${one.id} ${one.nodes.length}`).join(", ");
  console.log(`axe, ${what}: ${result.violations.length} violations, ${result.passes.length} rules passed; to be judged by eye: ${open || "nothing"}`);
}

// Text in drawings, which axe leaves to the eye: every pair of ink and ground of the palette.
async function contrast(page, what) {
  const ratios = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const light = (name) => {
      const parts = style.getPropertyValue(`--${name}`).trim().slice(1).match(/../g).map((part) => parseInt(part, 16) / 255);
      const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const pairs = [["ink", "paper"], ["soft", "paper"], ["accent", "paper"], ["ink", "mark"], ["onc0", "c0"]];
    for (let i = 0; i < 4; i++) pairs.push([`on${i}`, `d${i}`]);
    for (let i = 1; i < 6; i++) pairs.push(["onc", `c${i}`]);
    return pairs.map(([ink, ground]) => {
      const [high, low] = [light(ink), light(ground)].sort((a, b) => b - a);
      return [`${ink} on ${ground}`, (high + 0.05) / (low + 0.05)];
    });
  });
  hold(ratios.length === 14 && ratios.every(([, ratio]) => ratio >= 4.5), `${what}: contrast of the palette`, JSON.stringify(ratios));
}

async function narrow(browser, file, width) {
  const page = await opened(browser, file, { viewport: { width, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  hold(wide <= width, `no sideways scroll at ${width}`, wide);
  await page.context().close();
}

async function check(folder, texts) {
  const { chromium } = createRequire(import.meta.url)("playwright-core");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: switches });
  const at = (name) => path.join(folder, name);
  const real = fs.existsSync(path.join(texts, "XS.txt"));
  if (!real) console.log("SKIPPED: sentences of the five counties; their texts are not at hand");

  for (const name of ["five.zh.html", "five.en.html"]) {
    const zh = name.includes("zh");
    const page = await opened(browser, at(name));
    hold((await page.locator("h1").count()) === 1, `${name}: one h1`);
    const levels = await page.$$eval("h1, h2, h3", (all) => all.filter((one) => !one.closest("dialog")).map((one) => Number(one.tagName[1])));
    hold(levels.every((level, i) => i === 0 || level <= levels[i - 1] + 1), `${name}: headings in order`);
    const script = await filter(page, "targets", zh ? "幼儿园" : "kindergarten");
    hold(script, `${name}: the script writes the very table that the page came with`);
    await pages(page, "targets");
    await theme(page);
    if (zh) await targets(page);
    if (zh && real) await sources(page, texts);
    const shut = await page.evaluate(() => fetch("data:,x").then(() => "open", () => "shut"));
    hold(shut === "shut", `${name}: the policy keeps the network shut`);
    // What was tried just now is the only trouble.
    hold(page.trouble.filter((one) => !one.includes("data:,x")).length === 0, `${name}: no error and no request`, page.trouble.join("\n  "));
    if (zh) await paper(page, at("five.zh.pdf"));
    await page.context().close();
    const keys = await opened(browser, at(name));
    await keyboard(keys);
    await keys.context().close();
    for (const [scheme, width] of [["light", 1440], ["dark", 1440], ["light", 390], ["dark", 390]]) {
      const view = await opened(browser, at(name), { colorScheme: scheme, viewport: { width, height: width < 500 ? 844 : 900 } });
      await accessible(view, `${name} ${scheme} ${width}`);
      await contrast(view, `${name} ${scheme}`);
      await view.screenshot({ path: at(`${name}.${scheme}.${width}.png`) });
      for (const id of zh ? ["targets", "coverage", "pmc"] : ["profile", "similarity"]) {
        const there = view.locator(section(id));
        if (!(await there.count())) continue;
        await there.evaluate((one) => one.scrollIntoView({ behavior: "instant" }));
        await settled(view);
        await view.screenshot({ path: at(`${name}.${id}.${scheme}.${width}.png`) });
      }
      await view.locator("button.s").first().click();
      await settled(view);
      await view.screenshot({ path: at(`${name}.panel.${scheme}.${width}.png`) });
      await accessible(view, `${name} ${scheme} ${width}, panel open`);
      await view.context().close();
    }
    await narrow(browser, at(name), 390);
    await narrow(browser, at(name), 320);
  }

  // A click on an entry of a plan read from its text, wherever the real ones are.
  const read = await opened(browser, at("texts.zh.html"));
  await read.locator(`${section("targets")} td.plan button.s`).first().click();
  hold((await read.locator("#panel[open] blockquote mark").first().textContent()).length > 0, "a plan read from its text shows the sentence");
  hold(read.trouble.length === 0, "texts: no error and no request", read.trouble.join("\n  "));
  await read.context().close();

  const plain = await opened(browser, at("five.zh.html"), { javaScriptEnabled: false });
  hold((await plain.locator(`${section("targets")} tr[data-r]`).count()) === 25, "without scripts the first page of a table is there");
  hold(await plain.locator("noscript p").first().isVisible(), "and the page says what is missing");
  hold(!(await plain.locator(".tools").first().isVisible()), "and has no dead controls");
  await plain.context().close();

  const start = Date.now();
  const large = await opened(browser, at("many.zh.html"));
  const open = Date.now() - start;
  const typed = Date.now();
  await large.fill(`${section("targets")} input[type=search]`, "幼儿园");
  await large.waitForFunction((id) => document.querySelector(`${id} .status`).textContent.includes("筛选"), section("targets"));
  const filtered = Date.now() - typed;
  await large.fill(`${section("targets")} input[type=search]`, "");
  await large.locator(".chooser summary").click();
  const all = Date.now();
  await large.click("#all");
  await large.waitForFunction((id) => document.querySelectorAll(`${id} thead th.plan`).length === 300, section("targets"));
  const chosen = Date.now() - all;
  await large.click("#first");
  await large.fill("#find", "第27县");
  hold((await large.locator("#plans label:visible").count()) === 1, "a county is found by its name");
  await large.locator("#plans label:visible input").check();
  await large.waitForFunction((id) => document.querySelector(`${id} thead`).textContent.includes("第27县"), section("targets"));
  hold(open < 15000 && filtered < 5000 && chosen < 15000, "300 plans: interactive within seconds, also on a busy machine", `${open} ${filtered} ${chosen}`);
  console.log(`300 plans: ${(fs.statSync(at("many.zh.html")).size / 1e6).toFixed(1)} MB; open in ${open} ms, filtered in ${filtered} ms, all 300 columns in ${chosen} ms`);
  hold(large.trouble.length === 0, "300 plans: no error and no request", large.trouble.join("\n  "));
  await large.screenshot({ path: at("many.zh.png") });
  for (const id of ["coverage", "similarity"]) {
    const there = large.locator(section(id));
    if (!(await there.count())) continue;
    await there.evaluate((one) => one.scrollIntoView({ behavior: "instant" }));
    await settled(large);
    await large.screenshot({ path: at(`many.zh.${id}.png`) });
    const find = large.locator(`${section(id)} svg .find`);
    if (await find.count()) {
      await find.click({ position: { x: 41, y: 41 } });
      hold(await large.$eval("#panel", (panel) => panel.open), `${id}: a click on the dense map opens its cell`);
      await large.keyboard.press("Escape");
    }
  }
  await browser.close();
  console.log(`report: ${passed} checks held, ${failures.length} failed`);
  process.exit(failures.length ? 1 : 0);
}

const [what, ...rest] = process.argv.slice(2);
if (what === "many") many(rest[0], Number(rest[1]));
else if (what === "check") await check(rest[0], rest[1] ?? "");
else {
  console.error("usage: check_report.mjs many FOLDER COUNT | check FOLDER [TEXTS]");
  process.exit(2);
}
