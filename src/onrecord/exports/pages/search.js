// Finds documents of a static site: loads the shards of the words that are asked for, and the titles of what is found.
"use strict";

const shards = {};
const lines = {};
let known = { shards: [], block: 1 };

function addKnown(value) { known = value; }
function addWords(words) { Object.assign(shards, words); }
function addLines([start, block]) { block.forEach((line, number) => { lines[start + number] = line; }); }

// Words as the index has them: small letters without accents, of two letters or more.
function findWords(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]{2,}/gu) || [])];
}

function load(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = name;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

const shardOf = (word) => [...word].slice(0, 2).map((letter) => letter.codePointAt(0).toString(16)).join("-");

// The numbers of documents that have a word, or one that begins with it.
function findNumbers(word) {
  const found = new Set();
  for (const [each, numbers] of Object.entries(shards)) {
    if (each.startsWith(word)) for (const number of numbers) found.add(number);
  }
  return found;
}

async function findDocuments(words) {
  const needed = [...new Set(words.map(shardOf))].filter((shard) => known.shards.includes(shard));
  await Promise.all(needed.map((shard) => load(`index/${shard}.js`)));
  let found = null;
  for (const word of words) {
    const numbers = findNumbers(word);
    found = found === null ? [...numbers] : found.filter((number) => numbers.has(number));
  }
  const blocks = [...new Set((found || []).map((number) => Math.floor(number / known.block)))];
  await Promise.all(blocks.map((block) => load(`index/block-${block}.js`)));
  return (found || []).sort((a, b) => rank(b, words) - rank(a, words) || (lines[b][3] > lines[a][3] ? 1 : -1));
}

// How many of the words stand in the title.
function rank(number, words) {
  const title = findWords(lines[number][1]);
  return words.filter((word) => title.some((each) => each.startsWith(word))).length;
}

function tellDay(day) {
  return new Date(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function tell(words, found) {
  const list = document.getElementById("found");
  const many = found.length === 1 ? "1 document has" : `${found.length.toLocaleString("en")} documents have`;
  const most = found.length > 100 ? ", of which these are 100" : "";
  document.getElementById("found-count").textContent = `${many} all of: ${words.join(", ")}${most}.`;
  list.replaceChildren(...found.slice(0, 100).map((number) => {
    const [handle, title, publisher, day] = lines[number];
    const item = document.createElement("li");
    const heading = item.appendChild(document.createElement("h2"));
    const link = heading.appendChild(document.createElement("a"));
    link.href = `documents/${handle}.html`;
    link.textContent = title;
    const imprint = item.appendChild(document.createElement("p"));
    imprint.className = "imprint";
    for (const part of [publisher || "publisher unknown", day ? tellDay(day) : "day unknown"]) {
      imprint.append(" ", Object.assign(document.createElement("span"), { textContent: part }));
    }
    return item;
  }));
}

async function search() {
  const asked = new URLSearchParams(location.search).get("q") || "";
  for (const field of document.querySelectorAll('input[name="q"]')) field.value = asked;
  const words = findWords(asked).filter((word) => !known.common.includes(word));
  if (!words.length) return;
  try {
    tell(words, await findDocuments(words));
  } catch {
    document.getElementById("found-count").textContent = "The index of this site could not be loaded.";
  }
}

addEventListener("DOMContentLoaded", search);
