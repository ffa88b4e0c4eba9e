// One telephone: a list of chats, a list of topics, or a chat with its input box, keyboards, toasts and alerts.

import { avatar, button, clock, icon, make } from "./make.js";
import { dayOf, draw, preview } from "./message.js";
import { attachSheet, chatSheet, messageSheet } from "./sheets.js";
import { language, say } from "./words.js";

const NEAR = 120; // pixels from the end: whoever reads older messages is not pulled down
const TOAST = 3200; // milliseconds

function hash(topic) {
  const node = avatar("#", topic.id, "#");
  node.style.background = `color-mix(in srgb, ${topic.color} 78%, #14202c)`;
  return node;
}

export class Phone {
  constructor(role, ask) {
    Object.assign(this, { role, ask, person: null, chat: null, topic: undefined, data: null, editing: null, replying: null });
    this.drawn = new Map();
    this.seen = new Map();
    this.lastToast = null;
    this.keysShown = true;
    this.build();
  }

  build() {
    this.head = make("header", { class: "bar" });
    this.pinned = make("button", { type: "button", class: "pinned", test: "pinned", hidden: true });
    this.list = make("ul", { class: "list", test: "list" });
    this.strip = make("div", { class: "strip", hidden: true });
    this.input = make("textarea", { rows: 1, test: "input", autocomplete: "off", oninput: () => this.grow(), onkeydown: (event) => this.key(event) });
    this.sendButton = button({ class: "round send", test: "send", onclick: () => this.send() }, icon("send"));
    this.attachButton = button({ class: "round", test: "attach", onclick: () => this.sheet(attachSheet(this)) }, icon("attach"));
    this.keysButton = button({ class: "round", test: "toggle-keyboard", onclick: () => { this.keysShown = !this.keysShown; this.compose(); } }, icon("keys"));
    this.box = make("div", { class: "box" }, this.attachButton, this.input, this.keysButton, this.sendButton);
    this.big = button({ class: "big", hidden: true });
    this.keys = make("div", { class: "replies", test: "reply-keyboard", role: "group", hidden: true });
    this.foot = make("footer", { class: "foot" }, this.strip, this.box, this.big, this.keys);
    this.toasts = make("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.cover = make("div", { class: "cover", hidden: true });
    this.cover.addEventListener("click", (event) => event.target === this.cover && this.close());
    this.cover.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.node = make("div", { class: "device", test: `phone-${this.role}` }, make("div", { class: "screen" }, this.head, this.pinned, this.list, this.foot, this.toasts, this.cover));
    this.list.addEventListener("click", (event) => this.command(event));
    this.list.addEventListener("click", (event) => this.touched(event));
    this.list.addEventListener("click", (event) => this.link(event));
  }

  // — where we are —

  of(person) {
    if (this.person === person) return;
    Object.assign(this, { person, chat: null, topic: undefined, lastToast: null, data: null, home: true });
    this.reset();
  }

  go(chat, topic) {
    Object.assign(this, { chat, topic });
    this.reset();
    return this.refresh();
  }

  reset() {
    this.drawn.clear();
    this.list.replaceChildren();
    Object.assign(this, { editing: null, replying: null });
    this.input.value = "";
    this.grow();
    this.close();
  }

  get current() {
    return this.data?.chats.find((one) => one.id === this.chat) || null;
  }

  get view() {
    if (!this.current) return "chats";
    return this.current.has_topics && this.topic === undefined ? "topics" : "chat";
  }

  async refresh() {
    if (!this.person) return;
    const [person, chat, topic] = [this.person, this.chat, this.topic];
    const query = new URLSearchParams();
    if (chat !== null) query.set("chat", chat);
    if (topic) query.set("topic", topic);
    const data = await this.ask(`person/${person}/phone?${query}`);
    if (!data || person !== this.person || chat !== this.chat || topic !== this.topic) return;
    const stale = this.data && this.data.version > data.version;
    if (stale) return;
    this.data = data;
    const first = this.chat === null && this.firstChat();
    this.home = false;
    if (first) { await this.go(first.id, undefined); return; }
    if (this.topic && this.current && !this.current.topics.some((one) => one.id === this.topic)) { await this.go(this.chat, undefined); return; }
    this.draw();
  }

  // A seeker has one chat. A counsellor's work begins in the group, where the queue stands; later she goes where she likes.
  firstChat() {
    const { chats } = this.data;
    if (this.role === "seeker") return chats.length === 1 && chats[0];
    return this.home && chats.find((one) => one.kind !== "private" && one.last);
  }

  act(action, body = {}) {
    const topic = this.topic && ["types", "taps", "sends_file", "sends_contact", "sends_location", "forwards"].includes(action) ? { topic: this.topic } : {};
    return this.ask(`person/${this.person}/${action}`, { chat: this.chat, ...topic, ...body });
  }

  // — drawing —

  draw() {
    this.node.dataset.view = this.view;
    this.bar();
    this.pin();
    if (this.view === "chats") this.rows(this.chatRows());
    else if (this.view === "topics") this.rows(this.topicRows());
    else this.messages();
    this.compose();
    this.flash();
  }

  bar() {
    const chat = this.current;
    const topic = chat?.topics.find((one) => one.id === this.topic);
    const acting = this.data.open?.acting;
    const alone = this.role === "seeker" && this.data.chats.length === 1;
    const mark = JSON.stringify([chat && [chat.title, chat.members, chat.topics.length, chat.blocked], topic, acting, alone, this.view, language()]);
    if (mark === this.barMark) return;
    this.barMark = mark;
    if (!chat) {
      this.head.replaceChildren(make("h2", {}, say("chats")));
      return;
    }
    const about = chat.kind !== "private" ? say("members", { n: chat.members }) : chat.topics.length ? say("topicsCount", { n: chat.topics.length }) : say("bot");
    const title = topic ? topic.name : this.view === "chat" && chat.has_topics ? say("allMessages") : chat.title;
    const back = () => (chat.has_topics && this.topic !== undefined ? this.go(this.chat, undefined) : this.go(null, undefined));
    this.head.replaceChildren(
      ...(alone && !chat.has_topics ? [] : [button({ class: "round", "aria-label": say("back"), test: "back", onclick: back }, icon("back"))]),
      topic ? hash(topic) : avatar(chat.title, chat.id),
      make("div", { class: "who" }, make("h2", {}, title), make("p", { class: acting ? "acting" : "", test: "status" }, acting ? say("typing") : topic ? chat.title : about)),
      button({ class: "round", "aria-label": say("menu"), test: "chat-menu", onclick: () => this.sheet(chatSheet(this)) }, icon("menu")));
  }

  pin() {
    const pinned = this.view === "chat" ? this.data.open?.pinned : null;
    this.pinned.hidden = !pinned;
    if (!pinned) return;
    this.pinned.replaceChildren(icon("pin"), make("span", {}, make("b", {}, say("pinned")), make("span", {}, pinned.text || "…")));
    this.pinned.onclick = () => this.show(pinned.id);
  }

  show(id) {
    const node = this.list.querySelector(`[data-id="${id}"]`);
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.classList.add("shown");
    setTimeout(() => node?.classList.remove("shown"), 1500);
  }

  rows(rows) {
    this.list.className = "list rows";
    this.drawn.clear();
    const mark = JSON.stringify([this.data.chats, this.data.joinable, this.view, language(), [...this.seen]]);
    if (mark === this.rowsMark && this.list.childElementCount) return;
    this.rowsMark = mark;
    this.list.replaceChildren(...(rows.length ? rows : [make("li", { class: "empty" }, say("noChats"))]));
  }

  row(key, name, test, picture, brief, lastId, onclick) {
    const fresh = lastId > (this.seen.get(key) || 0);
    const side = make("span", { class: "side" }, brief ? make("time", {}, clock(brief.date)) : "", fresh ? make("i", { class: "dot" }) : "");
    return make("li", {}, button({ class: "chat", test, onclick }, picture, make("span", { class: "about" }, make("b", {}, name), make("span", {}, preview(brief))), side));
  }

  chatRows() {
    const rows = this.data.chats.map((one) => this.row(`${one.id}`, one.title, "chat-row", avatar(one.title, one.id), one.last, one.last_id, () => this.go(one.id, undefined)));
    const joins = this.data.joinable.map((one) => make("li", { class: "join" }, avatar(one.title, one.id), make("b", {}, one.title), button({ class: "pill", test: "join-group", onclick: () => this.ask(`person/${this.person}/joins`, { chat: one.id }) }, say("join"))));
    return [...rows, ...joins];
  }

  topicRows() {
    const chat = this.current;
    const all = this.row(`${chat.id}/all`, say("allMessages"), "topic-all", avatar(chat.title, chat.id), chat.last, 0, () => this.go(chat.id, null));
    const topics = [...chat.topics].sort((a, b) => b.last_id - a.last_id);
    return [all, ...topics.map((one) => this.row(`${chat.id}/${one.id}`, one.name, "topic-row", hash(one), one.last, one.last_id, () => this.go(chat.id, one.id)))];
  }

  messages() {
    const all = this.data.open?.messages || [];
    const ends = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR || !this.drawn.size;
    const grew = this.drawn.size && all.length && !this.drawn.has(all[all.length - 1].id);
    this.list.className = "list messages";
    this.seen.set(`${this.chat}${this.topic ? `/${this.topic}` : ""}`, this.topic ? all[all.length - 1]?.id || 0 : this.current.last_id);
    this.patch(all);
    this.list.querySelector(".empty")?.remove();
    if (!all.length) this.list.append(make("li", { class: "empty", test: "empty" }, make("span", {}, this.current.about || say("emptyChat"))));
    if (ends) this.list.scrollTo({ top: this.list.scrollHeight, behavior: grew ? "smooth" : "instant" });
  }

  // Only what changed is drawn again, so that nothing flickers and what is gone can be seen going.
  patch(all) {
    const crowd = this.current.kind !== "private";
    const here = new Set();
    const settled = this.drawn.size > 0;
    let before = null;
    let day = "";
    let last = null;
    for (const one of all) {
      if (dayOf(one) !== day) {
        day = dayOf(one);
        last = this.place(`day ${day}`, day, () => make("li", { class: "note day" }, make("span", {}, day)), last, false, here);
      }
      const first = !before || before.service || before.sender_id !== one.sender_id;
      const mark = JSON.stringify([one, first, language()]);
      last = this.place(one.id, mark, () => draw(one, { first, crowd, acts: this.acts() }), last, settled, here);
      before = one;
    }
    for (const [key, kept] of this.drawn) if (!here.has(key)) this.vanish(key, kept.node);
  }

  place(key, mark, build, after, lively, here) {
    here.add(key);
    const kept = this.drawn.get(key);
    if (kept && kept.mark === mark) return kept.node;
    const node = build();
    if (kept) kept.node.replaceWith(node);
    else if (after) after.after(node);
    else this.list.prepend(node);
    if (!kept && lively) node.classList.add("arriving");
    this.drawn.set(key, { mark, node });
    return node;
  }

  vanish(key, node) {
    this.drawn.delete(key);
    node.classList.add("leaving");
    node.removeAttribute("data-test");
    setTimeout(() => node.remove(), 260);
  }

  acts() {
    return {
      tap: (one, key, node) => this.tap(one, key, node),
      menu: (one) => this.sheet(messageSheet(this, one)),
      react: (one, emoji) => this.act("reacts", { number: one.id, emoji }),
    };
  }

  tap(one, key, node) {
    if (key.copy_text) {
      navigator.clipboard?.writeText(key.copy_text.text).catch(() => {});
      this.toast(say("copied"));
    }
    if (key.callback_data === undefined) return;
    node.classList.add("spinning");
    setTimeout(() => node.classList.remove("spinning"), 1500);
    this.act("taps_data", { message: one.id, data: key.callback_data });
  }

  // A link to a bot that is in this phone's list opens it here: nothing leaves this machine.
  async link(event) {
    const found = event.target.closest("a")?.href.match(/^https?:\/\/t\.me\/(\w+)(?:\?start=([\w-]+))?$/);
    const chat = found && this.data.chats.find((one) => one.username === found[1]);
    if (!chat) return;
    event.preventDefault();
    await this.go(chat.id, undefined);
    await this.act("starts", found[2] ? { payload: found[2] } : {});
  }

  // — the input box —

  compose() {
    const chat = this.current;
    this.foot.hidden = this.view !== "chat";
    if (!chat) return;
    const must = chat.blocked ? "unblock" : chat.kind === "private" && !chat.started ? "start" : null;
    this.box.hidden = Boolean(must);
    this.big.hidden = !must;
    if (must) {
      this.big.textContent = say(must);
      this.big.dataset.test = must;
      this.big.onclick = () => (must === "start" ? this.act("starts") : this.act("unblocks"));
    }
    for (const [node, word] of [[this.sendButton, "send"], [this.attachButton, "attach"], [this.keysButton, "keyboard"], [this.input, "message"]]) node.setAttribute("aria-label", say(word));
    const board = this.data.open?.keyboard;
    this.input.placeholder = board?.input_field_placeholder || say("message");
    this.keysButton.hidden = !board;
    this.keys.hidden = !board || must || !this.keysShown;
    const mark = JSON.stringify(board);
    if (mark !== this.boardMark) this.keys.replaceChildren(...(board?.keyboard || []).map((row) => make("div", { class: "row" }, row.map((key) => this.reply(typeof key === "string" ? key : key.text)))));
    this.boardMark = mark;
    this.notice();
  }

  reply(label) {
    return button({ class: "reply", test: "reply-button", onclick: () => this.act("types", { text: label }) }, label);
  }

  notice() {
    const about = this.editing || this.replying;
    this.strip.hidden = !about;
    if (about) this.strip.replaceChildren(make("span", {}, make("b", {}, say(this.editing ? "editing" : "replying")), make("span", {}, about.text || "…")), button({ class: "round", "aria-label": say("cancel"), onclick: () => { this.editing = this.replying = null; this.notice(); } }, icon("close")));
  }

  grow() {
    this.input.style.height = "auto";
    const needed = this.input.scrollHeight; // nothing while the box is hidden
    if (needed) this.input.style.height = `${Math.min(needed, 132)}px`;
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const { editing, replying } = this;
    this.input.value = "";
    Object.assign(this, { editing: null, replying: null });
    this.grow();
    this.notice();
    this.list.scrollTop = this.list.scrollHeight;
    if (editing) await this.act("edits", { number: editing.id, text });
    else await this.act("types", { text, ...(replying ? { reply_to: replying.id } : {}) });
  }

  command(event) {
    const words = event.target.closest("[data-command]")?.dataset.command;
    if (words) this.act("types", { text: words });
  }

  // Where nothing hovers, a finger on the bubble itself opens its menu.
  touched(event) {
    const bubble = event.target.closest(".bubble");
    if (!bubble || event.target.closest("a, button, .spoiler") || matchMedia("(hover: hover)").matches) return;
    bubble.parentElement.querySelector(".more").click();
  }

  // — what covers the screen —

  sheet(node) {
    this.back = document.activeElement;
    this.cover.replaceChildren(node);
    this.cover.hidden = false;
    node.querySelector("button")?.focus();
  }

  close() {
    if (this.cover.hidden) return;
    this.cover.hidden = true;
    this.cover.replaceChildren();
    this.back?.focus?.();
  }

  flash() {
    const all = this.data.toasts;
    const fresh = this.lastToast === null ? [] : all.filter((one) => one.number > this.lastToast);
    this.lastToast = Math.max(this.lastToast || 0, ...all.map((one) => one.number));
    for (const one of fresh) if (one.alert) this.alert(one.text); else this.toast(one.text);
  }

  toast(text) {
    const node = make("p", { class: "toast", test: "toast" }, text);
    this.toasts.append(node);
    setTimeout(() => node.remove(), TOAST);
  }

  alert(text) {
    this.sheet(make("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text, test: "alert" }, make("p", {}, text), button({ class: "plain", test: "alert-ok", onclick: () => this.close() }, say("ok"))));
  }
}
