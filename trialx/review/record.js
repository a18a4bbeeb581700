// The record: its values by group, and what it lacks or is in doubt about.

const FILTERS = ["all", "doubtful", "empty", "unclaimed", "warnings"];

/** What a filter shows of a record, and how much of it there is. */
function counts(record) {
  return {
    all: record.values.length,
    doubtful: record.values.filter((row) => !row[6]).length,
    empty: emptyOf(record).length,
    unclaimed: unclaimedOf(record).length,
    warnings: record.warnings.length,
  };
}

function showFilters(record, chosen) {
  const many = counts(record);
  const nodes = FILTERS.map((name) => {
    const label = `${name[0].toUpperCase()}${name.slice(1)} ${many[name]}`;
    return element("button", { type: "button", text: label, "data-filter": name, "aria-pressed": name === chosen });
  });
  byId("filters").replaceChildren(...nodes);
}

/** Build the record pane under a filter. */
function showRecord(record, filter) {
  byId("record-title").textContent = record.title || nameOf(record);
  const facts = [record.id, nameOf(record), `layout ${record.layout}`, coverage(record)];
  byId("record-facts").textContent = facts.filter(Boolean).join(" · ");
  showFilters(record, filter);
  const pane = byId("record");
  const parts = [];
  if (filter === "all" || filter === "warnings") parts.push(...warnings(record));
  if (filter === "all" || filter === "unclaimed") parts.push(...unclaimed(record));
  if (filter === "all" || filter === "doubtful") parts.push(...groups(record, filter));
  if (filter === "all" || filter === "empty") parts.push(...empty(record, filter));
  if (!parts.length) parts.push(element("p", { cls: "nothing", text: NOTHING[filter] }));
  pane.replaceChildren(...parts);
  pane.scrollTop = 0;
  pane.querySelector(".item")?.setAttribute("tabindex", "0");
  byId("source").dataset.filter = filter;
}

const NOTHING = {
  all: "This record has no value.",
  doubtful: "No value of this record is doubtful.",
  empty: "This record lacks no field.",
  unclaimed: "Every line of the page is accounted for.",
  warnings: "This record has no warning.",
};

function coverage(record) {
  const lines = record.claims.length;
  const missing = record.claims.filter((claim) => claim === NO_RULE).length;
  return `${lines - missing} of ${lines} lines accounted for`;
}

function heading(text, group = -1) {
  const dot = group < 0 ? [] : [element("span", { cls: "dot", "aria-hidden": "true" })];
  const node = element("h3", {}, ...dot, text);
  if (group >= 0) {
    tint(node, group);
    node.style.background = "var(--ground)";
  }
  return node;
}

function groups(record, filter) {
  const values = valuesOf(record).filter((value) => filter === "all" || !value.sure);
  const parts = [];
  DATA.groups.forEach((group, number) => {
    const own = values.filter((value) => (GROUP_OF.get(value.field) ?? 0) === number);
    if (!own.length) return;
    const rank = new Map(group.fields.map((field, at) => [field, at]));
    own.sort((a, b) => rank.get(a.field) - rank.get(b.field) || naturally(a, b));
    const list = element("ul");
    own.forEach((value, at) => list.append(element("li", {}, valueNode(value, own[at - 1]))));
    parts.push(heading(group.name, number), list);
  });
  return parts;
}

/** Entries of a list by their numbers, the parts of one entry in the order in which they were read. */
function naturally(a, b) {
  for (let n = 0; n < Math.min(a.steps.length, b.steps.length); n++) {
    if (a.steps[n] === b.steps[n]) continue;
    const [left, right] = [Number(a.steps[n]), Number(b.steps[n])];
    if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
    break;
  }
  return a.order - b.order;
}

function valueNode(value, above) {
  // What the row above says already stands back.
  let same = 0;
  while (above && same < value.steps.length - 1 && above.steps[same] === value.steps[same]) same++;
  const path = element("span", { cls: "path" });
  const [known, fresh] = [value.steps.slice(0, same).join("."), value.steps.slice(same).join(".")];
  if (known) path.append(`${known}.`);
  path.append(element("b", { text: fresh }));
  const stands = `line ${value.line} · found by ${value.how} · rule ${value.rule}${value.sure ? "" : " · doubtful"}`;
  const place = value.start < 0 ? "stands nowhere on the page: it came with the page's address" : stands;
  const node = element(
    "button",
    { cls: "item value", type: "button", tabindex: "-1", "data-order": value.order },
    path,
    element("span", { cls: "told", text: (value.sure ? "" : "? ") + words(value.value) }),
    ...value.limits.map((told) => element("span", { cls: "limit", text: told })),
    element("span", { cls: "place", text: place }),
  );
  if (!value.sure) node.classList.add("doubt");
  return node;
}

function lineItem(line, label, text, cls) {
  return element(
    "button",
    { cls: `item ${cls}`, type: "button", tabindex: "-1", "data-line": line },
    element("span", { cls: "path", text: label }),
    element("span", { cls: "told", text }),
  );
}

function listed(title, items) {
  return [heading(title), element("ul", {}, ...items.map((item) => element("li", {}, item)))];
}

function warnings(record) {
  if (!record.warnings.length) return [];
  const items = record.warnings.map((warning) => {
    const where = warning.line ? `line ${warning.line}` : "";
    const node = lineItem(warning.line ?? 0, where, `${warning.code}: ${warning.message}`, "warning");
    const at = valuesOf(record).find((value) => value.path === warning.pointer);
    if (at) node.dataset.order = at.order;
    return node;
  });
  return listed("Warnings", items);
}

function unclaimed(record) {
  const runs = unclaimedOf(record);
  if (!runs.length) return [];
  const name = ([first, last]) => (first === last ? `line ${first}` : `lines ${first}–${last}`);
  return listed("Lines without a rule", runs.map((run) => lineItem(run[0], name(run), run[2], "bad")));
}

function empty(record) {
  const missing = emptyOf(record);
  if (!missing.length) return [];
  const names = missing.map((field) => element("li", { text: field.name }));
  return [heading(`Not on the page: ${missing.length} fields`), element("ul", { cls: "empty" }, ...names)];
}
