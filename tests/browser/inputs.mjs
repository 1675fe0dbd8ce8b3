// Transcripts that a page must survive, and those that leave it little to show.

const turn = (speaker, role, text, start_ms) => ({ speaker, role, text, ...(start_ms === undefined ? {} : { start_ms }) });

export const LONG = 50_000;

const IMG = '"><img src=x onerror="window.pwned=1">';
const SCRIPT = "</script><script>window.pwned=1</script><!--";
const RLO = "\u202e";

/** Calls whose words, names, titles and ids try to be more than text. */
export function hostile() {
  const calls = [
    {
      id: `<svg onload="window.pwned=1">`,
      title: `</title></style>${SCRIPT}`,
      date: '2025-03-04"><b>',
      turns: [
        turn(IMG, "rep", `Shall we start? ${SCRIPT}`, -5),
        turn(`${RLO}Dana`, "prospect", `Not right now, maybe in spring ${IMG} </style> ${RLO}txt.exe \u2066isolated`, 10),
        turn(IMG, "rep", "No worries, I'll try you again in spring.", 20),
      ],
    },
    {
      id: "template-{{ 7 * 7 }}-{% raise %}",
      title: "{{ config }} ${7*7} &lt;b&gt; &amp;",
      turns: [
        turn(`{{ speaker }}'"\``, "rep", "Shall I send the contract? javascript:alert(1)"),
        turn("Kim", "prospect", `\u0000\u0007\u001b[31mNot really\u001b[0m\ufeff, \u200bwe're happy\u2028 with what we've got.`),
      ],
    },
    {
      id: "long",
      title: "W".repeat(5_000),
      turns: [
        turn("S".repeat(3_000), "rep", "Shall we go ahead?"),
        turn("Ann", "prospect", "a".repeat(LONG)),
        turn("S".repeat(3_000), "rep", "Any reason not to?"),
        turn("Ann", "prospect", "Not right now, I don't think so. ".repeat(LONG / 33)),
        turn("S".repeat(3_000), "rep", "😀".repeat(LONG / 2)),
        turn("Ann", "prospect", "مرحبا، ليس الآن. Not now. שלום"),
      ],
    },
    { id: "__proto__", title: "constructor", turns: [turn("__proto__", "rep", "Shall we?"), turn("toString", "prospect", "Maybe later.")] },
  ];
  return calls;
}

const say = (text) => ({ text });

/** Calls that leave out what a page likes to show, by the name of the page. */
export const SPARSE = {
  "no-weak-no": [{ id: "a", turns: [turn("Jess", "rep", "Shall we start on Monday?"), turn("Kim", "prospect", "Yes, let's do it.")] }],
  "no-roles": [{ id: "a", turns: [say("Shall we start on Monday?"), say("Not right now."), say("No worries.")] }],
  "one-call": [{ id: "a", turns: [turn("Jess", "rep", "Shall we start on Monday?"), turn("Kim", "prospect", "Not right now."), turn("Jess", "rep", "No worries.")] }],
  "no-call": [],
};

/** Many calls, for the clock. */
export function many(count) {
  const prospects = ["Not right now, after the migration.", "I'd have to ask my boss.", "No thank you.", "Yes, let's do it.", "We have no budget this year.", "It depends."];
  const fillers = ["How many people work there?", "About twenty, in two offices.", "And which tool do you use today?", "A spreadsheet, mostly, and it breaks."];
  return Array.from({ length: count }, (_, number) => {
    const turns = [];
    for (let place = 0; place < 8; place++) {
      const [first, second] = place % 2 ? fillers.slice(0, 2) : fillers.slice(2);
      turns.push(turn(`Seller ${number % 17}`, "rep", `${first} (${number}.${place})`, place * 9000), turn("Kim", "prospect", second, place * 9000 + 4000));
    }
    turns.push(turn(`Seller ${number % 17}`, "rep", "So, shall we go ahead?"), turn("Kim", "prospect", prospects[number % prospects.length]));
    turns.push(turn(`Seller ${number % 17}`, "rep", "All right, talk to you another time."));
    return { id: `call-${number}`, title: `Call about thing ${number}`, date: `2025-${String((number % 12) + 1).padStart(2, "0")}-15`, turns };
  });
}
