// The data of the page, and words for its names.

const DATA = JSON.parse(byId("tables").textContent);
const TABLES = DATA.tables;
const CUES = new Map(TABLES.cues);
const OBSTACLES = new Map(TABLES.obstacles.map((advice) => [advice.key, advice]));
const OUTCOMES = new Map(TABLES.outcomes);
const NEXT_STEPS = new Map(TABLES.next_steps);
const LABEL_WORDS = {
  yes: "yes",
  weak_yes: "weak yes",
  strong_no: "strong no",
  weak_no: "weak no",
  dont_know: "don't know",
  none: "no stance",
};
const CALLS = await readCalls();

CALLS.forEach((call, index) => {
  call.number = index + 1;
  const weak = call.weak_nos.filter((moment) => moment.label === "weak_no");
  call.score = weak.reduce((best, moment) => Math.max(best, moment.score), 0);
  call.weak = weak.length;
  call.letGo = weak.filter((moment) => !moment.probed).length;
  call.hay = null;
  call.deciders ||= [];
});

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < bytes.length; place++) bytes[place] = binary.charCodeAt(place);
  return bytes;
}

async function inflated(base64) {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}

/** All calls, out of sheets that are plain or, on large pages, compressed. */
async function readCalls() {
  const sheets = [...document.querySelectorAll("script.calls")];
  const texts = await Promise.all(sheets.map((sheet) => (sheet.type === "application/json" ? sheet.textContent : inflated(sheet.textContent))));
  return texts.flatMap((text) => {
    const { features, calls } = JSON.parse(text);
    for (const call of calls) call.features = features;
    return calls;
  });
}

/** An enum value in running text. */
function words(name) {
  return name.replaceAll("_", " ");
}

/** The title; where there is none, the name of the file or what else the source calls it. */
function nameOfCall(call) {
  return call.title || call.conversation.split("/").findLast(Boolean) || `Call ${call.number}`;
}

/** All that was said and who said it, in lower case, for the search. */
function hayOf(call) {
  if (call.hay === null) {
    const parts = [call.title || "", call.conversation, call.seller || ""];
    for (const { speaker } of call.speakers) if (speaker) parts.push(speaker);
    for (const said of call.said) parts.push(said[2]);
    call.hay = parts.join("\n").toLowerCase();
  }
  return call.hay;
}

/** Who speaks, where no name is known. */
function nameless(role) {
  return role === "rep" ? "seller" : role === "prospect" ? "prospect" : "somebody";
}

/** A run of turns by its number, or the one that a number inside of it belongs to. */
function runOf(call, turn) {
  let found = null;
  for (const said of call.said) {
    if (said[0] > turn) break;
    found = said;
  }
  return found;
}

/** The turns of a call as objects, with what the call says of them. */
function runsOf(call) {
  const moments = new Map(call.weak_nos.map((moment) => [moment.turn, moment]));
  const asks = new Map(call.asked.map(([turn, kind, side]) => [turn, { kind, side }]));
  const answers = new Map();
  for (const moment of call.weak_nos) {
    // It is let go once, whatever else the seller says before the next stance.
    for (const turn of moment.probed ? moment.answered_by : moment.answered_by.slice(0, 1)) answers.set(turn, moment);
  }
  let position = 0;
  return call.said.map(([turn, place, text, start, hits, reading]) => {
    const run = { turn, speaker: call.speakers[place], text, start, hits, moment: moments.get(turn), ask: asks.get(turn), answers: answers.get(turn) };
    if (reading) {
      const [label, scores, obstacles, act, answered] = reading;
      const [over, rest, ...by] = call.why[position++];
      run.reading = {
        label: TABLES.labels[label],
        scores,
        obstacles: obstacles.map((place) => TABLES.obstacles[place].key),
        act: act === null ? null : TABLES.acts[act],
        answered,
        over: TABLES.labels[over],
        rest,
        by,
      };
    }
    return run;
  });
}

/** Milliseconds as m:ss or h:mm:ss. */
function clock(ms) {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const sign = ms < 0 ? "−" : "";
  return hours ? `${sign}${hours}:${two(minutes)}:${two(seconds % 60)}` : `${sign}${minutes}:${two(seconds % 60)}`;
}
