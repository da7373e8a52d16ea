/* The script of a report: filter, pages, counties, the panel for sources. It builds elements and sets text, never markup. */
"use strict";
(() => {
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const told = JSON.parse(at("data").textContent);
  const { words, data } = told;
  const { strings, plans, sources, tables } = data;
  const han = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const foreign = (text) => told.lang === "en" && han.test(text);
  const fill = (text, values) => text.replace(/\{(\w)\}/g, (_, key) => values[key]);

  const make = (tag, attributes, ...inner) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inner);
    return made;
  };
  /* Text, marked as Chinese on an English page. */
  const say = (text) => (foreign(text) ? make("span", { lang: "zh" }, text) : text);

  /* What is shown: the counties chosen, and of each table the page, its size and the filter. */
  let chosen = new Set([...plans.keys()].filter((plan) => plan < told.shown));
  const views = tables.map((table, n) => ({
    table,
    section: at(`s${n + 1}`),
    element: at(`t${n + 1}`),
    status: at(`n${n + 1}`),
    page: 0,
    size: told.page,
    query: "",
    stale: false,
  }));

  /* ---- tables: the same elements as the page was written with ---- */

  const columnsOf = (table) => [...table.columns.keys()].filter((c) => table.columns[c][2] === null || chosen.has(table.columns[c][2]));

  const said = (entry) => {
    const text = strings[entry[0]];
    const bold = make("b", foreign(text) ? { lang: "zh" } : {}, text);
    const rest = strings[entry[1]];
    return rest ? [bold, " ", make("i", [...rest].length > told.long ? { class: "long" } : {}, say(rest))] : [bold];
  };
  const entryOf = (entry, e) =>
    entry[2].length ? make("button", { type: "button", class: "s", "data-e": e }, ...said(entry)) : make("span", { class: "p" }, ...said(entry));
  const listOf = (part, from) => make("ul", {}, ...part.map((entry, i) => make("li", {}, entryOf(entry, from + i))));
  const entriesOf = (entries) => {
    if (!entries.length) return [];
    if (entries.length === 1) return [entryOf(entries[0], 0)];
    const shown = entries.length <= told.entries + 1 ? entries.length : told.entries;
    const made = [listOf(entries.slice(0, shown), 0)];
    if (shown < entries.length) {
      const more = fill(words.more, { n: entries.length - shown });
      made.push(make("details", { class: "more" }, make("summary", {}, more), listOf(entries.slice(shown), shown)));
    }
    return made;
  };
  const verdictOf = (outcome, word) => make("span", { class: `v ${outcome}` }, say(strings[word]));
  const cellOf = (table, c, cell) => {
    const column = table.columns[c];
    const made = make(c === 0 && column[2] === null ? "th" : "td", {});
    if (made.tagName === "TH") made.setAttribute("scope", "row");
    made.setAttribute("class", column[1]);
    made.setAttribute("data-c", c);
    if (cell) {
      made.append(...entriesOf(cell[1]));
      if (cell[3]) made.append(verdictOf(cell[2], cell[3]));
    } else if (column[2] !== null && table.empty[1]) {
      made.append(verdictOf(table.empty[0], table.empty[1]));
    }
    return made;
  };
  const headOf = (table, columns) => {
    const cells = columns.map((c) => {
      const [name, set, plan] = table.columns[c];
      const th = make("th", { scope: "col", class: set }, say(name));
      const place = plan !== null && strings[plans[plan][1]];
      if (place && !name.includes(place)) th.append(" ", make("small", {}, say(place)));
      return th;
    });
    return make("thead", {}, make("tr", {}, ...cells));
  };
  const bodiesOf = (table, columns, rows) => {
    const bodies = [];
    let group = null;
    for (const r of rows) {
      const [, name, cells] = table.rows[r];
      if (name !== group) {
        group = name;
        bodies.push(make("tbody", {}));
        if (name) {
          const th = make("th", { scope: "rowgroup", colspan: columns.length }, say(strings[name]));
          bodies.at(-1).append(make("tr", { class: "group" }, th));
        }
      }
      const byColumn = new Map(cells.map((cell) => [cell[0], cell]));
      bodies.at(-1).append(make("tr", { "data-r": r }, ...columns.map((c) => cellOf(table, c, byColumn.get(c)))));
    }
    return bodies;
  };

  /* The rows that have something to say of the counties shown, and those of them that hold every word of the filter. */
  const rowsOf = (view, columns) => {
    const { table } = view;
    const shown = new Set(columns);
    let rows = [...table.rows.keys()];
    if (columns.length < table.columns.length) {
      const theirs = (cell) => shown.has(cell[0]) && table.columns[cell[0]][2] !== null && cell[1].length;
      rows = rows.filter((r) => table.rows[r][2].some(theirs));
    }
    const of = rows.length;
    const wanted = view.query.toLowerCase().split(/\s+/).filter(Boolean);
    if (wanted.length) {
      const text = (r) => {
        const [, name, cells] = table.rows[r];
        const parts = [strings[name]];
        for (const cell of cells) {
          if (!shown.has(cell[0])) continue;
          for (const entry of cell[1]) parts.push(strings[entry[0]], strings[entry[1]]);
          parts.push(strings[cell[3]]);
        }
        return parts.join("\n").toLowerCase();
      };
      rows = rows.filter((r) => {
        const held = text(r);
        return wanted.every((word) => held.includes(word));
      });
    }
    return { rows, of };
  };

  const render = (view) => {
    view.stale = false;
    const { table, element } = view;
    const columns = columnsOf(table);
    const { rows, of } = rowsOf(view, columns);
    const pages = Math.max(1, Math.ceil(rows.length / view.size));
    view.page = Math.min(view.page, pages - 1);
    const start = view.page && view.page * view.size;
    const shown = rows.slice(start, start + view.size);
    element.replaceChildren(element.caption, headOf(table, columns), ...bodiesOf(table, columns, shown));
    let status = words.no_rows;
    if (shown.length) {
      const text = view.query.trim() ? words.rows_filtered : words.rows;
      status = fill(text, { a: start + 1, b: start + shown.length, n: rows.length, m: of });
    }
    const out = table.rows.length - of;
    if (out) status += fill(words.left_out, { n: out });
    if (view.status.textContent !== status) view.status.textContent = status;
    const pager = view.section.querySelector(".pager");
    pager.hidden = of <= told.page;
    pager.querySelector(".back").disabled = view.page === 0;
    pager.querySelector(".on").disabled = view.page >= pages - 1;
  };

  /* Tables out of sight wait until they come near. */
  const watch = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        const view = views.find((view) => view.section === target);
        if (isIntersecting && view.stale) render(view);
      }
    },
    { rootMargin: "600px" },
  );
  const renderSoon = () => {
    for (const view of views) {
      view.stale = true;
      watch.unobserve(view.section);
      watch.observe(view.section);
    }
  };

  for (const view of views) {
    let timer = 0;
    const filter = view.section.querySelector("input[type=search]");
    filter.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        view.query = filter.value;
        view.page = 0;
        render(view);
      }, 120);
    });
    const turn = (by) => {
      view.page += by;
      render(view);
      view.element.closest(".region").scrollTo({ left: 0 });
      view.section.querySelector(".tools").scrollIntoView({ block: "nearest" });
    };
    const pager = view.section.querySelector(".pager");
    pager.querySelector(".back").addEventListener("click", () => turn(-1));
    pager.querySelector(".on").addEventListener("click", () => turn(1));
    pager.querySelector(".back").disabled = true;
    pager.querySelector("select").addEventListener("change", (event) => {
      view.size = Number(event.target.value) || Infinity;
      view.page = 0;
      render(view);
    });
  }

  /* ---- sources ---- */

  const panel = at("panel");
  const line = (label, ...inner) => [make("dt", {}, label), make("dd", {}, ...inner)];
  const sourceOf = (known) => {
    const [plan = 0, path = 0, kind = 0, title = 0, id = 0, row = 0, page = 0, note = 0, sentence = 0, from = 0, to = 0] = known;
    const [name, place, , hasText] = plans[plan];
    const made = make("li", {});
    const where = [strings[path]];
    if (row) where.push(fill(words.line, { n: row }));
    if (page) where.push(fill(words.page, { n: page }));
    made.append(make("p", { class: "where" }, make("strong", {}, say(`${strings[name]} ${strings[place]}`)), " ", say(where.join(" · "))));
    if (sentence) {
      const text = strings[sentence];
      const mark = make("mark", {}, text.slice(from, to));
      made.append(make("blockquote", { lang: "zh" }, text.slice(0, from), mark, text.slice(to)));
    } else {
      made.append(make("p", { class: "remark" }, hasText ? words.no_span : words.no_text));
    }
    const lines = make("dl", {});
    if (title) lines.append(...line(strings[kind], say(strings[title])));
    if (note) lines.append(...line(words.note, say(strings[note])));
    if (id) lines.append(...line(words.id, make("code", {}, say(strings[id]))));
    if (lines.childElementCount) made.append(lines);
    return made;
  };
  /* Opens the entries of a cell, or one of them, with where they come from. */
  const open = (table, r, c, e) => {
    const row = table.rows[r];
    const cell = row?.[2].find((cell) => cell[0] === c);
    if (!cell) return;
    const head = row[2].find((cell) => cell[0] === 0);
    const column = table.columns[c];
    const of = [c !== 0 && head?.[1].length ? strings[head[1][0][0]] : "", column[2] === null ? column[0] : strings[plans[column[2]][1]]];
    at("panel-title").replaceChildren(say(of.filter(Boolean).join(" · ")));
    const parts = (e === undefined ? cell[1] : [cell[1][e]]).map((entry) => {
      const part = make("section", {}, make("h3", {}, ...said(entry)));
      const places = entry[2].map((source) => sourceOf(sources[source]));
      part.append(places.length ? make("ol", { class: "sources" }, ...places) : make("p", { class: "remark" }, words.no_source));
      return part;
    });
    if (cell[3]) parts.push(make("p", { class: "remark" }, say(strings[cell[3]])));
    at("panel-body").replaceChildren(...parts);
    panel.showModal();
    panel.scrollTop = 0;
  };
  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target === panel) return panel.close();
    const section = target.closest?.("section[data-table]");
    const table = section && views.find((view) => view.section === section).table;
    if (!table) return;
    const button = target.closest("button.s");
    if (button) {
      const cell = button.closest("[data-c]");
      return open(table, Number(cell.parentElement.dataset.r), Number(cell.dataset.c), Number(button.dataset.e));
    }
    const grid = target.closest("svg .find");
    if (grid) {
      const box = grid.getBoundingClientRect();
      const place = (offset, length, count) => Math.floor((offset / length) * count);
      const { wide, high, row, column } = grid.dataset;
      const r = place(event.clientY - box.top, box.height, grid.getAttribute("height") / high);
      const c = place(event.clientX - box.left, box.width, grid.getAttribute("width") / wide);
      return open(table, Number(row) + r, Number(column) + c);
    }
    const mark = target.closest("svg [data-r]");
    if (mark) open(table, Number(mark.dataset.r), Number(mark.dataset.c));
  });

  /* Arrow keys go from entry to entry, as in a spreadsheet. */
  document.addEventListener("keydown", (event) => {
    const button = event.target.closest?.("button.s");
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!button || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const inCell = [...button.closest("[data-c]").querySelectorAll("button.s")].filter((other) => other.getClientRects().length);
    let next = step[0] ? inCell[inCell.indexOf(button) + step[0]] : undefined;
    const rows = [...button.closest("table").querySelectorAll("tr[data-r]")];
    let r = rows.indexOf(button.closest("tr"));
    let c = button.closest("[data-c]").cellIndex;
    while (!next && rows[r + step[0]] && rows[r].cells[c + step[1]]) {
      r += step[0];
      c += step[1];
      const found = [...(rows[r].cells[c]?.querySelectorAll("button.s") ?? [])].filter((other) => other.getClientRects().length);
      next = step[0] < 0 ? found.at(-1) : found[0];
    }
    event.preventDefault();
    next?.focus();
  });

  /* ---- settings ---- */

  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const theme = at("theme");
  const name = () => (theme.textContent = dark() ? words.light : words.dark);
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    name();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
  name();

  const boxes = [...document.querySelectorAll("#plans input")];
  if (boxes.length) {
    const choose = () => {
      chosen = new Set(boxes.filter((box) => box.checked).map((box) => Number(box.value)));
      at("chosen").textContent = fill(words.chosen, { n: chosen.size, m: plans.length });
      renderSoon();
    };
    const check = (wanted) => {
      for (const box of boxes) box.checked = wanted(box);
      choose();
    };
    at("plans").addEventListener("change", choose);
    at("all").addEventListener("click", () => check((box) => !box.parentElement.hidden));
    at("first").addEventListener("click", () => check((box) => Number(box.value) < told.shown));
    at("find").addEventListener("input", (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      for (const box of boxes) box.parentElement.hidden = !box.parentElement.textContent.toLowerCase().includes(wanted);
    });
  }

  /* On paper every row of the tables stands. */
  addEventListener("beforeprint", () => {
    for (const view of views) {
      view.kept = [view.page, view.size];
      [view.page, view.size] = [0, Infinity];
      render(view);
    }
    for (const more of document.querySelectorAll("details.more")) more.open = true;
  });
  addEventListener("afterprint", () => {
    for (const view of views) {
      [view.page, view.size] = view.kept;
      render(view);
    }
  });

  root.classList.add("js");
})();
