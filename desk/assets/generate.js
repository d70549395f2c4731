// What is about to be drafted, in a window; and how far a brief is that is being drafted. Without
// scripts the same links and forms lead to pages, and the page of a job loads itself again.

import { ask, say } from "./desk.js";

const html = { headers: { accept: "text/html, application/problem+json;q=.9" } };

/** Fills the window with the part of a page that tells what is about to be drafted. */
async function fill(dialog, address) {
  const number = (dialog.dataset.asked = String(Number(dialog.dataset.asked ?? 0) + 1));
  dialog.setAttribute("aria-busy", "true");
  let part;
  try {
    const page = new DOMParser().parseFromString(await (await ask(address, html)).text(), "text/html");
    part = page.querySelector("[data-generate]");
    if (!part) throw new Error("You have been signed out. Sign in again.");
    part.querySelector("[data-leave]").dataset.close = "";
  } catch (error) {
    part = problem(error.message);
  }
  if (dialog.dataset.asked !== number) return;
  const focused = CSS.escape(document.activeElement?.id ?? "");
  dialog.replaceChildren(part);
  dialog.removeAttribute("aria-busy");
  const same = focused && dialog.querySelector(`#${focused}`);
  (same || dialog.querySelector("form[data-send] input:not([type=hidden]), form[data-send] button, [data-close]"))?.focus();
}

function problem(text) {
  const part = document.createElement("div");
  const told = document.createElement("p");
  told.id = "generate-title";
  told.className = "fault";
  told.setAttribute("role", "alert");
  told.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset.close = "";
  close.textContent = "Close";
  part.append(told, close);
  return part;
}

// The window is opened by the script of every page, and filled by this one.
document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element ? event.target.closest('a[data-dialog="generate-window"]') : null;
  const dialog = document.getElementById("generate-window");
  if (opener && dialog) fill(dialog, opener.href);
});

// Another kind or version is shown in the same window.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-within")) return;
  const dialog = form.closest("dialog");
  if (!dialog) return;
  event.preventDefault();
  fill(dialog, `${form.action}?${new URLSearchParams(new FormData(form))}`);
});

const job = document.querySelector("[data-job]");
if (job) follow(job);

/** Follows a job, section by section, and leads on once it has ended. */
function follow(page) {
  const events = new EventSource(`/jobs/${encodeURIComponent(page.dataset.job)}/events`);
  const says = page.querySelector("[data-says]");
  events.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    for (const section of told.sections) {
      const line = page.querySelector(`[data-section="${CSS.escape(section.id)}"]`);
      if (!line) continue;
      line.dataset.state = section.state;
      line.querySelector("[data-word]").textContent = section.word;
    }
    page.querySelector("[data-mark]").textContent = told.mark;
    if (says.textContent !== told.says) says.textContent = told.says;
    if (!told.next) return;
    events.close();
    location.replace(told.next);
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) say("How far it is can't be told at the moment. Load this page again.");
  });
}
