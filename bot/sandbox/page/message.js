// One message as Telegram draws it: its words with entities, what is attached, its buttons and reactions.

import { button, clock, colourOf, icon, make } from "./make.js";
import { language, say } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };
const THINGS = { photo: "🖼", voice: "🎤", audio: "🎵", video: "🎬", animation: "🎞", video_note: "⏺", document: "📄", contact: "👤", location: "📍" };

// Offsets are in UTF-16 units, which are exactly what JavaScript counts.
export function rich(text, entities, start = 0, end = text.length) {
  const out = [];
  let at = start;
  for (let i = 0; i < entities.length; i += 1) {
    const one = entities[i];
    if (one.offset < at || one.offset >= end) continue;
    const stop = Math.min(one.offset + one.length, end);
    out.push(text.slice(at, one.offset), wrap(one, text.slice(one.offset, stop), rich(text, entities.slice(i + 1), one.offset, stop)));
    at = stop;
  }
  out.push(text.slice(at, end));
  return out.filter((part) => part !== "");
}

function wrap(entity, words, inner) {
  if (TAGS[entity.type]) return make(TAGS[entity.type], {}, inner);
  if (entity.type === "spoiler") return make("span", { class: "spoiler", tabindex: 0, onclick: (e) => e.currentTarget.classList.add("open") }, inner);
  if (entity.type === "bot_command") return make("button", { type: "button", class: "command", "data-command": words }, inner);
  const href = { url: words, text_link: entity.url, email: `mailto:${words}` }[entity.type];
  if (href) return make("a", { href: /^[a-z]+:/i.test(href) ? href : `https://${href}`, target: "_blank", rel: "noopener noreferrer" }, inner);
  return make("span", { class: entity.type === "mention" ? "mention" : "" }, inner);
}

export function serviceText(one) {
  const values = { name: one.detail || "…", sender: one.sender };
  const words = {
    forum_topic_created: "topicCreated",
    forum_topic_edited: "topicEdited",
    pinned_message: "pinnedNote",
    new_chat_members: "joined",
    left_chat_member: "left",
    migrate_from_chat_id: "migrated",
    migrate_to_chat_id: "migrated",
  };
  return say(words[one.kind] || "service", values);
}

export function preview(brief) {
  if (!brief) return "";
  if (brief.text) return brief.text;
  if (brief.service) return serviceText(brief);
  return THINGS[brief.kind] || brief.kind === "sticker" ? `${THINGS[brief.kind] || "💙"} ${say(brief.kind)}` : say("service");
}

function attached(one) {
  if (one.kind === "text") return null;
  if (one.kind === "sticker") return make("span", { class: "sticker" }, "💙");
  if (one.kind === "photo") return make("span", { class: "picture", role: "img", "aria-label": say("photo") }, THINGS.photo);
  if (one.kind === "voice") return make("span", { class: "voice", role: "img", "aria-label": say("voice") }, make("span", { class: "play" }, "▶"), make("span", { class: "wave" }), "0:03");
  const detail = { contact: (d) => `${d.first_name} · ${d.phone_number}`, location: (d) => `${d.latitude.toFixed(3)}, ${d.longitude.toFixed(3)}`, document: (d) => d.file_name }[one.kind];
  return make("span", { class: "thing" }, make("span", { class: "glyph" }, THINGS[one.kind] || "📎"), make("span", {}, make("b", {}, say(one.kind)), make("small", {}, detail ? detail(one.detail) : "")));
}

function buttons(one, acts) {
  return make("div", { class: "keys" }, one.buttons.map((row) => make("div", { class: "row" }, row.map((key) => {
    const mark = key.url ? make("i", { class: "out" }, "↗") : null;
    if (key.url) return make("a", { class: "key", href: key.url, target: "_blank", rel: "noopener noreferrer", test: "inline-button" }, key.text, mark);
    return button({ class: `key ${key.style || ""}`, disabled: key.disabled, test: "inline-button", onclick: (event) => acts.tap(one, key, event.currentTarget) }, key.text);
  }))));
}

export function dayOf(one) {
  const date = new Date(one.date * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  return date.toLocaleDateString(language() === "kk" ? "kk-KZ" : "ru-RU", { day: "numeric", month: "long" });
}

// acts: tap, menu, react. `first`: nobody of the same name just above; `crowd`: a group, where names are shown.
export function draw(one, { first, crowd, acts }) {
  if (one.service) {
    return make("li", { class: "note", test: "message", "data-id": one.id }, make("span", {}, serviceText(one)));
  }
  const bubble = make("div", { class: `bubble ${one.kind === "sticker" ? "bare" : ""}` },
    crowd && first && !one.mine ? make("b", { class: "sender", style: `--who:${colourOf(one.sender_id)}` }, one.sender) : null,
    one.forwarded !== null ? make("span", { class: "forwarded" }, say("forwardedFrom", { name: one.forwarded })) : null,
    one.reply ? make("span", { class: "quoted" }, make("b", {}, one.reply.sender), make("span", {}, one.reply.text || "…")) : null,
    attached(one),
    one.text ? make("div", { class: "words", test: "words", dir: "auto" }, rich(one.text, one.entities)) : null,
    one.reactions.length ? make("div", { class: "reactions" }, one.reactions.map((mark) => button({ class: mark.mine ? "reaction mine" : "reaction", test: "reaction", "aria-pressed": String(mark.mine), onclick: () => acts.react(one, mark.mine ? "" : mark.emoji) }, mark.emoji, mark.count > 1 ? ` ${mark.count}` : ""))) : null,
    make("span", { class: "stamp" },
      one.protected ? make("span", { class: "locked", title: say("protected"), role: "img", "aria-label": say("protected") }, icon("lock")) : null,
      one.edited ? make("span", { test: "edited" }, say("edited")) : null,
      make("time", {}, clock(one.date)), one.mine ? icon("check") : null));
  const more = button({ class: "more", "aria-label": say("actions"), test: "message-menu", onclick: (event) => acts.menu(one, event.currentTarget) }, icon("more"));
  return make("li", { class: `message ${one.mine ? "mine" : "theirs"} ${first ? "first" : ""}`, test: "message", "data-id": one.id },
    make("div", { class: "stack" }, make("div", { class: "line" }, bubble, more), one.buttons.length ? buttons(one, acts) : null));
}
