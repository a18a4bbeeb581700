// What the person does: what is shown, what is chosen, the keys.

const state = { record: 0, chosen: null, filter: "all", query: "", lacking: "", shown: [], leastFirst: false };
const current = () => DATA.records[state.record];
const isNarrow = () => window.matchMedia("(max-width: 760px)").matches;

/** Show a view (on a narrow screen: one pane of it). */
function go(name) {
  document.body.dataset.view = name === "overview" ? "overview" : "record";
  document.body.dataset.pane = name;
  const pressed = isNarrow() ? name : document.body.dataset.view;
  document.querySelectorAll("nav button").forEach((b) => b.setAttribute("aria-pressed", b.dataset.go === pressed));
  if (name === "overview") showOverview(state.leastFirst);
}

function open(number, pointer = "") {
  state.record = number;
  state.chosen = null;
  showSource(current());
  showRecord(current(), state.filter);
  markPage(number);
  const value = pointer && valuesOf(current()).find((one) => one.path === pointer);
  if (value) choose(itemOf(value.order));
  else remember();
}

function remember() {
  const value = state.chosen?.dataset.order;
  const path = value ? valuesOf(current())[value].path : "";
  history.replaceState(null, "", `#${state.record + 1}${path}`);
}

const itemOf = (order) => document.querySelector(`#record .item.value[data-order="${order}"]`);

/** Choose a row of the record and point at its place; `focus` is "source", "record" or nothing. */
function choose(item, focus = "") {
  if (!item) return;
  document.querySelectorAll('#record .item[aria-current="true"]').forEach((node) => node.removeAttribute("aria-current"));
  document.querySelectorAll('#record .item[tabindex="0"]').forEach((node) => node.setAttribute("tabindex", "-1"));
  item.setAttribute("aria-current", "true");
  item.setAttribute("tabindex", "0");
  state.chosen = item;
  reveal(item, byId("record"));
  if (focus === "record") item.focus({ preventScroll: true });
  const order = item.dataset.order ? Number(item.dataset.order) : -1;
  pointAt({ order, line: Number(item.dataset.line ?? 0), focus: focus === "source" });
  remember();
}

/** Go from a place on the page to its value; clicks go round the values of a place, Enter goes to the chosen one. */
function back(segment, { around }) {
  const orders = segment.dataset.values.split(" ").map(Number);
  const at = orders.indexOf(Number(state.chosen?.dataset.order ?? -1));
  const order = orders[at >= 0 && !around ? at : (at + 1) % orders.length];
  if (!itemOf(order)) filterBy("all");
  if (isNarrow()) go("record");
  choose(itemOf(order), "record");
}

function filterBy(name) {
  state.filter = name;
  state.chosen = null;
  showRecord(current(), name);
  pointAt({});
}

function list() {
  state.shown = matching(state.query, state.lacking);
  showPages(state);
}

/** The next value: in the page's order while the page has the focus, else in the record's. */
function step(by) {
  const inSource = byId("source").contains(document.activeElement);
  const items = [...document.querySelectorAll("#record .item")];
  if (inSource) items.sort((a, b) => lineOf(a) - lineOf(b));
  const at = items.indexOf(state.chosen);
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  choose(next, inSource ? "source" : "record");
}

function lineOf(item) {
  const order = item.dataset.order;
  return order ? valuesOf(current())[order].start : current().text.split("\n", item.dataset.line - 1).join("\n").length;
}

function turn(by) {
  const at = state.shown.indexOf(state.record);
  const number = state.shown[at < 0 ? 0 : at + by];
  if (number === undefined) return;
  open(number);
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => turn(1),
  p: () => turn(-1),
  o: () => DATA.records.length > 1 && go(document.body.dataset.view === "overview" ? "record" : "overview"),
  "?": () => byId("help").showModal(),
  "/": () => {
    if (DATA.records.length < 2) return;
    if (isNarrow()) go("pages");
    byId("search").focus();
  },
};
FILTERS.forEach((name, at) => (KEYS[at + 1] = () => filterBy(name)));

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const { target } = event;
  if (target === byId("search")) {
    if (event.key === "Escape") leaveSearch(event);
    if (event.key === "Enter" && state.shown.length) openFirst();
    return;
  }
  const segment = target.closest?.(".seg, #source .line");
  if (segment && (event.key === "Enter" || event.key === "Escape")) {
    event.preventDefault();
    if (segment.matches(".seg") && event.key === "Enter") back(segment, { around: false });
    else returnToRecord();
  } else if (target.matches?.("#record .item") && event.key === "Enter") {
    event.preventDefault();
    if (isNarrow()) go("source");
    choose(target, "source");
  } else if (event.key === "Escape") {
    if (document.body.dataset.view === "overview") go("record");
    else filterBy("all");
  } else if (Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

function returnToRecord() {
  if (isNarrow()) go("record");
  (state.chosen ?? byId("record")).focus();
}

function leaveSearch(event) {
  event.preventDefault();
  state.query = byId("search").value = "";
  list();
  returnToRecord();
}

function openFirst() {
  const number = state.shown.includes(state.record) ? state.record : state.shown[0];
  open(number);
  if (isNarrow()) go("record");
  document.querySelector("#record .item")?.focus();
}

function onClick(event) {
  const { target } = event;
  const item = target.closest("#record .item");
  const segment = target.closest(".seg");
  const button = target.closest("button");
  if (item) {
    if (isNarrow()) go("source");
    choose(item);
  } else if (segment) back(segment, { around: true });
  else if (button?.dataset.record) {
    open(Number(button.dataset.record));
    go(isNarrow() ? "source" : "record");
  } else if (button?.dataset.go) go(button.dataset.go);
  else if (button?.dataset.filter) {
    filterBy(button.dataset.filter);
    document.querySelector(`#filters [data-filter="${state.filter}"]`).focus();
  } else if (button?.dataset.lacking) lack(button.dataset.lacking);
  else if (target.closest("canvas")) {
    const cell = cellAt(event);
    if (cell) openCell(cell);
  }
}

function lack(field) {
  state.lacking = field;
  list();
  if (isNarrow()) go("pages");
  byId("lacking").focus();
}

function openCell({ number, field }) {
  open(number);
  go("record");
  const path = `/${field.replace(".", "/")}`;
  const value = valuesOf(current()).find((one) => one.path === path || one.path.startsWith(`${path}/`));
  if (value) choose(itemOf(value.order), "record");
  else filterBy("empty");
}

const THEMES = ["", "light", "dark"];
const SAID = { "": "as the system", light: "light", dark: "dark" };

function theme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
  byId("theme").setAttribute("aria-label", `Theme: ${SAID[name]}`);
  byId("theme").title = `Theme: ${SAID[name]}`;
  byId("theme").firstElementChild.textContent = { "": "◐", light: "☀", dark: "☾" }[name];
  try {
    localStorage.setItem("trialx-theme", name);
  } catch {
    // A browser may keep nothing for a file; the theme then lasts as long as the page.
  }
  if (document.body.dataset.view === "overview") showOverview(state.leastFirst);
}

function begin() {
  document.body.classList.toggle("single", DATA.records.length < 2 && !DATA.failures.length);
  byId("legend").replaceChildren(...DATA.groups.map((group, number) => tint(element("span", { text: group.name }), number)));
  let kept = "";
  try {
    kept = localStorage.getItem("trialx-theme") ?? "";
  } catch {
    kept = "";
  }
  theme(THEMES.includes(kept) ? kept : "");
  showFailures();
  list();
  const [, number, pointer] = location.hash.match(/^#(\d+)(\/.*)?$/) ?? [];
  const wanted = Number(number ?? 1) - 1;
  open(DATA.records[wanted] ? wanted : 0, decodeURIComponent(pointer ?? ""));
  go("record");
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    go("record");
    byId("record").focus();
  });
  byId("search").addEventListener("input", (event) => {
    state.query = event.target.value;
    list();
  });
  byId("lacking").addEventListener("click", () => {
    state.lacking = "";
    list();
    byId("search").focus();
  });
  byId("theme").addEventListener("click", () => {
    const now = document.documentElement.dataset.theme ?? "";
    theme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
  });
  byId("keys").addEventListener("click", () => byId("help").showModal());
  byId("sort").addEventListener("click", (event) => {
    state.leastFirst = !state.leastFirst;
    event.currentTarget.setAttribute("aria-pressed", state.leastFirst);
    showOverview(state.leastFirst);
  });
  byId("map").addEventListener("mousemove", (event) => {
    const cell = cellAt(event);
    if (!cell) return;
    const record = DATA.records[cell.number];
    const found = { found: "found", doubt: "doubtful" }[foundIn(record).get(cell.field)] ?? "not found";
    byId("pointed").textContent = `${nameOf(record)}: ${cell.field}: ${found}`;
  });
  window.addEventListener("resize", () => go(document.body.dataset.pane));
}

begin();
