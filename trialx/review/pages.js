// The list of pages, narrowed by words and by a field that they lack.

/** Return the numbers of the records that match the words and lack the field. */
function matching(query, lacking) {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return DATA.records.flatMap((record, number) => {
    if (lacking && foundIn(record).has(lacking)) return [];
    if (!wanted.length) return [number];
    record.haystack ??= `${record.title}\n${record.id}\n${record.file}\n${record.layout}\n${record.text}`.toLowerCase();
    return wanted.every((word) => record.haystack.includes(word)) ? [number] : [];
  });
}

function showPages(state) {
  const nodes = state.shown.map((number) => {
    const record = DATA.records[number];
    const button = element("button", { type: "button", "data-record": number, "aria-current": number === state.record });
    const facts = element("span", { cls: "facts", text: [record.id, record.title ? nameOf(record) : ""].filter(Boolean).join(" · ") });
    button.append(element("span", { cls: "name", text: record.title || nameOf(record) }), facts);
    const doubtful = record.values.filter((row) => !row[6]).length;
    const lines = record.claims.filter((claim) => claim === NO_RULE).length;
    if (doubtful) facts.append(" ", element("span", { cls: "badge doubt", text: `? ${doubtful} doubtful` }));
    if (lines) facts.append(" ", element("span", { cls: "badge bad", text: `! ${lines} ${lines === 1 ? "line" : "lines"}` }));
    return element("li", {}, button);
  });
  byId("pages").replaceChildren(...nodes);
  const all = DATA.records.length;
  byId("count").textContent = state.shown.length === all ? `${all} pages` : `${state.shown.length} of ${all} pages`;
  const lacking = byId("lacking");
  lacking.hidden = !state.lacking;
  lacking.textContent = `without ${state.lacking} ✕`;
  lacking.setAttribute("aria-label", `Show also pages with ${state.lacking}`);
}

function markPage(number) {
  document.querySelectorAll("#pages button").forEach((button) => {
    const here = Number(button.dataset.record) === number;
    button.setAttribute("aria-current", here);
    if (here) reveal(button, byId("pages"));
  });
}

function showFailures() {
  if (!DATA.failures.length) return;
  const box = byId("failures");
  box.hidden = false;
  const many = DATA.failures.length;
  box.querySelector("summary").textContent = many === 1 ? "1 page without a record" : `${many} pages without a record`;
  const items = DATA.failures.map(([name, why]) => element("li", {}, element("b", { text: name }), `: ${why}`));
  box.querySelector("ul").replaceChildren(...items);
}
