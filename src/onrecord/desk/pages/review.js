// One key does what a click does. Words that are marked in the text go into the form. Without it all works by mouse.
"use strict";

const box = document.getElementById("keys");

function readKeys() {
  if (!box) return;
  box.closest(".keys").hidden = false;
  box.checked = sessionStorage.getItem("keys") !== "off";
  box.addEventListener("change", () => sessionStorage.setItem("keys", box.checked ? "on" : "off"));
}

function isTyping(target) {
  return target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])") !== null;
}

// Offsets are code points: a letter outside of the basic plane is one of them, and two of a script's.
function findSelection() {
  const selection = getSelection();
  const words = selection.toString().trim();
  if (!words || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const piece = (range.startContainer.nodeType === 3 ? range.startContainer.parentElement : range.startContainer).closest("[data-start]");
  if (!piece) return null;
  const before = piece.textContent.slice(0, range.startOffset);
  const gap = selection.toString().length - selection.toString().trimStart().length;
  return { words, start: Number(piece.dataset.start) + [...before].length + gap };
}

function takeWords() {
  const found = findSelection();
  if (!found) return;
  const open = document.querySelector("details[open] [data-words], .panel > form [data-words]");
  const field = open || document.querySelector("[data-words]");
  if (!field) return;
  const around = field.closest("details");
  if (around) around.open = true;
  field.value = found.words;
  field.form.elements.start.value = found.start;
  field.focus();
}

function openDetails(details) {
  for (const other of document.querySelectorAll(".panel details[open]")) if (other !== details) other.open = false;
  details.open = !details.open;
  const first = details.open && details.querySelector("form input:not([type=hidden]), form select, ul a");
  (first || details.querySelector("summary")).focus();
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") {
    for (const details of document.querySelectorAll(".panel details[open]")) {
      details.open = false;
      details.querySelector("summary").focus();
    }
    return;
  }
  if ((box && !box.checked) || isTyping(event.target)) return;
  const digit = document.querySelector(`details[open] [data-digit="${CSS.escape(event.key)}"]`);
  if (digit) {
    digit.checked = true;
    event.preventDefault();
    digit.form.requestSubmit();
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "w") {
    event.preventDefault();
    return takeWords();
  }
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target || (key === "enter" && event.target !== document.body)) return;
  event.preventDefault();
  if (target.tagName === "SUMMARY") openDetails(target.parentElement);
  else target.click();
}

// What was sent is not sent twice.
function sendOnce(event) {
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "yes";
}

readKeys();
document.getElementById("words")?.scrollIntoView({ block: "center" });
document.addEventListener("keydown", press);
document.addEventListener("submit", sendOnce);
addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent));
