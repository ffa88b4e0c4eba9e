"use strict";
const BOOK = JSON.parse(document.getElementById("book").textContent);
const walk = engine(BOOK);
const TONGUES = ["kk", "ru"];
const $ = (id) => document.getElementById(id);
const word = (key, tongue) => (BOOK.words[key] || { ru: key, kk: key })[tongue];
let past = [];
let talk = walk.begin();
let opened = ""; // the script that was asked for; what it visits first must not hide it

function make(tag, attributes, ...inside) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") one.onclick = value;
    else if (value !== false && value !== undefined) one.setAttribute(name, value === true ? "" : value);
  }
  one.append(...inside.filter((part) => part !== "" && part !== null));
  return one;
}

function go(next, asked = "") {
  if (next === talk) return;
  past.push(talk);
  opened = asked;
  talk = next;
  show();
}
function back() {
  if (past.length) { talk = past.pop(); opened = ""; show(); }
}
function open(script, node) {
  go(walk.begin([script, node || BOOK.scripts[script].start]), script);
  if (innerWidth < 900) $("walk").scrollIntoView({ behavior: "smooth" });
}

function phone(tongue) {
  const here = walk.node(talk);
  const named = Object.fromEntries((here.options || []).map((option) => [option.id, option.text[tongue]]));
  const text = here.text ? here.text[tongue] : "…";
  const buttons = walk.buttons(talk).map(([id, key]) => {
    const ticks = here.kind === "several" && !key;
    const label = key ? (here.button && id === "next" ? here.button[tongue] : word(key, tongue)) : named[id];
    const ticked = ticks && talk.picks.includes(id);
    const raises = (here.options || []).find((option) => !key && option.id === id && option.raises);
    return make("button", { class: key ? "plain" : "own", "aria-pressed": ticks ? String(ticked) : undefined, onclick: () => go(walk.press(talk, id)) },
      ticks ? make("span", { class: "tick" }, ticked ? "✓" : "") : "", make("span", {}, label),
      raises ? make("span", { class: "mark " + raises.raises[0] }, raises.raises[0]) : "");
  });
  const footer = BOOK.footer.map((what) => make("button", { onclick: () => go(walk.call(talk, what)) }, word(what, tongue)));
  return make("section", { class: "phone", lang: tongue },
    make("div", { class: "bubble" + (here.urgent ? " urgent" : "") }, ...lines(text), ...extra(here, tongue)),
    make("div", { class: "buttons" }, ...buttons), make("div", { class: "footer" }, ...footer));
}
const lines = (text) => text.split("\n").map((line) => make("p", {}, line));

function extra(here, tongue) {
  const note = (key) => [make("p", { class: "note" }, word(key, tongue))];
  if (here.kind === "show") return [make("p", { class: "note" }, word("from_directory", tongue)), make("ul", {}, ...here.shows[tongue].map((one) => make("li", {}, one)))];
  if (here.kind === "hand_off") return note("card_here");
  return here.kind === "words" || here.kind === "search" ? note("words_here") : [];
}

function side() {
  const level = talk.raised.reduce((most, one) => (one[0] > most ? one[0] : most), "L0");
  const here = talk.path.at(-1);
  $("place").textContent = here.join(".");
  $("level").replaceChildren(make("span", { class: "mark " + level }, level));
  const reasons = talk.raised.map(([at, code]) => make("li", {}, make("span", { class: "mark " + at }, at), " ", sentence(code)));
  $("reasons").replaceChildren(...(reasons.length ? reasons : [make("li", { class: "none" }, own("no_reasons"))]));
  const answers = Object.entries(talk.answers).filter(([, given]) => given.length);
  $("answers").replaceChildren(...answers.map(([field, given]) => make("li", {}, make("code", {}, field), " ", given.join(", "))));
  $("back").disabled = !past.length;
}
const both = (key) => `${word(key, "ru")} · ${word(key, "kk")}`;
/* What the page itself says, in the language that is looked at. */
const own = (key) => (document.body.dataset.tongue === "both" ? both(key) : word(key, document.body.dataset.tongue));
function sentence(code) {
  const said = BOOK.reasons[code], tongue = document.body.dataset.tongue;
  return said ? (tongue === "both" ? `${said.ru} · ${said.kk}` : said[tongue]) : code;
}

let drawn = "";
function picture() {
  const [current, node] = talk.path.at(-1);
  const script = opened || current;
  const tongue = document.body.dataset.tongue === "kk" ? "kk" : "ru";
  if (drawn !== script + tongue) {
    $("picture").innerHTML = BOOK.pictures[script][tongue];
    $("listing").replaceChildren(listing(script));
    drawn = script + tongue;
  }
  for (const card of $("picture").querySelectorAll(".card")) {
    card.classList.toggle("here", script === current && card.id === node);
    card.onclick = () => open(script, card.id);
  }
  const card = $("picture").querySelector(".here");
  if (card && !$("picture").hidden) {
    const box = $("picture"), at = card.getBoundingClientRect(), frame = box.getBoundingClientRect();
    box.scrollTo({ left: box.scrollLeft + at.left - frame.left - (frame.width - at.width) / 2, top: box.scrollTop + at.top - frame.top - 60, behavior: "smooth" });
  }
  for (const one of $("scripts").children) one.firstChild.setAttribute("aria-current", String(one.dataset.script === script));
  for (const row of $("listing").querySelectorAll("tr[data-node]")) row.classList.toggle("here", script === current && row.dataset.node === node);
}

function listing(script) {
  const one = BOOK.scripts[script];
  const rows = Object.entries(one.nodes).filter(([, node]) => node.text).map(([id, node]) => {
    const cell = (tongue) => make("td", { lang: tongue }, ...lines(node.text[tongue]),
      node.shows ? make("p", { class: "note" }, node.shows[tongue].join("; ")) : "",
      make("ul", {}, ...(node.options || []).map((option) => make("li", {}, option.text[tongue], option.raises ? make("span", { class: "mark " + option.raises[0] }, option.raises[0]) : ""))));
    const name = make("th", { scope: "row" }, make("button", { class: "link", onclick: () => open(script, id) }, id));
    return make("tr", { "data-node": id }, name, cell("kk"), cell("ru"));
  });
  return make("section", { class: "listing" },
    make("h3", {}, `${script} · ${one.title.kk} · ${one.title.ru}`), make("table", {}, make("tbody", {}, ...rows)));
}

function show() {
  $("phones").replaceChildren(...TONGUES.map(phone));
  side();
  picture();
}

function look(tongue) {
  document.body.dataset.tongue = tongue;
  for (const one of $("tongues").children) one.setAttribute("aria-pressed", String(one.dataset.tongue === tongue));
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = own(one.dataset.word);
  document.documentElement.lang = tongue === "kk" ? "kk" : "ru";
  document.title = own("title");
  show();
}
function tab(name) {
  $("picture").hidden = name !== "picture";
  $("listing").hidden = name !== "listing";
  for (const one of $("tabs").children) one.setAttribute("aria-pressed", String(one.dataset.tab === name));
  picture();
}

$("scripts").append(...Object.entries(BOOK.scripts).map(([id, one]) => make("li", { "data-script": id },
  make("button", { onclick: () => open(id) }, make("b", {}, id), make("span", {}, make("span", { lang: "ru" }, one.title.ru), make("span", { lang: "kk" }, one.title.kk))))));
$("tongues").append(...[["kk", "Қазақша"], ["both", both("both")], ["ru", "Русский"]].map(([tongue, name]) =>
  make("button", { "data-tongue": tongue, onclick: () => look(tongue) }, name)));
$("tabs").append(...[["picture", "picture"], ["listing", "text"]].map(([name, key]) =>
  make("button", { "data-tab": name, "data-word": key, onclick: () => tab(name) })));
$("back").onclick = back;
$("again").onclick = () => { past = []; talk = walk.begin(); opened = ""; show(); };
$("print").onclick = () => print();
addEventListener("beforeprint", () => $("paper").replaceChildren(...Object.keys(BOOK.scripts).map(listing)));
addEventListener("keydown", (event) => { if (event.key === "Escape") back(); });
look(innerWidth < 720 ? "ru" : "both");
tab("picture");
