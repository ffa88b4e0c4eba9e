// The page of the small Telegram: a seeker's phone, a counsellor's phone, and what the store holds about the seeker.
//
// Marks for tests (data-test), all inside phone-seeker or phone-counsellor unless said:
//   person-switch, add-person (in column-seeker, column-counsellor); tab-seeker, tab-counsellor, tab-kept; language-ru, language-kk
//   chat-row, topic-row, topic-all, join-group; back, status, pinned, chat-menu → command, clear, block, menu-unblock, leave
//   list → message (data-id) → words, inline-button, reaction, edited, message-menu → react-👍 …, reply, edit, delete
//   input, send, start, unblock, attach → attach-photo, -voice, -sticker, -document, -contact, -location, -forward
//   reply-keyboard, reply-button, toggle-keyboard; toast, alert, alert-ok
//   kept (column) → kept-row; offline (page)

import { button, icon, make } from "./make.js";
import { Phone } from "./phone.js";
import { loadWords, say, speak } from "./words.js";

const ROLES = ["seeker", "counsellor"];
const CALM = 40; // milliseconds between two looks, however fast things change
const phones = Object.fromEntries(ROLES.map((role) => [role, new Phone(role, ask)]));
let world = { people: [] };
let keptMark = "";
let due = null;
let again = false;

// What the server answers, or nothing: when it is gone, the stream of events tells when it is back.
async function ask(path, body) {
  try {
    const answer = await fetch(`/control/${path}`, body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const said = await answer.json();
    if (!said.ok) console.warn(path, said.why);
    return said.ok ? said : null;
  } catch {
    return null;
  }
}

// — people —

const crowd = (role) => world.people.filter((one) => one.role === role);

async function addPerson(role) {
  const made = await ask("person", { name: `${say(role)} ${crowd(role).length + 1}`, role });
  await look();
  if (made) choose(role, made.id);
}

function choose(role, id) {
  phones[role].of(id);
  sessionStorage.setItem(role, id);
  drawSwitch(role);
  phones[role].refresh();
  if (role === "seeker") drawKept();
}

function drawSwitch(role) {
  const people = crowd(role);
  const node = document.querySelector(`#${role} .people`);
  const mark = JSON.stringify([people, phones[role].person, say(role)]);
  if (node.dataset.mark === mark) return;
  node.dataset.mark = mark;
  const options = people.map((one) => make("option", { value: one.id, selected: one.id === phones[role].person }, one.name));
  const choice = make("select", { "aria-label": `${say("person")}: ${say(role)}`, test: "person-switch", onchange: (event) => choose(role, Number(event.target.value)) }, options);
  const word = role === "seeker" ? "addSeeker" : "addCounsellor";
  node.replaceChildren(make("span", { class: "role" }, say(role)), make("span", { class: "pick" }, choice, icon("more")), button({ class: "round add", "aria-label": say(word), title: say(word), test: "add-person", onclick: () => addPerson(role) }, icon("plus")));
}

function drawPeople() {
  for (const role of ROLES) {
    const people = crowd(role);
    const known = people.some((one) => one.id === phones[role].person);
    // People never leave: if one is gone, this is another small Telegram on the same address.
    if (!known && phones[role].person) return location.reload();
    const before = Number(sessionStorage.getItem(role));
    if (!known && people.length) phones[role].of(people.find((one) => one.id === before)?.id || people[0].id);
    drawSwitch(role);
  }
}

// — what the store holds —

async function drawKept() {
  const person = phones.seeker.person;
  if (!person) return;
  const said = await ask(`person/${person}/kept`);
  const mark = JSON.stringify([said, say("kept")]);
  if (!said || mark === keptMark || person !== phones.seeker.person) return;
  keptMark = mark;
  const rows = said.rows.map(([label, value]) => make("div", { class: "kept-row", test: "kept-row" }, make("dt", {}, label), make("dd", {}, value)));
  const nothing = make("p", { class: "nothing" }, say(said.known ? "keptEmpty" : "keptUnknown"));
  document.querySelector("#kept").replaceChildren(make("div", { class: "card" }, make("h2", {}, say("kept")), make("p", { class: "lead" }, say("keptLead")), rows.length ? make("dl", {}, rows) : nothing));
}

// — looking —

async function look() {
  world = (await ask("world")) || world;
  drawPeople();
  await Promise.all([...ROLES.map((role) => phones[role].refresh()), drawKept()]);
}

function soon() {
  due ??= setTimeout(async () => {
    await look();
    due = null;
    if (again) { again = false; soon(); }
  }, CALM);
}

function listen() {
  const events = new EventSource("/control/events");
  const offline = document.querySelector("[data-test=offline]");
  events.onmessage = () => { offline.hidden = true; if (due) again = true; soon(); };
  events.onerror = () => { offline.hidden = false; };
}

function tab(name) {
  document.body.dataset.tab = name;
  for (const node of document.querySelectorAll("[data-tab]:not(body)")) node.setAttribute("aria-current", String(node.dataset.tab === name));
}

function wire() {
  for (const role of ROLES) document.querySelector(`#${role}`).append(make("div", { class: "people" }), phones[role].node);
  for (const node of document.querySelectorAll("nav [data-tab]")) node.addEventListener("click", () => tab(node.dataset.tab));
  for (const node of document.querySelectorAll("[data-language]")) {
    node.addEventListener("click", () => { speak(node.dataset.language); keptMark = ""; ROLES.forEach((role) => phones[role].close()); soon(); });
  }
  tab("seeker");
}

await loadWords();
wire();
speak(localStorage.getItem("language") || "ru");
await look();
for (const role of ROLES) if (!crowd(role).length) await addPerson(role);
listen();
setInterval(soon, 5000); // somebody's "typing…" ends, the store may have changed by itself
