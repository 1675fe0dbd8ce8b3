// Pages, made by the program and opened in a browser that writes down whatever they should not do.

import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const WEAKNO = process.env.WEAKNO;
const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const folder = mkdtempSync(join(tmpdir(), "weakno-browser-"));
let made = 0;

/** Makes a page of a path or of calls; gives its path. */
export function makePage(input) {
  made += 1;
  let path = input;
  if (typeof input !== "string") {
    path = join(folder, `input-${made}.jsonl`);
    writeFileSync(path, input.map((call) => `${JSON.stringify(call)}\n`).join(""));
  }
  const out = join(folder, `page-${made}.html`);
  const run = spawnSync(WEAKNO, ["report", path, "-o", out], { encoding: "utf8" });
  if (run.status !== 0 && run.status !== 4) throw new Error(`weakno report ended with ${run.status}: ${run.stderr}`);
  return out;
}

export function launch() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** Opens a page; `faults` collects console errors, broken policies and requests. */
export async function open(browser, path, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  const url = pathToFileURL(path).href;
  page.on("request", (request) => {
    const asked = request.url();
    if (asked.split("#")[0] !== url && !asked.startsWith("data:")) faults.push(`request: ${asked}`);
  });
  await page.goto(url + hash);
  await page.waitForFunction(() => !document.getElementById("calls-status").textContent.startsWith("Reading"));
  return { page, faults, url, close: () => context.close() };
}
