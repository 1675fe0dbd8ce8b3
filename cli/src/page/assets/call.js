// One call: what came of it, the timeline, and beside it what was said.

const LONG_TEXT = 1500;
const RUNS_AT_ONCE = 300;

const NO_TESTS = {
  probed: "The no stood after the seller probed: it is a real one.",
  final: "The no was final from the start: it is a real one.",
  never_tested: "Nobody asked what stood behind the no.",
};

function verdictSays(call) {
  const parts = [];
  if (call.no_tested) parts.push(NO_TESTS[call.no_tested[0]]);
  const names = call.obstacles.map((key) => OBSTACLES.get(key).name);
  if (names.length) parts.push(`In the way: ${names.join(", ")}.`);
  const sentence = [parts.join(" ")];
  if (call.deciders.length) {
    sentence.push(" Also decides: ", own(short(call.deciders.map(([, name]) => name).join(", "), 120)), ".");
  }
  sentence.push(` Next: ${NEXT_STEPS.get(call.next_step)}.`);
  return sentence;
}

function chip(key, ...text) {
  return h("span", { class: `chip is-${key}` }, glyph(key), h("span", null, ...text));
}

function plainChip(key, ...text) {
  return h("span", { class: "chip plain" }, glyph(key), h("span", null, ...text));
}

function badges(run) {
  const list = [];
  const { reading, moment, ask, answers } = run;
  if (reading && reading.label !== "none") {
    list.push(chip(reading.label, `${LABEL_WORDS[reading.label]} ${percent(reading.scores[TABLES.labels.indexOf(reading.label)] / 1000)}`));
    if (reading.obstacles.length) list.push(h("span", { class: "dim" }, reading.obstacles.map((key) => OBSTACLES.get(key).name).join(", ")));
  }
  if (moment) list.push(plainChip(moment.probed ? "probed" : "let_go", moment.probed ? "probed" : "let go"));
  if (ask) list.push(plainChip("ask", ask.side ? "side offer" : `asks (${words(ask.kind)})`));
  if (answers) list.push(plainChip(answers.probed ? "probed" : "let_go", answers.probed ? "probes" : "lets it go"));
  return list;
}

function saidBy(run) {
  const text = beginning(run.text, LONG_TEXT);
  const said = h("p", { class: "said", dir: "auto" }, marked(text, run.hits));
  if (text.length === run.text.length) return [said];
  const all = h("button", {
    type: "button",
    class: "why-button",
    onclick: () => {
      said.replaceChildren(...marked(run.text, run.hits));
      all.remove();
    },
  }, `Show all ${run.text.length.toLocaleString("en")} characters`);
  return [said, all];
}

function whyToggle(call, run) {
  const id = `why-${call.number}-${run.turn}`;
  const panel = h("div", { class: "why", id, hidden: true });
  const button = h("button", {
    type: "button",
    class: "why-button",
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-label": `Why was turn ${run.turn} read so?`,
    onclick: () => {
      const open = panel.hidden;
      if (open && !panel.hasChildNodes()) panel.append(...whyPanel(call, run).filter(Boolean));
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    },
  }, "why");
  return { button, panel };
}

function turnItem(call, run) {
  const id = `call-${call.number}-turn-${run.turn}`;
  const label = run.reading ? run.reading.label : "none";
  const side = run.speaker.role === "rep" ? "by-rep" : run.speaker.role === "other" ? "by-other" : "by-prospect";
  const why = run.reading ? whyToggle(call, run) : null;
  const marks = badges(run);
  return h("li", { class: `turn ${side} is-${label}`, id, tabindex: "-1", "data-turn": run.turn },
    h("div", { class: "turn-head" },
      h("span", { class: "who" }, run.speaker.speaker ? own(short(run.speaker.speaker, 80)) : nameless(run.speaker.role)),
      run.speaker.speaker && run.speaker.role !== "unknown" ? h("span", { class: "dim" }, run.speaker.role === "rep" ? "seller" : words(run.speaker.role)) : null,
      run.start === null ? null : h("span", { class: "dim" }, clock(run.start)),
      h("a", { class: "at", href: `#${id}`, "aria-label": `#${run.turn}, link to this turn` }, `#${run.turn}`)),
    saidBy(run),
    marks.length || why ? h("div", { class: "turn-foot" }, marks, why ? why.button : null) : null,
    why ? why.panel : null);
}

function marksKey() {
  const key = (mark, text) => h("li", null, h("mark", { class: mark }, text));
  return h("ul", { class: "marks-key", "aria-label": "What the marks mean" },
    key("lean-weak_no", "leans to a weak no"), key("lean-strong_no", "strong no"), key("lean-dont_know", "don't know"),
    key("lean-yes", "yes"), key("says-obstacle", "obstacle"), key("says-caveat", "caveat"), key("says-turn", "turns around"),
    key("says-act", "seller's act"));
}

function rolesNote(call) {
  const seller = call.speakers.find((speaker) => speaker.role === "rep");
  if (!seller) {
    return call.turns === 0 ? null : h("p", { class: "note" }, "Who sells is not known: every turn was read as a prospect's. Say it with ", h("code", null, "--rep NAME"), ".");
  }
  if (seller.confidence === 1) return null;
  return h("p", { class: "meta" }, "Seems to sell: ", seller.speaker ? own(short(seller.speaker, 80)) : "somebody",
    ` (${percent(seller.confidence)}); correct it with `, h("code", null, "--rep"), ".");
}

/** Fills the article with a call; gives a function that shows the run with a turn, and its element. */
function renderCall(article, call, { previous, next, back }) {
  const runs = runsOf(call);
  const list = h("ol", { class: "turns" });
  const more = h("button", { type: "button", class: "quiet", onclick: () => show(list.childElementCount + RUNS_AT_ONCE) });
  const show = (count) => {
    for (const run of runs.slice(list.childElementCount, count)) list.append(turnItem(call, run));
    const left = runs.length - list.childElementCount;
    more.hidden = left === 0;
    more.textContent = `Show more: ${left.toLocaleString("en")} to go`;
  };
  show(RUNS_AT_ONCE);
  const step = (call, name, key) => call
    ? h("a", { href: `#call-${call.number}`, rel: key }, name)
    : h("span", { class: "dim" }, name);
  const meta = [call.date, call.seller ? ["sold by ", own(short(call.seller, 80))] : null,
    plural(call.turns, "turn"), plural(call.asked.length, "ask"), `call ${call.number} of ${CALLS.length.toLocaleString("en")}`].filter(Boolean);
  article.replaceChildren(
    h("nav", { class: "call-bar", "aria-label": "Calls" },
      h("a", { href: back }, "← All calls"), h("span", { class: "spread" }, step(previous, "Previous", "prev")), step(next, "Next", "next")),
    h("header", { class: "call-head" },
      h("h1", { class: "clip", id: "call-title", tabindex: "-1" }, own(short(nameOfCall(call), 200))),
      h("p", { class: "meta" }, meta.flatMap((part, at) => [at ? " · " : "", part])),
      h("p", { class: "verdict" }, chip(call.outcome, OUTCOMES.get(call.outcome)),
        call.weak ? plainChip("weak_no", `${plural(call.weak, "weak no", "weak no's")}, ${call.letGo} let go`) : null),
      h("p", { class: "verdict-says" }, verdictSays(call)),
      rolesNote(call)),
    runs.length === 0 ? h("p", { class: "note" }, "Nothing was said in this call.") : h("div", { class: "call-body" },
      h("section", { class: "aside", "aria-labelledby": "timeline-title", tabindex: "0" }, h("h2", { id: "timeline-title" }, "Timeline"), timeline(call, runs), timelineKey(runs)),
      h("section", { class: "talk", "aria-labelledby": "talk-title" }, h("h2", { id: "talk-title" }, "What was said"), marksKey(), list, more)));
  return (turn) => {
    const run = runOf(call, turn);
    if (!run) return null;
    const place = runs.findIndex((one) => one.turn === run[0]);
    if (place >= list.childElementCount) show(place + RUNS_AT_ONCE);
    return list.children[place];
  };
}
