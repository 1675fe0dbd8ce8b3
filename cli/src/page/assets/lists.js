// The re-open list and the list of calls: filtered as a whole, shown by the page.

const PAGE = 50;

/** Buttons to leaf through a list. */
function pager(element, name, first, shown, all, go) {
  if (all <= PAGE) {
    element.replaceChildren();
    return;
  }
  const button = (text, to, label) => h("button", { type: "button", class: "quiet", disabled: to < 0 || to >= all, "aria-label": label, onclick: () => go(to) }, text);
  element.replaceChildren(
    button("Previous", first - PAGE, `Previous page of ${name}`),
    h("span", null, `${(first + 1).toLocaleString("en")}–${(first + shown).toLocaleString("en")} of ${all.toLocaleString("en")}`),
    button("Next", first + PAGE, `Next page of ${name}`));
}

function meterRow(name, share) {
  return h("div", null, h("span", null, name), bar(share), h("span", null, percent(share)));
}

function reopenItem(call, place) {
  const { promise } = call;
  const moment = call.weak_nos.find((one) => one.turn === promise.turn);
  const run = runOf(call, promise.turn);
  const speaker = call.speakers[run[1]];
  const advice = moment.obstacles.map((key) => OBSTACLES.get(key));
  return h("li", null,
    h("span", { class: "place", "aria-hidden": "true" }, String(place)),
    h("div", null,
      h("p", { class: "quote" }, h("a", { href: `#call-${call.number}-turn-${promise.turn}` }, own(short(run[2], 280)))),
      h("p", { class: "by" }, speaker.speaker ? own(short(speaker.speaker, 80)) : "the prospect", ", in ",
        h("a", { href: `#call-${call.number}` }, own(short(nameOfCall(call), 90))), call.date ? `, ${call.date}` : "",
        advice.length ? ` · ${advice.map((one) => one.name).join(", ")}` : ""),
      advice.length ? h("div", { class: "ask-next" }, h("p", { class: "label" }, "Ask next"), advice[0].questions.map((question) => h("p", null, question))) : null),
    h("div", { class: "promise" },
      h("p", { class: "whole" }, h("b", null, String(Math.round(promise.total * 100))), "promise of 100"),
      meterRow("weak no", promise.score), meterRow("openness", promise.openness), meterRow("warmth", promise.warmth)));
}

const REOPEN = CALLS.filter((call) => call.promise).sort((a, b) => b.promise.total - a.promise.total || a.number - b.number);

function showReopen(first) {
  const shownCalls = REOPEN.slice(first, first + PAGE);
  const list = byId("reopen-list");
  list.start = first + 1;
  list.replaceChildren(...shownCalls.map((call, at) => reopenItem(call, first + at + 1)));
  pager(byId("reopen-pager"), "calls worth re-opening", first, shownCalls.length, REOPEN.length, (to) => {
    showReopen(to);
    byId("reopen").scrollIntoView();
  });
}

// What the fields of the form may say, and which calls they keep.

const MOMENTS = new Map([
  ["weak_no", ["heard", (call) => call.weak > 0]],
  ["probed", ["one probed", (call) => call.weak > call.letGo]],
  ["let_go", ["one let go", (call) => call.letGo > 0]],
  ["let_go_dont_know", ["don't-know let go", (call) => call.weak_nos.some((moment) => moment.label === "dont_know" && !moment.probed)]],
  ["strong_no", ["a strong no heard", (call) => call.stances[TABLES.labels.indexOf("strong_no")] > 0]],
]);
const NO_SELLER = "\u0000";
const KEEPERS = {
  outcome: (value) => (call) => call.outcome === value,
  obstacle: (value) => (call) => call.obstacles.includes(value) || call.weak_nos.some((moment) => moment.obstacles.includes(value)),
  seller: (value) => (call) => (call.seller || NO_SELLER) === value,
  month: (value) => (call) => (call.date || "").startsWith(value),
  moment: (value) => (MOMENTS.get(value) || ["", () => true])[1],
  score: (value) => (call) => call.score >= Number(value),
  q: (value) => {
    const wanted = value.toLowerCase().split(/\s+/).filter(Boolean);
    return (call) => wanted.every((word) => hayOf(call).includes(word));
  },
};
const newestFirst = (a, b) => (b.date || "").localeCompare(a.date || "");
const SORTS = new Map([
  ["", ["as given", () => 0]],
  ["promise", ["most promising", (a, b) => (b.promise ? b.promise.total : -1) - (a.promise ? a.promise.total : -1)]],
  ["score", ["highest score", (a, b) => b.score - a.score]],
  ["let_go", ["most let go", (a, b) => b.letGo - a.letGo]],
  ["newest", ["newest", newestFirst]],
  ["longest", ["longest", (a, b) => b.turns - a.turns]],
  ["title", ["title", (a, b) => nameOfCall(a).localeCompare(nameOfCall(b))]],
]);

const FORM = byId("filters");
let found = CALLS;

function options(name, list, any) {
  const select = byId(`f-${name}`);
  select.replaceChildren(...(any ? [h("option", { value: "" }, any)] : []), ...list.map(([value, text]) => h("option", { value }, text)));
  // A choice of nothing is no choice.
  select.closest("label").hidden = any !== null && list.length === 0;
}

function distinct(values) {
  return [...new Set(values)].sort((a, b) => a.localeCompare(b));
}

function fillForm() {
  FORM.hidden = CALLS.length === 0;
  options("outcome", TABLES.outcomes, "any");
  options("obstacle", TABLES.obstacles.map((advice) => [advice.key, advice.name]), "any");
  const sellers = distinct(CALLS.flatMap((call) => (call.seller ? [call.seller] : []))).map((name) => [name, readable(name)]);
  if (sellers.length && DATA.totals.without_seller) sellers.push([NO_SELLER, "not named"]);
  options("seller", sellers, "any");
  options("month", Object.keys(DATA.totals.by_month).sort().reverse().map((month) => [month, month]), "any");
  options("moment", [...MOMENTS].map(([key, [name]]) => [key, name]), "any");
  options("score", ["0.5", "0.7", "0.9", "0.95"].map((score) => [score, `${Math.round(score * 100)}%`]), "any");
  options("sort", [...SORTS].map(([key, [name]]) => [key, name]), null);
}

/** The form as a query; fields that say nothing are left out. */
function query() {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(FORM)) if (value) params.set(name, value);
  return params.toString();
}

function setForm(params) {
  FORM.reset();
  for (const [name, value] of params) {
    const field = byId(`f-${name}`);
    if (field) field.value = value;
  }
}

/** Where the search found something. */
function hitOf(call, word) {
  for (const [turn, , text] of call.said) {
    const at = text.toLowerCase().indexOf(word);
    if (at < 0) continue;
    const [from, to] = [Math.max(0, at - 40), at + word.length + 60];
    const piece = `${from ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
    return h("p", { class: "hit" }, h("a", { href: `#call-${call.number}-turn-${turn}` }, own(piece)));
  }
  return null;
}

function callItem(call, phrase, word) {
  const meta = [call.date, call.seller, plural(call.turns, "turn")].filter(Boolean);
  const pairs = [];
  if (call.weak) pairs.push(h("span", { class: "pair" }, glyph("weak_no"), `${call.weak} weak`));
  if (call.letGo) pairs.push(h("span", { class: "pair" }, glyph("let_go"), `${call.letGo} let go`));
  return h("li", null,
    h("a", { class: "row", href: `#call-${call.number}` },
      h("span", { class: "no" }, String(call.number)),
      h("span", { class: "name" }, h("span", { class: "title clip" }, own(short(nameOfCall(call), 160))),
        h("span", { class: "meta clip" }, meta.flatMap((part, at) => [at ? " · " : "", own(short(part, 80))]))),
      h("span", null, chip(call.outcome, OUTCOMES.get(call.outcome))),
      h("span", { class: "obst" }, call.obstacles.map((key) => OBSTACLES.get(key).name).join(", ")),
      h("span", { class: "marks" }, pairs)),
    word ? hitOf(call, phrase) || hitOf(call, word) : null);
}

function showCalls(first) {
  const shownCalls = found.slice(first, first + PAGE);
  const phrase = byId("f-q").value.trim().toLowerCase();
  const [word] = phrase.split(/\s+/);
  byId("calls-list").replaceChildren(...shownCalls.map((call) => callItem(call, phrase, word)));
  pager(byId("calls-pager"), "calls", first, shownCalls.length, found.length, (to) => {
    showCalls(to);
    byId("calls").scrollIntoView();
  });
}

function filterCalls() {
  const keepers = [...new FormData(FORM)].filter(([name, value]) => value && KEEPERS[name]).map(([name, value]) => KEEPERS[name](value));
  found = CALLS.filter((call) => keepers.every((keep) => keep(call)));
  const [, compare] = SORTS.get(byId("f-sort").value) || SORTS.get("");
  found.sort((a, b) => compare(a, b) || a.number - b.number);
  byId("calls-status").textContent = CALLS.length === 0
    ? "No call was read."
    : found.length === 0
      ? "No call matches. Take a filter away."
      : `${found.length.toLocaleString("en")} of ${plural(CALLS.length, "call")}`;
  showCalls(0);
}
