// The heat map: a row a field, a column a page, and how many of the pages tell each field.

const ROW = 18;
const WIDEST_CELL = 16;
const NARROWEST_CELL = 1.5;
const NAMES_AND_SHARES = 400;
// What separates two cells, where there is room for it.
const GAP_FROM = 5;

/** Build the table of fields; the cells of a row are one canvas, since there may be thousands. */
function showOverview(leastFirst) {
  const total = DATA.records.length;
  const rows = DATA.fields.map((field) => {
    const states = DATA.records.map((record) => foundIn(record).get(field.name));
    return { ...field, states, found: states.filter(Boolean).length };
  });
  if (leastFirst) rows.sort((a, b) => a.found - b.found);
  // The names and the shares take their columns first; on a narrow screen they stand above the cells.
  const room = byId("map").clientWidth - (isNarrow() ? 4 : NAMES_AND_SHARES);
  const cell = Math.max(NARROWEST_CELL, Math.min(WIDEST_CELL, room / total));
  const body = element("tbody");
  let group = -1;
  for (const row of rows) {
    if (!leastFirst && row.group !== group) {
      group = row.group;
      const name = element("th", { scope: "colgroup", colspan: "3", text: DATA.groups[group].name });
      body.append(element("tr", { cls: "group" }, name));
    }
    body.append(rowNode(row, total, cell));
  }
  const heads = ["Field", "Found on", "Pages, in the order of the list"].map((text) => element("th", { scope: "col", text }));
  byId("map").replaceChildren(element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body));
  byId("overview-facts").textContent = facts(rows, total);
}

function facts(rows, total) {
  const layouts = new Map();
  for (const record of DATA.records) layouts.set(record.layout, (layouts.get(record.layout) ?? 0) + 1);
  const kinds = [...layouts].map(([name, many]) => `${name} ${many}`).join(", ");
  const never = rows.filter((row) => !row.found).length;
  const lines = DATA.records.reduce((sum, record) => sum + record.claims.filter((c) => c === NO_RULE).length, 0);
  return `${total} pages (${kinds}); ${never} of ${rows.length} fields on none of them; ${lines} ${lines === 1 ? "line" : "lines"} without a rule`;
}

function rowNode(row, total, cell) {
  const doubtful = row.states.filter((state) => state === "doubt").length;
  const said = `${row.name}: found on ${row.found} of ${total} pages${doubtful ? `, doubtful on ${doubtful}` : ""}`;
  const bar = element("i");
  tint(bar, row.group).style.width = `${(100 * row.found) / total}%`;
  const share = element("button", { cls: "share", type: "button", "data-lacking": row.name, text: `${row.found} / ${total}` }, bar);
  share.setAttribute("aria-label", `${said}; list the pages that lack it`);
  const canvas = element("canvas", { role: "img", "aria-label": said, "data-field": row.name });
  draw(canvas, row, cell);
  const name = element("th", { scope: "row", text: row.name });
  return element("tr", {}, name, element("td", {}, share), element("td", {}, canvas));
}

function draw(canvas, row, cell) {
  const scale = window.devicePixelRatio || 1;
  const width = row.states.length * cell;
  canvas.width = width * scale;
  canvas.height = ROW * scale;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${ROW}px`;
  canvas.dataset.cell = cell;
  const brush = canvas.getContext("2d");
  brush.scale(scale, scale);
  const dark = isDark();
  const full = `oklch(${dark ? "0.66 0.11" : "0.58 0.12"} ${DATA.groups[row.group].hue})`;
  const gap = cell >= GAP_FROM ? 1 : 0;
  // Cells begin and end on whole dots, or thin seams would show between them.
  const dot = (x) => Math.round(x * scale) / scale;
  row.states.forEach((state, at) => {
    const left = dot(at * cell);
    const wide = dot((at + 1) * cell) - left - gap;
    brush.fillStyle = state ? full : dark ? "#262a2f" : "#e9e7e2";
    brush.fillRect(left, 1, wide, ROW - 2);
    if (state !== "doubt") return;
    brush.fillStyle = dark ? "#f1c566" : "#c77f00";
    brush.fillRect(left, 1, wide, (ROW - 2) / 2);
  });
}

function isDark() {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Which page and field a mouse stands over. */
function cellAt(event) {
  const canvas = event.target.closest("canvas");
  if (!canvas) return null;
  const number = Math.floor((event.clientX - canvas.getBoundingClientRect().left) / Number(canvas.dataset.cell));
  return DATA.records[number] ? { number, field: canvas.dataset.field } : null;
}
