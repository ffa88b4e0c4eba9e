// Elements, made in one line, and the small pictures on buttons.

export function make(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "test") node.dataset.test = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const button = (options, ...children) => make("button", { type: "button", ...options }, ...children);

const PATHS = {
  back: "M15 5l-7 7 7 7",
  menu: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M4 12l16-8-5 17-3.5-6.5L4 12zm7.5 2.5L20 4",
  attach: "M20 11.5l-8.2 8.2a5 5 0 01-7-7L13 4.500a3.3 3.3 0 014.7 4.700l-8.2 8.200a1.7 1.7 0 01-2.4-2.400l7.5-7.5",
  keys: "M3 7h18v10H3zM7 10.500v.01M11 10.500v.01M15 10.500v.01M17.5 10.500v.01M8 14h8",
  plus: "M12 5v14M5 12h14",
  more: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  lock: "M7 11V8a5 5 0 0110 0v3M5.5 11h13v9h-13z",
  check: "M2 12.500l4.5 4.500L16 7M11.5 15.500L13 17 22 7",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

// Telegram's seven pairs of colours for those who have no picture.
const COLOURS = [["#e0573c", "#c33d5e"], ["#d98324", "#c05f11"], ["#7c63e0", "#5f46c4"], ["#3a9a4b", "#2a7d4a"], ["#2996b8", "#1f7396"], ["#3d8fe0", "#2a6cc0"], ["#cc4f8f", "#a93a77"]];

export function avatar(name, number, glyph = "") {
  const [from, to] = COLOURS[Math.abs(number) % COLOURS.length];
  const letters = glyph || name.split(/[^\p{L}\p{N}]+/u).map((word) => [...word][0] || "").slice(0, 2).join("").toUpperCase();
  const node = make("span", { class: "avatar", "aria-hidden": "true" }, letters);
  node.style.background = `linear-gradient(160deg, ${from}, ${to})`;
  return node;
}

export const colourOf = (number) => COLOURS[Math.abs(number) % COLOURS.length][1];

export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
}
