// Showing what was said: isolated, with unseen characters as symbols, and with the evidence marked.

// Control characters and marks of direction; `text.rs` knows the same ones.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const NAMES = {
  0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO", 0x2066: "LRI", 0x2067: "RLI",
  0x2068: "FSI", 0x2069: "PDI", 0x200e: "LRM", 0x200f: "RLM", 0x061c: "ALM", 0x200b: "ZWSP", 0xfeff: "BOM", 0x00ad: "SHY",
};

/** Text as nodes; what would not be seen becomes a symbol. */
function shown(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > at) nodes.push(text.slice(at, match.index));
    const code = match[0].codePointAt(0);
    const name = NAMES[code] || `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    nodes.push(h("span", { class: "ctl", title: `invisible character ${name}` }, name));
    at = match.index + match[0].length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

/** A name or a title out of a transcript, isolated from the text around it. */
function own(text) {
  return h("bdi", null, shown(text));
}

/** The beginning of a text, cut between characters. */
function beginning(text, length) {
  if (text.length <= length) return text;
  const half = text.charCodeAt(length - 1);
  return text.slice(0, half >= 0xd800 && half < 0xdc00 ? length - 1 : length);
}

/** A title of bearable length. */
function short(text, length) {
  return text.length <= length ? text : `${beginning(text, length)}…`;
}

/** A name where nothing but plain text will do. */
function readable(text) {
  return short(text.replace(UNSEEN, "\ufffd"), 60);
}

// What cues do, as far as marks tell it apart. The rank decides where marks overlap.
const MARK_OF_ROLE = {
  trigger: ["lean", 6],
  answer: ["lean", 6],
  delegate: ["says-obstacle", 5],
  obstacle: ["says-obstacle", 5],
  negator: ["says-turn", 4],
  contrast: ["says-turn", 4],
  hedge: ["says-caveat", 3],
  condition: ["says-caveat", 3],
  hypothetical: ["says-caveat", 3],
  time: ["says-caveat", 3],
  act: ["says-act", 2],
};

function markOf(cue) {
  const [, role, leans] = cue;
  const [mark, rank] = MARK_OF_ROLE[role] || ["says-other", 1];
  return mark === "lean" ? [`lean-${leans || "none"}`, rank] : [mark, rank];
}

/** Text as nodes, with the cues that were found marked. */
function marked(text, hits) {
  const edges = new Set([0, text.length]);
  const spans = [];
  for (const [number, start, end] of hits) {
    if (start >= text.length) continue;
    const stop = Math.min(end, text.length);
    const cue = CUES.get(number);
    const [mark, rank] = markOf(cue);
    spans.push({ start, end: stop, mark, rank, id: cue[0] });
    edges.add(start).add(stop);
  }
  if (spans.length === 0) return shown(text);
  const places = [...edges].sort((a, b) => a - b);
  spans.sort((a, b) => a.start - b.start);
  const nodes = [];
  let open = [];
  let next = 0;
  let last = null;
  for (let place = 0; place + 1 < places.length; place++) {
    const [from, to] = [places[place], places[place + 1]];
    open = open.filter((span) => span.end > from);
    while (next < spans.length && spans[next].start === from) open.push(spans[next++]);
    const piece = shown(text.slice(from, to));
    const top = open.reduce((best, span) => (best && best.rank >= span.rank ? best : span), null);
    if (!top) {
      nodes.push(...piece);
      last = null;
    } else if (last && last.span === top) {
      last.element.append(...piece);
    } else {
      last = { span: top, element: h("mark", { class: top.mark, title: top.id }, piece) };
      nodes.push(last.element);
    }
  }
  return nodes;
}
