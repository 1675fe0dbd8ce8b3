// Why a turn was read so.

const ROLE_WORDS = {
  trigger: "states a stance",
  pseudo: "only looks like a stance",
  answer: "answers the ask",
  negator: "turns it around",
  hedge: "weakens",
  booster: "strengthens",
  contrast: "what follows counts more",
  condition: "makes it depend",
  reported: "somebody else's words",
  hypothetical: "not the case",
  delegate: "gives the decision away",
  time: "points at the calendar",
  obstacle: "names an obstacle",
  act: "what the seller does",
};

/** A sequence of words; `^` and `$` stand for the ends of what was said. */
function sequence(text) {
  const said = text.replace(/^\^ ?/, "").replace(/ ?\$$/, "");
  const place = text.startsWith("^") ? (text.endsWith("$") ? " and nothing else" : " first") : text.endsWith("$") ? " last" : "";
  return `${said.includes(" ") ? "the words" : "the word"} “${said}”${place}`;
}

const READING_WORDS = {
  trigger: "a phrase says",
  last: "the last phrase says",
  opening: "it opens with",
  closing: "it closes with",
  obstacle: "it points at",
  ask: "the ask is a",
  length: "its words number",
};

function readingWords(reading) {
  const [kind, value] = reading.split(":");
  if (value === undefined) return words(kind);
  return `${READING_WORDS[kind] || words(kind)} ${value === "other" ? "something else" : words(value)}`;
}

/** The name of a feature in words. */
function featureWords(name) {
  if (name === "bias") return "how common each is";
  const [kind, ...rest] = name.split(":");
  const value = rest.join(":");
  switch (kind) {
    case "words": return sequence(value);
    case "ask_words": return `in the ask, ${sequence(value)}`;
    case "cue": return `cue ${value}`;
    default: return name.split("/").map(readingWords).join(", and ");
  }
}

function bar(share) {
  return s("svg", { class: "meter", width: "100%", "aria-hidden": "true" },
    s("rect", { class: "ground", width: "100%", height: "100%" }),
    s("rect", { class: "level", width: `${Math.max(1, share * 100)}%`, height: "100%" }));
}

/** A weight to the right of the axis where it speaks for the label, to the left where it speaks against it. */
function tilt(weight, greatest) {
  const length = Math.min(1, Math.abs(weight) / greatest) * 50;
  return s("svg", { class: "tilt", width: "100%", "aria-hidden": "true" },
    s("rect", { class: weight >= 0 ? "for" : "against", x: `${weight >= 0 ? 50 : 50 - length}%`, y: "15%", width: `${length}%`, height: "70%" }),
    s("line", { class: "axis", x1: "50%", x2: "50%", y1: "0", y2: "100%" }));
}

function signed(hundredths) {
  return `${hundredths < 0 ? "−" : "+"}${(Math.abs(hundredths) / 100).toFixed(2)}`;
}

const CUES_SHOWN = 40;

/** The panel under a turn. */
function whyPanel(call, run) {
  const { reading } = run;
  const scores = reading.scores.map((score, place) => [TABLES.labels[place], score / 1000]).sort((a, b) => b[1] - a[1]);
  const weights = [];
  for (let place = 0; place < reading.by.length; place += 2) {
    weights.push([featureWords(call.features[reading.by[place]]), reading.by[place + 1]]);
  }
  const isPlain = weights.length === 0;
  const greatest = Math.max(1, ...weights.map(([, weight]) => Math.abs(weight)));
  weights.push(["everything else", reading.rest]);
  const ask = reading.answered === null ? null : h("p", { class: "full" },
    "It answers ", h("a", { href: `#call-${call.number}-turn-${reading.answered}` }, `turn ${reading.answered}`),
    reading.act ? `, read as ${words(reading.act)}.` : ".");
  return [
    h("section", null, h("h4", null, "Read as"), h("ul", null, scores.map(([label, score]) =>
      h("li", { class: "weigh" }, h("span", null, glyph(label), ` ${LABEL_WORDS[label]}`), bar(score), h("span", null, percent(score)))))),
    isPlain ? h("section", null, h("h4", null, "What tipped it"),
      h("p", { class: "dim" }, `Nothing: no other reading came near. The next likeliest was ${LABEL_WORDS[reading.over]}.`)) : h("section", null,
      h("h4", null, `What tipped it to ${LABEL_WORDS[reading.label]}, over ${LABEL_WORDS[reading.over]}`),
      h("ul", null, weights.map(([name, weight]) =>
        h("li", { class: "weigh" }, own(name), tilt(weight, greatest), h("span", null, signed(weight)))))),
    h("section", { class: "full" }, h("h4", null, "Cues found"),
      run.hits.length === 0
        ? h("p", { class: "dim" }, "None: it went by the words alone.")
        : h("ul", null, run.hits.slice(0, CUES_SHOWN).map(([number, start, end, negated]) => {
          const [id, role, leans, , note] = CUES.get(number);
          const text = short(run.text.slice(start, end), 80);
          return h("li", null, h("mark", { class: markOf(CUES.get(number))[0] }, own(text)), " ",
            ROLE_WORDS[role] || words(role), leans ? `: ${LABEL_WORDS[leans]}` : "", negated ? ", negated" : "", ". ",
            h("span", { class: "dim" }, note), " ", h("span", { class: "cue-id" }, id));
        }), run.hits.length > CUES_SHOWN ? h("li", { class: "dim" }, `and ${run.hits.length - CUES_SHOWN} more`) : null)),
    ask,
  ];
}
