// The review page: a sentence lights its words in the source beside it, and everything has a key.
// Without scripts the same links and forms do the same.

import { ask, say } from "./desk.js";

const root = document.querySelector(".desk");
const pane = document.getElementById("pane");
const holder = document.getElementById("evidence");
const claims = () => [...root.querySelectorAll(".claim[data-claim]")].filter((it) => !it.hidden);
const isMine = (claim) => claim.hasAttribute("data-mine");

/** The answers so far, by claim: a source that was looked at is there at once the next time. */
const known = new Map();
/** So long must words stand before somebody's eyes until they count as opened. */
const LOOKED = 1500;
let current = null;
let looking = 0;
const told = new Set();

function address(claim, what) {
  return `/runs/${encodeURIComponent(root.dataset.run)}/claims/${encodeURIComponent(claim.dataset.claim)}/${what}`;
}

async function fetched(claim) {
  const id = claim.dataset.claim;
  if (!known.has(id)) {
    const answer = ask(address(claim, "evidence"), { headers: { accept: "text/html, application/problem+json;q=.9" } }).then((it) => it.text());
    known.set(id, answer);
    answer.catch(() => known.delete(id));
  }
  return known.get(id);
}

/** Shows a claim's sources beside it, scrolled to the first lit words. */
async function light(claim, chosen) {
  clearTimeout(looking);
  let html;
  try {
    html = await fetched(claim);
  } catch (error) {
    if (current === claim) holder.replaceChildren(paragraph("fault", error.message));
    return;
  }
  if (current !== claim) return;
  holder.innerHTML = html;
  const first = holder.querySelector("mark");
  if (first) {
    const text = first.closest(".text");
    text.scrollTop += first.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
    const top = first.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (top.top < frame.top || top.bottom > frame.bottom) pane.scrollTop += top.top - frame.top - frame.height / 3;
  } else pane.scrollTop = 0;
  if (chosen && document.visibilityState === "visible") looking = setTimeout(() => noteOpened(claim), LOOKED);
  const all = claims();
  const next = all[all.indexOf(claim) + 1];
  if (next) fetched(next).catch(() => {});
}

/** Tells the desk that somebody has had a claim's sources before their eyes. */
async function noteOpened(claim) {
  const id = claim.dataset.claim;
  if (told.has(id) || current !== claim || !holder.querySelector(".source")) return;
  told.add(id);
  try {
    await ask(address(claim, "opened"), { method: "POST" });
    document.getElementById("unopened")?.remove();
  } catch {
    told.delete(id);
  }
}

function paragraph(kind, text) {
  const it = document.createElement("p");
  it.className = kind;
  it.textContent = text;
  return it;
}

/** Makes a claim the one that is looked at. */
function look(claim, { focus = true, chosen = true } = {}) {
  if (!claim) return;
  clearTimeout(looking);
  if (current === claim && chosen && !told.has(claim.dataset.claim)) looking = setTimeout(() => noteOpened(claim), LOOKED);
  if (current !== claim) {
    current?.removeAttribute("aria-current");
    current = claim;
    claim.setAttribute("aria-current", "true");
    light(claim, chosen);
  }
  if (focus) {
    claim.focus({ preventScroll: true });
    claim.scrollIntoView({ block: "nearest" });
  }
}

function step(by) {
  const all = claims();
  const from = current ? all.indexOf(current) : by > 0 ? -1 : all.length;
  const next = all[from + by];
  if (next) look(next);
  else say(by > 0 ? "No later sentence." : "No earlier sentence.");
}

/** The next sentence that waits for whoever looks; after the last comes the first. */
function stepToMine(by) {
  const all = claims();
  const from = current ? all.indexOf(current) : -1;
  const before = all.slice(0, Math.max(from, 0));
  const after = all.slice(from + 1);
  const order = by > 0 ? [...after, ...before] : [...after, ...before].reverse();
  const next = order.find(isMine);
  if (next) look(next);
  else say(current && isMine(current) ? "No other sentence waits for you." : "No sentence waits for you.");
}

function toolOf(claim, name) {
  return claim?.querySelector(`details[data-tool="${name}"]`);
}

function openTool(name, prepare = () => {}) {
  const tool = toolOf(current, name);
  if (!tool) return say(current ? "That is not yours to do with this sentence." : "Choose a sentence first, with j.");
  current.querySelectorAll("details.tool[open]").forEach((it) => (it.open = it === tool));
  tool.open = true;
  prepare(tool);
  const field = tool.querySelector("textarea, input:not([type=hidden], [type=radio])");
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
}

function openPanel(id) {
  const panel = document.getElementById(id);
  if (!panel) return false;
  document.querySelectorAll(".foot details.panel[open]").forEach((it) => (it.open = it === panel));
  panel.open = true;
  panel.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  return true;
}

function judge(verdict) {
  openTool("judge", (tool) => (tool.querySelector(`input[value="${verdict}"]`).checked = true));
}

function resolve() {
  const all = [...root.querySelectorAll(".subject")].filter((it) => it.querySelector("form"));
  const at = all.findIndex((it) => it.contains(document.activeElement));
  const next = all[at + 1] ?? all[0];
  if (!next) return say("Nothing is open that you may decide.");
  next.scrollIntoView({ block: "center" });
  (next.querySelector("input:not([type=hidden]):checked") ?? next.querySelector("textarea")).focus();
}

function undo() {
  if (openPanel("reopen-panel")) return;
  const judged = current?.querySelector(".judged");
  if (!judged) return say("There is nothing to undo here.");
  judge(/^Accepted/.test(judged.textContent) ? "reject" : "accept");
}

function intoSource() {
  const words = holder.querySelector(".text");
  if (!words) return;
  pane.classList.add("drawn");
  words.focus();
}

function close() {
  const active = document.activeElement;
  const tool = active?.closest("details[open].tool, details[open].panel");
  if (tool) {
    tool.open = false;
    (current ?? root).focus?.();
    return;
  }
  pane.classList.remove("drawn");
  if (current) current.focus();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  n: () => stepToMine(1),
  p: () => stepToMine(-1),
  e: () => openTool("edit"),
  a: () => judge("accept"),
  r: () => judge("reject"),
  c: () => openTool("comment"),
  x: resolve,
  u: undo,
  ".": () => openPanel("approve-panel") || say(document.getElementById("held-up")?.textContent || "It can't be approved as it stands."),
  "/": () => document.getElementById("find").focus(),
  "?": () => document.getElementById("keys").showModal(),
  Enter: intoSource,
};

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (event.key === "Escape") {
    if (document.querySelector("dialog[open]")) return;
    event.target.blur?.();
    close();
    return;
  }
  if (typing && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.target.form?.requestSubmit();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  // Enter on a link or a button is theirs.
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.querySelector("[data-keys]")?.addEventListener("click", () => document.getElementById("keys").showModal());

// By mouse: to point at a sentence is to look at it. Where the page moves under a mouse at rest,
// nobody has pointed at anything.
let hovering = 0;
let aimed = null;
let place = "";
root.addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse") return;
  const now = `${event.screenX} ${event.screenY}`;
  const rests = now === place;
  place = now;
  const claim = event.target.closest?.(".claim[data-claim]") ?? null;
  if (rests || claim === aimed) return;
  aimed = claim;
  clearTimeout(hovering);
  if (claim && claim !== current && !root.querySelector("details.tool[open]")) hovering = setTimeout(() => look(claim, { focus: false }), 120);
});
root.addEventListener("focusin", (event) => {
  const claim = event.target.closest?.(".claim[data-claim]");
  if (claim) look(claim, { focus: false });
});
root.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-evidence]");
  const claim = event.target.closest(".claim[data-claim]");
  if (link) event.preventDefault();
  if (claim && (link || !event.target.closest("a, button, summary, input, textarea, label"))) {
    look(claim, { focus: !getSelection()?.toString() });
    pane.classList.add("drawn");
  } else if (!event.target.closest(".pane") && !claim) pane.classList.remove("drawn");
});

// Words that somebody tries are judged once they stop typing.
let trying = 0;
let asked = 0;
root.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-check]");
  if (!form) return;
  clearTimeout(trying);
  trying = setTimeout(async () => {
    const number = ++asked;
    const result = form.querySelector(".trial");
    result.setAttribute("aria-busy", "true");
    try {
      const response = await ask(form.dataset.check, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "text/html, application/problem+json;q=.9" },
        body: new URLSearchParams(new FormData(form)),
      });
      const html = await response.text();
      if (number === asked) result.innerHTML = html;
    } catch (error) {
      if (number === asked) result.replaceChildren(paragraph("fault", error.message));
    } finally {
      result.removeAttribute("aria-busy");
    }
  }, 400);
});

// Finding words: sentences without them step aside.
const find = document.getElementById("find");
find?.addEventListener("input", () => {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const claim of root.querySelectorAll(".claim")) {
    const text = claim.textContent.toLowerCase();
    claim.hidden = !words.every((word) => text.includes(word));
  }
});
find?.form.addEventListener("submit", (event) => {
  event.preventDefault();
  find.blur();
  step(1);
});

// Whoever comes from somewhere with a claim in mind sees it at once.
const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (wanted?.matches(".claim[data-claim]")) look(wanted);
// The evidence is never empty; what nobody chose is not taken for opened.
else if (!holder.querySelector(".evidence")) look(claims().find(isMine) ?? claims()[0], { focus: false, chosen: false });
