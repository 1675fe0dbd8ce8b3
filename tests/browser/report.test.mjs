// What a reader of the page does, and what a transcript must not do to it.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { LONG, SPARSE, hostile, many } from "./inputs.mjs";
import { launch, makePage, open } from "./page.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SAMPLES = new URL("../../data/calls", import.meta.url).pathname;

let browser;
let samples;
before(async () => {
  browser = await launch();
  samples = makePage(SAMPLES);
});
after(() => browser?.close());

/** Opens a page, looks, and holds that nothing was done that a page must not do. */
async function looking(path, options, look) {
  const opened = await open(browser, path, options);
  try {
    await look(opened.page, opened);
    assert.deepEqual(opened.faults, []);
  } finally {
    await opened.close();
  }
}

const rows = (page) => page.locator("#calls-list > li").count();
const status = (page) => page.locator("#calls-status").textContent();

async function assertNoOverflow(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `the page is ${wide} px wide in a window of ${room}`);
}

/** Opens everything that can be opened in a call. */
const pressAll = (page) => page.evaluate(() => document.querySelectorAll(".why-button").forEach((button) => button.click()));

/** Serious and critical findings of axe, one a line. */
async function serious(page) {
  // The policy of the page lets no script in; the tool that looks at it comes in through the debugger.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, { resultTypes: ['violations'] }).then((found) => JSON.stringify(found.violations))",
    awaitPromise: true,
  });
  return JSON.parse(result.value)
    .filter((found) => ["serious", "critical"].includes(found.impact))
    .map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

test("the samples open quietly, with a policy, and show all calls", () => looking(samples, {}, async (page) => {
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(await rows(page), 12);
  assert.equal(await page.locator('[data-figure="calls"]').textContent(), "12");
  await assertNoOverflow(page);
}));

test("filters narrow the list, can be combined, shared and cleared", () => looking(samples, {}, async (page, { url }) => {
  await page.selectOption("#f-outcome", "undecided");
  const undecided = await page.locator('[data-figure="outcomes.undecided"]').textContent();
  assert.equal(await rows(page), Number(undecided));
  assert.match(await status(page), new RegExp(`^${undecided} of 12 calls`));
  assert.match(page.url(), /#calls\?outcome=undecided$/);
  await page.fill("#f-q", "director");
  assert.equal(await rows(page), 1);
  assert.match(await page.locator(".hit").textContent(), /director/i);
  await page.goto("about:blank");
  await page.goto(`${url}#calls?outcome=undecided&q=director`);
  assert.equal(await rows(page), 1);
  assert.equal(await page.inputValue("#f-outcome"), "undecided");
  await page.click('#filters button[type="reset"]');
  await page.waitForFunction(() => document.querySelectorAll("#calls-list > li").length === 12);
  await page.fill("#f-q", "a zyxwvut");
  assert.match(await status(page), /No call matches/);
}));

test("every option of every filter keeps only what it says", () => looking(samples, {}, async (page) => {
  for (const field of ["outcome", "obstacle", "seller", "month", "moment", "score"]) {
    const values = await page.locator(`#f-${field} option`).evaluateAll((all) => all.map((option) => option.value));
    for (const value of values.filter(Boolean)) {
      await page.selectOption(`#f-${field}`, value);
      const shown = await rows(page);
      assert.ok(shown <= 12 && (shown > 0) === !(await status(page)).startsWith("No call"), `${field}=${value}`);
    }
    await page.selectOption(`#f-${field}`, "");
  }
  const titles = () => page.locator("#calls-list .title").allTextContents();
  await page.selectOption("#f-sort", "title");
  const sorted = await titles();
  assert.deepEqual(sorted, [...sorted].sort((a, b) => a.localeCompare(b)));
}));

test("a part of a chart leads to the calls behind it", () => looking(samples, {}, async (page) => {
  const link = page.locator(".legend a", { hasText: "informed yes" }).first();
  const count = Number(await link.locator("b").textContent());
  await link.click();
  assert.equal(await rows(page), count);
}));

test("a call shows timeline, marks and why", () => looking(samples, {}, async (page) => {
  await page.click('#calls-list a.row[href="#call-1"]');
  await page.locator("#sections").waitFor({ state: "hidden" });
  assert.match(await page.locator("#call-title").textContent(), /card-machine/);
  const turn = page.locator("#call-1-turn-12");
  assert.match(await turn.locator(".said").innerText(), /not just now/);
  assert.ok((await turn.locator("mark.lean-weak_no").allTextContents()).includes("not just now"));
  const why = turn.locator(".why-button[aria-controls]");
  assert.equal(await why.getAttribute("aria-expanded"), "false");
  await why.click();
  assert.equal(await why.getAttribute("aria-expanded"), "true");
  assert.match(await turn.locator(".why").innerText(), /What tipped it to weak no[\s\S]*Cues found/);
  assert.ok((await turn.locator(".why .tilt").count()) >= 3);
  await why.click();
  assert.equal(await turn.locator(".why").isVisible(), false);
  assert.ok((await page.locator(".line-chart a").count()) >= 3);
  await page.click(".call-bar a");
  assert.equal(await rows(page), 12);
}));

test("a link to a turn leads there, from outside and from the timeline", () => looking(samples, { hash: "#call-6-turn-17" }, async (page) => {
  // Turn 17 goes on what was begun in turn 16.
  const turn = page.locator("#call-6-turn-16");
  assert.ok(await turn.evaluate((item) => item === document.activeElement && item.classList.contains("here")));
  const box = await turn.boundingBox();
  assert.ok(box.y > 0 && box.y < 900);
  await page.locator('.line-chart a[data-turn="22"]').click();
  await page.waitForFunction(() => document.activeElement.id === "call-6-turn-22");
  await page.goBack();
  await page.waitForFunction(() => document.activeElement.id === "call-6-turn-16");
}));

test("an address that leads nowhere shows the calls", () => looking(samples, { hash: "#call-999-turn-3" }, async (page) => {
  assert.equal(await rows(page), 12);
}));

test("the re-open list says what to ask, best first", () => looking(samples, {}, async (page) => {
  const items = page.locator("#reopen-list > li");
  assert.equal(await items.count(), Number(await page.locator('.top nav a[href="#reopen"] .count').textContent()));
  const wholes = (await items.locator(".whole b").allTextContents()).map(Number);
  assert.deepEqual(wholes, [...wholes].sort((a, b) => b - a));
  assert.match(await items.first().locator(".ask-next").innerText(), /\?/);
  await items.first().locator(".quote a").click();
  await page.waitForFunction(() => /^call-\d+-turn-\d+$/.test(document.activeElement.id));
}));

test("everything works with the keyboard", () => looking(samples, {}, async (page) => {
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement.id === "f-q");
  await page.locator('#calls-list a.row[href="#call-6"]').focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "call-title");
  await page.keyboard.press("j");
  await page.waitForFunction(() => document.activeElement.classList.contains("turn"));
  const first = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("w");
  assert.equal(await page.locator(`#${first} .why`).isVisible(), true);
  await page.keyboard.press("j");
  await page.waitForFunction((id) => document.activeElement.id !== id && document.activeElement.classList.contains("turn"), first);
  await page.keyboard.press("k");
  await page.waitForFunction((id) => document.activeElement.id === id, first);
  await page.keyboard.press("]");
  await page.waitForFunction(() => location.hash === "#call-7");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => location.hash.startsWith("#calls"));
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement !== document.body));
}));

test("colours follow the system and the button", () => looking(samples, { colorScheme: "dark" }, async (page) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.click("#theme");
  const light = await ground();
  assert.notEqual(light, dark);
  await page.click("#theme");
  assert.equal(await ground(), dark);
}));

for (const [name, options] of [["wide", {}], ["dark", { colorScheme: "dark" }], ["narrow", { viewport: { width: 390, height: 800 } }]]) {
  test(`axe finds nothing serious, ${name}`, () => looking(samples, options, async (page) => {
    await assertNoOverflow(page);
    assert.deepEqual(await serious(page), []);
    await page.goto(`${page.url().split("#")[0]}#call-6-turn-16`);
    await page.locator("#call-6-turn-16 .why-button[aria-controls]").click();
    await assertNoOverflow(page);
    assert.deepEqual(await serious(page), []);
  }));
}

for (const [name, viewport] of [["wide", { width: 1280, height: 900 }], ["narrow", { width: 390, height: 800 }]]) {
  test(`hostile words stay words, ${name}`, () => looking(makePage(hostile()), { viewport }, async (page, { url }) => {
    assert.equal(await rows(page), 4);
    await assertNoOverflow(page);
    for (let call = 1; call <= 4; call++) {
      await page.goto(`${url}#call-${call}`);
      await page.waitForFunction((number) => document.querySelector(".turn")?.id.startsWith(`call-${number}-`), call);
      await pressAll(page);
      await assertNoOverflow(page);
      assert.equal(await page.locator("article img, article script, main script, #calls-list img").count(), 0);
    }
    await page.goto(`${url}#call-1`);
    const said = await page.locator("#call-1-turn-1 .said").innerText();
    for (const text of ['"><img src=x onerror="window.pwned=1">', "</style>", "RLO"]) assert.ok(said.includes(text), text);
    assert.ok((await page.locator("#call-1-turn-0 .said").innerText()).includes("</script><script>window.pwned=1</script><!--"));
    assert.deepEqual(await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) if (/[\u0000\u202a-\u202e\u2066-\u2069]/.test(walker.currentNode.data)) found.push(walker.currentNode.parentElement.outerHTML.slice(0, 200));
      return found;
    }), []);
    await page.goto(`${url}#call-3`);
    await pressAll(page);
    const long = page.locator("#call-3-turn-1");
    assert.ok((await long.locator(".said").textContent()).length === LONG, "the rest of a long turn can be shown");
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    await page.goto(`${url}#calls?q=${encodeURIComponent("<script>")}`);
    assert.equal(await rows(page), 1);
  }));
}

test("long turns are short until somebody wants them", () => looking(makePage(hostile()), { hash: "#call-3" }, async (page) => {
  const { height } = await page.locator("#call-3-turn-1").boundingBox();
  assert.ok(height < 900, `${height} px`);
}));

for (const [name, calls] of Object.entries(SPARSE)) {
  test(`a page with little to show makes sense: ${name}`, () => looking(makePage(calls), {}, async (page, { url }) => {
    assert.equal(await rows(page), calls.length);
    const text = await page.locator("main").innerText();
    assert.doesNotMatch(text, /NaN|undefined|null|\[object/);
    assert.deepEqual(await serious(page), []);
    const expected = { "no-weak-no": /No weak no was heard/, "no-roles": /not known who sells/, "one-call": /weak no was let go/, "no-call": /No call was read/ };
    assert.match(text, expected[name]);
    if (calls.length > 0) {
      await page.goto(`${url}#call-1`);
      assert.doesNotMatch(await page.locator("#call").innerText(), /NaN|undefined|null|\[object/);
      assert.deepEqual(await serious(page), []);
    }
  }));
}

test("5,000 calls filter within 200 ms", () => looking(makePage(many(5000)), {}, async (page) => {
  assert.equal(await rows(page), 50);
  assert.match(await page.locator("#calls-pager").innerText(), /1–50 of 5,000/);
  const took = (selector, value) => page.evaluate(([selector, value]) => {
    const field = document.querySelector(selector);
    const start = performance.now();
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  }, [selector, value]);
  await page.waitForTimeout(1500);
  const times = {
    outcome: await took("#f-outcome", "undecided"),
    obstacle: await took("#f-obstacle", "timing"),
    search: await took("#f-q", "migration"),
    sort: await took("#f-sort", "score"),
  };
  console.log(`# filtered in ${Object.entries(times).map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`).join(", ")}`);
  for (const [name, ms] of Object.entries(times)) assert.ok(ms < 200, `${name}: ${ms} ms`);
  await page.selectOption("#f-obstacle", "");
  await page.selectOption("#f-outcome", "");
  await page.fill("#f-q", "");
  await page.locator('#calls-pager button[aria-label^="Next"]').click();
  assert.match(await page.locator("#calls-pager").innerText(), /51–100 of 5,000/);
}));

test("a page that is compressed shows the same", () => looking(makePage(many(14_000)), {}, async (page, { url }) => {
  assert.ok((await page.locator('script.calls[type="text/plain"]').count()) > 0);
  assert.match(await status(page), /14,000 of 14,000 calls/);
  await page.goto(`${url}#call-13999-turn-17`);
  assert.match(await page.locator("#call-13999-turn-17 .said").innerText(), /\w/);
}));

test("print shows the call and no controls", () => looking(samples, { hash: "#call-6" }, async (page) => {
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".top nav").isVisible(), false);
  assert.equal(await page.locator("#call-6-turn-16").isVisible(), true);
}));
