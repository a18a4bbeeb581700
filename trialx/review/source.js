// The page's text with every value's place marked; places may overlap and run over lines.

/** Build the lines of a record's page. */
function showSource(record) {
  const values = valuesOf(record);
  const lines = record.text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const sections = new Map(record.sections);
  const all = document.createDocumentFragment();
  // Values by where they begin; those that are open at a line's beginning go on from the line above.
  const waiting = values.filter((value) => value.start >= 0).sort((a, b) => a.start - b.start || b.end - a.end);
  let open = [];
  let next = 0;
  let offset = 0;
  const met = new Set();
  lines.forEach((text, at) => {
    const end = offset + text.length;
    open = open.filter((value) => value.end > offset);
    while (next < waiting.length && waiting[next].start <= end) open.push(waiting[next++]);
    if (sections.has(at + 1)) all.append(element("div", { cls: "section", text: sections.get(at + 1) }));
    all.append(lineNode(record, text, at + 1, offset, open, met));
    offset = end + 1;
  });
  const source = byId("source");
  source.replaceChildren(all);
  source.scrollTop = 0;
}

function lineNode(record, text, number, offset, open, met) {
  const claim = record.claims[number - 1];
  const node = element("div", { cls: "line", "data-line": number });
  const rule = claim >= 0 ? DATA.rules[claim] : "";
  if (claim === NO_RULE) node.classList.add("unclaimed");
  else if (!open.length) node.classList.add("quiet");
  const mark = claim === NO_RULE ? `!\u2009${number}` : String(number);
  const said = claim === NO_RULE ? "no rule accounts for this line" : rule;
  const tx = element("span", { cls: "tx" });
  node.append(element("span", { cls: "no", text: mark, title: said, "aria-hidden": "true" }), tx);
  if (claim === NO_RULE) tx.title = said;
  const here = open.filter((value) => value.start < offset + text.length && value.end > offset);
  const cuts = new Set([0, text.length]);
  for (const value of here) {
    cuts.add(Math.max(0, value.start - offset));
    cuts.add(Math.min(text.length, value.end - offset));
  }
  const points = [...cuts].sort((a, b) => a - b);
  for (let n = 0; n + 1 < points.length; n++) {
    const piece = text.slice(points[n], points[n + 1]);
    const over = here.filter((v) => v.start <= offset + points[n] && v.end >= offset + points[n + 1]);
    tx.append(over.length ? segment(piece, over, met) : piece);
  }
  if (!text) tx.append("\u200b");
  return node;
}

/** A piece of a line that one value or several were read from, the narrowest on top. */
function segment(piece, over, met) {
  const ranked = [...over].sort((a, b) => a.end - a.start - (b.end - b.start) || a.order - b.order);
  const [top] = ranked;
  const node = element("span", { cls: "seg", text: piece, title: ranked.map(described).join("\n") });
  node.dataset.values = ranked.map((value) => value.order).join(" ");
  tint(node, GROUP_OF.get(top.field) ?? 0);
  if (ranked.length > 1) node.classList.add("more");
  if (ranked.some((value) => !value.sure)) node.classList.add("doubt");
  if (ranked.some((value) => !met.has(value.order))) {
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", "-1");
    node.setAttribute("aria-label", `${piece} (${ranked.map((value) => value.path.slice(1)).join(", ")})`);
    ranked.forEach((value) => met.add(value.order));
  }
  return node;
}

function described(value) {
  return `${value.path.slice(1).replaceAll("/", ".")} · ${value.how}${value.sure ? "" : " · doubtful"}`;
}

function segmentsOf(order) {
  return document.querySelectorAll(`#source .seg[data-values~="${order}"]`);
}

/** Mark a value's place, or a line, and bring it into view. */
function pointAt({ order = -1, line = 0, focus = false }) {
  document.querySelectorAll("#source .on, #source .line.told").forEach((node) => node.classList.remove("on", "told"));
  const pieces = order >= 0 ? segmentsOf(order) : [];
  pieces.forEach((node) => node.classList.add("on"));
  const row = line ? document.querySelector(`#source .line[data-line="${line}"]`) : null;
  if (row && !pieces.length) row.classList.add("told");
  const target = pieces[0] ?? row;
  if (!target) return;
  reveal(target, byId("source"), { centred: true });
  if (!focus) return;
  const place = [...pieces].find((node) => node.hasAttribute("tabindex")) ?? target;
  if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
}
