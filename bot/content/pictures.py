"""Scripts as pictures: which card a node becomes, in the language of the one who looks at it."""

from collections.abc import Iterator, Mapping

from bot import content, script
from bot.content.picture import Card, Lead, draw
from bot.script import Place, place

_LOOKS: Mapping[str, str] = {
    "Say": "say",
    "End": "say",
    "Choose": "ask",
    "Several": "ask",
    "Words": "ask",
    "Search": "ask",
    "Show": "show",
    "HandOff": "hand",
    "Wait": "hand",
    "Partners": "hand",
    "Kept": "hand",
    "Erase": "hand",
    "Sort": "quiet",
    "Visit": "quiet",
}


def draw_script(read: content.Content, name: str, tongue: str) -> str:
    """One script as SVG."""
    one = read.book[name]
    title = f"{name} · {read.words.translate(name, one.title, tongue)}"
    return draw([_Drawn(read, one, tongue).card(node) for node in one.nodes.values()], title)


class _Drawn:
    """A script while its nodes become cards."""

    def __init__(self, read: content.Content, one: script.Script, tongue: str) -> None:
        self._read, self._one, self._tongue = read, one, tongue

    def card(self, node: script.Node) -> Card:
        look = "urgent" if getattr(node, "urgent", False) else _LOOKS[type(node).__name__]
        text = self._said(node.id, getattr(node, "text", ""))
        return Card(node.id, f"{node.id} · {kind(node)}", look, text, tuple(self._leads(node)))

    def _leads(self, node: script.Node) -> Iterator[Lead]:
        match node:
            case script.Choose():
                yield from self._options(node.id, node.options, node.next)
                if not node.must:
                    yield self._lead(self._button("skip", "—"), node.skip or node.next)
            case script.Several():
                yield from self._options(node.id, node.options, "")
                yield self._lead(self._button("done", "✓"), node.next)
            case script.Sort():
                for row in node.rows:
                    yield self._lead(_when(row.when), row.next, _mark(row.raises))
                yield self._lead("…", node.otherwise)
            case script.HandOff():
                yield self._lead(self._button("send_card", "✓"), node.next)
                yield self._lead(self._button("do_not_send", "✗"), node.refused)
            case script.Visit():
                yield Lead("", elsewhere=f"⇄ {node.script}")
                if node.next:
                    yield self._lead("", node.next)
            case script.End():
                return
            case _:
                button = getattr(node, "button", "")
                shown = f"▤ {node.entry or node.need}" if isinstance(node, script.Show) else ""
                yield self._lead(self._said(f"{node.id}.button", button) if button else shown, node.next)

    def _options(self, node: str, options: tuple[script.Option, ...], onward: str) -> Iterator[Lead]:
        for option in options:
            condition = f" [{_when(option.when)}]" if option.when.rows else ""
            text = f"{self._said(f'{node}.{option.id}', option.text)}{condition}"
            goes = option.next or onward
            yield self._lead(text, goes, _mark(option.raises)) if goes else Lead(text, mark=_mark(option.raises))

    def _lead(self, text: str, goes: str, mark: str = "") -> Lead:
        there = place(self._read.book, self._one.id, goes)
        if there.script == self._one.id:
            return Lead(text, there.node, mark=mark)
        return Lead(text, elsewhere=f"→ {_name(self._read.book, there)}", mark=mark)

    def _button(self, key: str, otherwise: str) -> str:
        """A button of the house, in its own words where the book has them."""
        words, context = self._read.words, f"seeker.{key}"
        return words.say(context, self._tongue) if context in words else otherwise

    def _said(self, name: str, source: str) -> str:
        return self._read.words.translate(f"{self._one.id}.{name}", source, self._tongue) if source else ""


def _name(book: script.Book, there: Place) -> str:
    return there.script if there.node == book[there.script].start else str(there)


def kind(node: script.Node) -> str:
    """The word that authors write for a kind: HandOff is hand_off."""
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in type(node).__name__).removeprefix("_")


def _mark(raises: script.Raise | None) -> str:
    return f"{raises.level.name} {raises.reason}" if raises else ""


def _when(when: script.When) -> str:
    return " | ".join(" & ".join(_test(test) for test in row) for row in when.rows)


def _test(test: script.Test) -> str:
    """A condition as short as it can be read: `concerns ≥2 of a, b`."""
    of = ", ".join(test.of)
    if test.only:
        return f"{test.field} only {of}"
    count = f"<{test.at_least}" if test.fewer else f"≥{test.at_least}" if test.at_least > 1 or not test.of else "="
    return f"{test.field} {count} {of}".strip()
