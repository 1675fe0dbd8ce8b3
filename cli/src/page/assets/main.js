// Where one is: the sections, or a call, as the part of the address after # says. Such addresses can be shared.

const SECTIONS = byId("sections");
const ARTICLE = byId("call");
let current = null;
let scrolled = null;

function back() {
  const filters = query();
  return filters ? `#calls?${filters}` : "#calls";
}

function showSections(hash) {
  const wasCall = current !== null;
  current = null;
  ARTICLE.hidden = true;
  ARTICLE.replaceChildren();
  SECTIONS.hidden = false;
  document.title = TITLE;
  const [name, filters] = hash.slice(1).split("?");
  if (name === "calls") {
    const wanted = filters || "";
    if (wanted !== query()) {
      setForm(new URLSearchParams(wanted));
      filterCalls();
      scrolled = null;
    }
  }
  for (const link of document.querySelectorAll(".top nav a")) {
    if (link.getAttribute("href") === `#${name}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const section = byId(name);
  if (wasCall && scrolled !== null && name === "calls") window.scrollTo({ top: scrolled, behavior: "instant" });
  else if (section) section.scrollIntoView();
  if (wasCall) byId("main").focus({ preventScroll: true });
}

function showCall(number, turn) {
  const call = CALLS[number - 1];
  if (!call) {
    showSections("#calls");
    return;
  }
  if (current === null) scrolled = window.scrollY;
  if (!current || current.call !== call) {
    const place = found.indexOf(call);
    const list = place < 0 ? CALLS : found;
    const at = place < 0 ? number - 1 : place;
    SECTIONS.hidden = true;
    ARTICLE.hidden = false;
    const find = renderCall(ARTICLE, call, { previous: list[at - 1], next: list[at + 1], back: back() });
    current = { call, find };
    document.title = `${short(nameOfCall(call), 80)} · weakno`;
    if (turn === null) {
      window.scrollTo({ top: 0, behavior: "instant" });
      byId("call-title").focus({ preventScroll: true });
    }
  }
  for (const one of ARTICLE.querySelectorAll(".here, .now")) one.classList.remove("here", "now");
  const item = turn === null ? null : current.find(turn);
  if (item) {
    item.classList.add("here");
    const spot = ARTICLE.querySelector(`.line-chart a[data-turn="${Number(item.dataset.turn)}"]`);
    if (spot) spot.classList.add("now");
    item.scrollIntoView({ block: "center", behavior: "instant" });
    item.focus({ preventScroll: true });
  }
}

function route() {
  const hash = location.hash || "#overview";
  const match = /^#call-(\d{1,9})(?:-turn-(\d{1,9}))?$/.exec(hash);
  if (match) showCall(Number(match[1]), match[2] === undefined ? null : Number(match[2]));
  else showSections(hash);
}

// Colours.

const THEMES = ["auto", "light", "dark"];

function stored() {
  try {
    return localStorage.getItem("weakno-theme") || "auto";
  } catch {
    return "auto";
  }
}

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const button = byId("theme");
  button.textContent = theme[0].toUpperCase() + theme.slice(1);
  button.setAttribute("aria-label", `${button.textContent}: colours ${theme === "auto" ? "as the system has them" : "chosen here"}`);
  button.dataset.theme = theme;
  try {
    localStorage.setItem("weakno-theme", theme);
  } catch {
    // Pages from a file may not be allowed to keep anything.
  }
}

// Keys.

function stanceStep(direction) {
  const items = [...ARTICLE.querySelectorAll(".turn:not(.is-none)")];
  if (items.length === 0) return;
  // The address is ahead of what is shown while somebody types fast.
  const match = /-turn-(\d{1,9})$/.exec(location.hash);
  const run = match && runOf(current.call, Number(match[1]));
  const turn = run ? run[0] : direction > 0 ? -1 : Infinity;
  const ahead = items.filter((item) => (direction > 0 ? Number(item.dataset.turn) > turn : Number(item.dataset.turn) < turn));
  const target = direction > 0 ? ahead[0] : ahead[ahead.length - 1];
  if (target) location.hash = target.id;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea");
  if (typing) return;
  const press = (selector) => {
    const element = ARTICLE.querySelector(selector);
    if (element) element.click();
  };
  const inCall = current !== null;
  if (event.key === "/") {
    event.preventDefault();
    if (inCall) location.hash = back();
    // The list is shown once the address has changed.
    setTimeout(() => byId("f-q").focus());
  } else if (inCall && event.key === "Escape") location.hash = back();
  else if (inCall && event.key === "j") stanceStep(1);
  else if (inCall && event.key === "k") stanceStep(-1);
  else if (inCall && event.key === "[") press('.call-bar [rel="prev"]');
  else if (inCall && event.key === "]") press('.call-bar [rel="next"]');
  else if (inCall && event.key === "w") press(".turn.here .why-button[aria-controls]");
}

const TITLE = document.title;
setTheme(THEMES.includes(stored()) ? stored() : "auto");
byId("theme").addEventListener("click", (event) => {
  setTheme(THEMES[(THEMES.indexOf(event.currentTarget.dataset.theme) + 1) % THEMES.length]);
});
fillForm();
const onFilter = () => {
  filterCalls();
  try {
    history.replaceState(null, "", back());
  } catch {
    // The address stays as it was; the list is filtered all the same.
  }
};
FORM.addEventListener("input", onFilter);
FORM.addEventListener("reset", () => setTimeout(onFilter));
FORM.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", onKey);
window.addEventListener("hashchange", route);
filterCalls();
showReopen(0);
route();

// The search text of many calls is made while nothing else is to be done, so that the first key is as fast as the next.
(function warm(place) {
  const idle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 8 })));
  if (place >= CALLS.length) return;
  idle((deadline) => {
    let at = place;
    while (at < CALLS.length && deadline.timeRemaining() > 1) hayOf(CALLS[at++]);
    warm(at);
  });
})(0);
