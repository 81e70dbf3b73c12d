// Improves what works without it: notes stand level with their words, and all words of a chosen fact are lit.
"use strict";

// Notes move down towards the line of their words as far as their paragraph is longer than they are.
function levelNotes() {
  for (const notes of document.querySelectorAll(".notes")) {
    const all = [...notes.querySelectorAll(".note")];
    for (const note of all) note.style.marginTop = "";
    if (getComputedStyle(notes).float !== "right") continue;
    let room = notes.nextElementSibling.getBoundingClientRect().height - notes.getBoundingClientRect().height;
    for (const note of all) {
      const words = document.getElementById("w-" + note.dataset.at);
      if (!words) continue;
      const missing = words.getClientRects()[0].top - note.getBoundingClientRect().top;
      const step = Math.min(missing, room);
      if (step > 2) {
        note.style.marginTop = step + "px";
        room -= step;
      }
    }
  }
}

function lightWords() {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const fact = decodeURIComponent(location.hash.slice(1)).replace(/^w-/, "");
  if (!fact) return;
  for (const words of document.querySelectorAll("[data-fact]")) {
    if (words.dataset.fact === fact) words.classList.add("lit");
  }
  const told = document.getElementById(fact);
  if (told && told.closest(".note, .index, .omission")) told.classList.add("lit");
}

// A button that copies what stands in a field; without a script the field is there to be copied by hand.
function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = "Copied";
    });
  }
}

levelNotes();
lightWords();
offerCopies();
addEventListener("resize", levelNotes);
addEventListener("hashchange", lightWords);
addEventListener("change", levelNotes);
