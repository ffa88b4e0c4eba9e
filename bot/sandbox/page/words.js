// The words of the page's own frame, in Russian and Kazakh; what bots say is theirs.

let all = {};
let chosen = localStorage.getItem("language") || "ru";

export async function loadWords() {
  all = await (await fetch("/page/words.json")).json();
}

export const language = () => chosen;

export function say(word, values = {}) {
  const found = all[chosen][word] || word;
  return found.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function speak(code) {
  chosen = code;
  localStorage.setItem("language", code);
  document.documentElement.lang = code;
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  for (const node of document.querySelectorAll("[data-language]")) {
    node.setAttribute("aria-pressed", String(node.dataset.language === code));
  }
}
