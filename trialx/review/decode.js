// The data of the page: from the rows of the JSON to values with their text and their group.

const DATA = JSON.parse(document.getElementById("data").textContent);
const AS_IT_STANDS = 0;
const TIDIED = 1;
const NO_RULE = -1;
const CRITERIA = new Set(["inclusion", "exclusion", "criteria_text"]);

const GROUP_OF = new Map();
DATA.groups.forEach((group, number) => group.fields.forEach((field) => GROUP_OF.set(field, number)));

/** The values of a record, decoded when it is first shown; `order` is their order in the record. */
function valuesOf(record) {
  record.decoded ??= record.values.map((row, order) => {
    const [path, start, end, line, rule, how, sure, form, sent] = row;
    const piece = record.text.slice(start, end);
    const value = form === AS_IT_STANDS ? piece : form === TIDIED ? tidied(piece) : sent;
    const steps = path.slice(1).split("/");
    const limits = CRITERIA.has(steps[1]) ? limitsIn(record, start, end) : [];
    return { path, steps, field: steps[0], start, end, line, rule: DATA.rules[rule], how, sure, value, order, limits };
  });
  return record.decoded;
}

/** The thresholds of the criteria that begin between two offsets, in words. */
function limitsIn(record, start, end) {
  return record.thresholds.filter(([at]) => start <= at && at < end).map(([, told]) => told);
}

function tidied(piece) {
  const lines = piece.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
  return lines.filter(Boolean).join("\n").replace(/\\([!-/:-@[-^`{-~])/g, "$1");
}

/** A value in words: a list's entries behind one another, a truth as yes or no. */
function words(value) {
  if (Array.isArray(value)) return value.map(words).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Which of the fields that a record may lack it has: "found", "doubt" or absent from the map. */
function foundIn(record) {
  if (record.found) return record.found;
  record.found = new Map();
  const warned = new Set(record.warnings.map((warning) => warning.pointer).filter(Boolean));
  for (const [path, , , , , , sure] of record.values) {
    const [field, part] = path.slice(1).split("/");
    const state = sure && !warned.has(path) ? "found" : "doubt";
    for (const name of [field, `${field}.${part}`]) {
      if (record.found.get(name) !== "doubt") record.found.set(name, state);
    }
  }
  return record.found;
}

function emptyOf(record) {
  return DATA.fields.filter((field) => !foundIn(record).has(field.name));
}

/** The runs of lines that nothing accounts for: [first, last, text of the first]. */
function unclaimedOf(record) {
  const lines = record.text.split("\n");
  const runs = [];
  record.claims.forEach((claim, at) => {
    if (claim !== NO_RULE) return;
    const open = runs.at(-1);
    const between = open ? record.claims.slice(open[1], at) : [0];
    if (between.every((one) => one < NO_RULE)) open[1] = at + 1;
    else runs.push([at + 1, at + 1, lines[at].trim()]);
  });
  return runs;
}

/** An element with its class, text, attributes. */
function element(tag, { cls = "", text = "", ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** The folder that all files have in common is not shown. */
const FOLDER = (() => {
  const names = DATA.records.map((record) => record.file);
  let folder = names[0].slice(0, names[0].lastIndexOf("/") + 1);
  while (!names.every((name) => name.startsWith(folder))) folder = folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
  return folder;
})();

const nameOf = (record) => record.file.slice(FOLDER.length);

const byId = (id) => document.getElementById(id);

/**
 * Scroll a pane until a node in it is seen, by as little as that takes or to the pane's middle.
 * Not scrollIntoView(): in some browsers (Chromium 150) the next Tab then starts from that node and passes over the
 * link that skips to the record.
 */
function reveal(node, pane, { centred = false } = {}) {
  const [box, view] = [node.getBoundingClientRect(), pane.getBoundingClientRect()];
  const top = box.top - view.top - pane.clientTop;
  const below = top + box.height - pane.clientHeight;
  if (centred) pane.scrollTop += (top + below) / 2;
  else if (top < 0 || box.height > pane.clientHeight) pane.scrollTop += top;
  else if (below > 0) pane.scrollTop += below;
}

/** Colour a node as a group of fields. */
function tint(node, group) {
  node.classList.add("tint");
  node.style.setProperty("--hue", DATA.groups[group].hue);
  return node;
}
