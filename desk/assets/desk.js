// Makes pages pleasanter where there are scripts; every page works without.

const form = document.querySelector('meta[name="vouch-form"]')?.content ?? "";
const said = document.getElementById("said");

/** Says something to everybody, also to those who listen to the page. */
export function say(text) {
  if (said) said.textContent = text;
}

/** Asks the desk for something, as a page of the desk. Rejects with what went wrong, in words. */
export async function ask(address, options = {}) {
  const headers = { accept: "application/problem+json, text/html;q=0.5", ...options.headers };
  if (options.method && options.method !== "GET") headers["x-vouch-form"] = form;
  let response;
  try {
    response = await fetch(address, { ...options, headers, credentials: "same-origin" });
  } catch {
    throw new Error("The desk can't be reached. Nothing was sent; try again in a moment.");
  }
  if (response.ok) return response;
  let told = "";
  try {
    const problem = await response.json();
    told = [problem.detail, ...(problem.hints ?? [])].filter(Boolean).join(". ");
  } catch {
    told = `The desk answered ${response.status}.`;
  }
  throw new Error(told.charAt(0).toUpperCase() + told.slice(1));
}

/** Sends a form in the background; what goes wrong is told beside its buttons, and nothing typed is lost. */
async function send(target, button) {
  const fields = new URLSearchParams(new FormData(target));
  if (button?.name) fields.append(button.name, button.value);
  const alert = target.querySelector(".fault[role=alert]") ?? target.appendChild(alertOf());
  alert.textContent = "";
  const buttons = [...target.querySelectorAll("button")];
  buttons.forEach((it) => it.setAttribute("aria-disabled", "true"));
  try {
    const response = await ask(button?.formAction && button.hasAttribute("formaction") ? button.formAction : target.action, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: fields,
    });
    leave(response.headers.get("location") ?? response.url);
  } catch (error) {
    alert.textContent = error.message;
    alert.scrollIntoView({ block: "nearest" });
    buttons.forEach((it) => it.removeAttribute("aria-disabled"));
  }
}

/** Goes where an answer leads. */
function leave(address) {
  const to = new URL(address, location.href);
  const isHere = to.pathname + to.search === location.pathname + location.search;
  location.assign(to);
  // Only another part of the same page: the browser would not load it again.
  if (isHere) location.reload();
}

function alertOf() {
  const alert = document.createElement("p");
  alert.className = "fault";
  alert.setAttribute("role", "alert");
  return alert;
}

document.addEventListener("submit", (event) => {
  const target = event.target;
  if (!(target instanceof HTMLFormElement) || !target.hasAttribute("data-send")) return;
  event.preventDefault();
  if (event.submitter?.getAttribute("aria-disabled") === "true") return;
  send(target, event.submitter);
});

// A row of a table leads where its first link leads.
document.addEventListener("click", (event) => {
  const row = event.target instanceof Element ? event.target.closest("tr[data-row]") : null;
  if (!row || event.target.closest("a, button, input, label, summary") || getSelection()?.toString()) return;
  const link = row.querySelector("a[href]");
  if (link) (event.metaKey || event.ctrlKey ? open(link.href) : location.assign(link.href));
});

// Dialogs: a link that leads to a page of its own opens it in a window where there are scripts.
document.addEventListener("click", (event) => {
  const opener = event.target instanceof Element ? event.target.closest("[data-dialog]") : null;
  if (!opener) {
    const closer = event.target instanceof Element ? event.target.closest("[data-close]") : null;
    if (closer) {
      event.preventDefault();
      closer.closest("dialog")?.close();
    }
    return;
  }
  const dialog = document.getElementById(opener.dataset.dialog);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.showModal();
  }
});

// A file whose digest is kept is not sent: the digest is reckoned here, where a page may do so.
for (const picker of document.querySelectorAll("input[data-digest]")) {
  if (!crypto.subtle) break;
  picker.closest(".field").hidden = false;
  picker.addEventListener("change", async () => {
    const [picked] = picker.files;
    if (!picked) return;
    const { file, digest } = picker.form.elements;
    file.value = picked.name;
    digest.value = "";
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await picked.arrayBuffer()));
    digest.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    say("The digest is filled in.");
  });
}

// Filters are applied as soon as they are chosen.
document.addEventListener("change", (event) => {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest("form[data-live]") && target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) {
    target.closest("form").requestSubmit();
  }
});

// Where tabs don't fit beside each other, the one that is open is in sight.
for (const list of document.querySelectorAll(".tabs")) {
  const open = list.querySelector("[aria-current]");
  if (open) list.scrollLeft = open.offsetLeft - list.offsetLeft - 16;
}

// Sections that are links become tabs: arrow keys go through them, and the panel below is exchanged
// where it stands. Without scripts, and where that fails, they are the links they were.
const strip = document.querySelector("[data-tabs]");
if (strip) {
  const list = strip.querySelector("ul");
  const tabs = [...list.querySelectorAll("a")];
  let wanted = list.querySelector("[aria-current]") ?? tabs[0];
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", strip.getAttribute("aria-label"));
  list.querySelectorAll("li").forEach((it) => it.setAttribute("role", "presentation"));
  tabs.forEach((it) => it.setAttribute("role", "tab"));

  const select = () => {
    for (const tab of tabs) {
      tab.removeAttribute("aria-current");
      tab.setAttribute("aria-selected", String(tab === wanted));
      tab.tabIndex = tab === wanted ? 0 : -1;
    }
    const panel = document.querySelector("[data-panel]");
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", wanted.id);
    wanted.setAttribute("aria-controls", panel.id);
  };
  const show = async (tab) => {
    wanted = tab;
    try {
      const response = await ask(tab.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (wanted !== tab) return;
      document.querySelector("[data-panel]").replaceWith(document.importNode(page.querySelector("[data-panel]"), true));
      select();
    } catch {
      location.assign(tab.href);
    }
  };

  list.addEventListener("click", (event) => {
    const tab = event.target.closest("a");
    if (!tab || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", tab.href);
    show(tab);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    tabs.at(next % tabs.length).focus();
  });
  addEventListener("popstate", () => {
    const section = new URL(location.href).searchParams.get("section");
    const tab = tabs.find((it) => new URL(it.href).searchParams.get("section") === section) ?? tabs[0];
    // Going to a footnote within the panel leads here too.
    if (tab !== wanted) show(tab);
  });
  select();
}
