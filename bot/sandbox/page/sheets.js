// The small menus of a telephone: what to do with a message, with a chat, what to attach.

import { button, make } from "./make.js";
import { say } from "./words.js";

const REACTIONS = ["👍", "❤", "🙏", "🔥", "😢", "👎"];
const NUMBER = "+7 700 000 00 00";
const PLACE = { latitude: 51.1605, longitude: 71.4704 };

function sheet(label, ...items) {
  return make("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": label, test: "sheet" }, items);
}

function item(phone, test, glyph, words, act, danger = false) {
  const onclick = () => { phone.close(); act(); };
  return button({ class: danger ? "item danger" : "item", test, onclick }, make("span", { class: "glyph", "aria-hidden": "true" }, glyph), words);
}

export function messageSheet(phone, one) {
  const marks = REACTIONS.map((emoji) => button({ class: "mark", "aria-label": say("react", { emoji }), test: `react-${emoji}`, onclick: () => { phone.close(); phone.act("reacts", { number: one.id, emoji }); } }, emoji));
  const reply = () => { phone.replying = one; phone.notice(); phone.input.focus(); };
  const edit = () => { phone.editing = one; phone.input.value = one.text; phone.grow(); phone.notice(); phone.input.focus(); };
  return sheet(say("actions"),
    make("div", { class: "marks" }, marks),
    item(phone, "reply", "↩", say("reply"), reply),
    one.mine && one.kind === "text" ? item(phone, "edit", "✎", say("edit"), edit) : null,
    one.mine || phone.current.kind === "private" ? item(phone, "delete", "🗑", phone.current.kind === "private" ? say("deleteHint") : say("delete"), () => phone.act("deletes", { number: one.id }), true) : null);
}

export function chatSheet(phone) {
  const chat = phone.current;
  if (chat.kind !== "private") return sheet(chat.title, item(phone, "leave", "⎋", say("leave"), async () => { await phone.act("leaves"); phone.go(null, undefined); }, true));
  const commands = chat.commands.map((one) => item(phone, "command", "/", `/${one.command} — ${one.description}`, () => phone.act("types", { text: `/${one.command}` })));
  const flow = chat.blocked ? item(phone, "menu-unblock", "✓", say("unblock"), () => phone.act("unblocks")) : item(phone, "block", "⊘", say("block"), () => phone.act("blocks"), true);
  return sheet(chat.title, commands, item(phone, "clear", "🗑", say("clear"), () => phone.act("clears"), true), flow);
}

export function attachSheet(phone) {
  const file = (kind) => () => phone.act("sends_file", { kind });
  return sheet(say("attach"), make("div", { class: "tiles" },
    item(phone, "attach-photo", "🖼", say("photo"), file("photo")),
    item(phone, "attach-voice", "🎤", say("voice"), file("voice")),
    item(phone, "attach-sticker", "💙", say("sticker"), file("sticker")),
    item(phone, "attach-document", "📄", say("document"), file("document")),
    item(phone, "attach-contact", "👤", say("contact"), () => phone.act("sends_contact", { phone: NUMBER })),
    item(phone, "attach-location", "📍", say("location"), () => phone.act("sends_location", PLACE)),
    item(phone, "attach-forward", "↪", say("forward"), () => phone.act("forwards", { text: say("forwardText"), from_name: say("forwardFrom") }))));
}
