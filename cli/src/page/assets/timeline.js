// The call from top to bottom: the seller on the left, the prospect's stances from no to yes on the right.

const LANES = ["strong_no", "weak_no", "dont_know", "weak_yes", "yes"];
const LANE_X = { strong_no: 112, weak_no: 154, dont_know: 196, weak_yes: 238, yes: 280 };
const ASK_X = 50;
const ANSWER_X = 76;
const TIMELINE_WIDTH = 300;
const HEAD = 26;

function use(key, x, y, size) {
  return s("use", { href: `#g-${key}`, class: `g-${key}`, x: x - size / 2, y: y - size / 2, width: size, height: size });
}

/** What a turn is, in words. */
function turnWords(run) {
  const parts = [];
  if (run.reading && run.reading.label !== "none") parts.push(LABEL_WORDS[run.reading.label]);
  if (run.moment) parts.push(run.moment.probed ? "probed" : "let go");
  if (run.ask) parts.push(run.ask.side ? "side offer" : "asks");
  if (run.answers) parts.push(run.answers.probed ? "probes" : "lets it go");
  return parts;
}

function timeline(call, runs) {
  const pitch = Math.min(24, Math.max(11, 520 / runs.length));
  const size = Math.min(14, pitch + 1);
  const y = (place) => HEAD + pitch * (place + 0.5) + 4;
  const height = Math.ceil(y(runs.length - 1) + pitch);
  const places = new Map(runs.map((run, place) => [run.turn, place]));
  const stances = runs.map((run, place) => [run, place]).filter(([run]) => run.reading && run.reading.label !== "none");
  const path = stances.map(([run, place], at) => `${at ? "L" : "M"}${LANE_X[run.reading.label]} ${y(place)}`).join("");
  const rows = [];
  let numbered = -99;
  runs.forEach((run, place) => {
    const parts = turnWords(run);
    if (parts.length === 0) {
      rows.push(s("circle", { class: "tick", cx: run.speaker.role === "rep" ? ASK_X : LANE_X.dont_know, cy: y(place), r: 1.3 }));
      return;
    }
    const who = run.speaker.speaker || words(run.speaker.role);
    const label = `Turn ${run.turn}, ${readable(who)}: ${parts.join(", ")}`;
    const at = y(place);
    const number = at - numbered >= 12 ? s("text", { x: 26, y: at + 4, "text-anchor": "end" }, String(run.turn)) : null;
    if (number) numbered = at;
    rows.push(s("a", { href: `#call-${call.number}-turn-${run.turn}`, "data-turn": run.turn, "aria-label": label },
      s("rect", { class: "spot", x: 0, y: at - pitch / 2, width: TIMELINE_WIDTH, height: pitch, rx: 3 }),
      number,
      run.ask ? use("ask", ASK_X, at, size) : null,
      run.answers ? use(run.answers.probed ? "probed" : "let_go", ANSWER_X, at, size) : null,
      run.reading && run.reading.label !== "none" ? use(run.reading.label, LANE_X[run.reading.label], at, size) : null));
  });
  const reaches = call.weak_nos.flatMap((moment) => {
    const [from, to] = [places.get(moment.turn), places.get(moment.answered_by[0])];
    if (from === undefined || to === undefined) return [];
    return [s("path", { class: "reach", d: `M${LANE_X[moment.label]} ${y(from)}L${ANSWER_X} ${y(to)}` })];
  });
  return s("svg", { class: "line-chart", width: TIMELINE_WIDTH, height, viewBox: `0 0 ${TIMELINE_WIDTH} ${height}`, role: "group", "aria-label": "Timeline of the call" },
    s("text", { x: ASK_X - 8, y: 12 }, "seller"),
    s("text", { x: LANE_X.strong_no - 8, y: 12 }, "no"),
    s("text", { x: LANE_X.yes + 8, y: 12, "text-anchor": "end" }, "yes"),
    s("line", { class: "lane", x1: 0, x2: TIMELINE_WIDTH, y1: HEAD - 6, y2: HEAD - 6 }),
    LANES.map((lane) => s("line", { class: "lane", x1: LANE_X[lane], x2: LANE_X[lane], y1: HEAD - 6, y2: height })),
    path ? s("path", { class: "path", d: path }) : null,
    reaches,
    rows);
}

function timelineKey(runs) {
  const seen = new Set(runs.flatMap((run) => [
    run.reading && run.reading.label !== "none" ? run.reading.label : null,
    run.ask ? "ask" : null,
    run.answers ? (run.answers.probed ? "probed" : "let_go") : null,
  ]));
  const names = [...LANES.map((lane) => [lane, LABEL_WORDS[lane]]), ["ask", "asks"], ["probed", "probes"], ["let_go", "lets it go"]];
  return h("ul", { class: "timeline-key" }, names.filter(([key]) => seen.has(key)).map(([key, name]) => h("li", null, glyph(key), name)));
}
