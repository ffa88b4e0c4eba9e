"""What a seeker's screen shows: a Standing becomes a Screen, a plain value that windows draw.

The first line of a screen that the bot sends on its own says nothing, for the chat list is seen by others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

from bot.content import Content
from bot.handoff import Brief
from bot.hours import ASTANA
from bot.office.standing import Pending, Standing
from bot.office.withheld import DROP, SEND_AS_IS, SEND_HIDDEN
from bot.script import (
    SKIP,
    Choose,
    End,
    Erase,
    HandOff,
    Kept,
    Node,
    Partners,
    Say,
    Search,
    Several,
    Show,
    Visit,
    Wait,
    Words,
)
from bot.talk import MENU, NEXT, node_at, options

LIVE, PENDING = "live", "pending"

#: What a button of words that wait sends back before the place of a hidden thing; how many of these buttons stand there.
REVEAL, CONCEAL, _MOST_THINGS = "reveal", "conceal", 4

#: The shape of the window for each kind of node that can be stood at.
SHAPES: Mapping[type[Node], str] = {
    Say: "say",
    Choose: "choose",
    Several: "several",
    Words: "words",
    Show: "show",
    Search: "search",
    HandOff: "card",
    Wait: "wait",
    Partners: "partners",
    Kept: "kept",
    Erase: "erase",
    End: "end",
    Visit: "say",
}

Button = tuple[str, str]  # what is sent back, what is read

#: Telegram's 4096, less what stands around a quotation; a letter outside the common plane counts twice.
_LONGEST_QUOTE = 1700


@dataclass(frozen=True, slots=True)
class Screen:
    """What is drawn. `answers`: a button a row. `footer`: the four that stand everywhere, two a row."""

    shape: str
    visit: int
    text: str
    answers: tuple[Button, ...]
    footer: tuple[Button, ...]


#: What else a screen may show besides its node: entries of the directory, partners; as lines of HTML.
Beside = Callable[[Standing, Node], str]


def nothing_beside(_standing: Standing, _node: Node) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Artist:
    """Draws screens in the words of the content. `beside` adds what the directory and the partners say."""

    content: Content
    beside: Beside = nothing_beside
    partners: Callable[[Standing], tuple[Button, ...]] = lambda _standing: ()

    def draw(self, at: Standing) -> Screen:
        """The screen for where a seeker stands."""
        if at.pending is not None:
            return self._pending(at, at.pending)
        if at.live and not at.aside:
            return self._live(at)
        node = node_at(self.content.book, at.talk)
        parts = (*self._said(at), self._text(at, node), self._below(at, node))
        text = "\n\n".join(part for part in parts if part)
        return Screen(SHAPES[type(node)], at.talk.visit, text, self._answers(at, node), self._footer(at))

    def say(self, at: Standing, key: str, **facts: object) -> str:
        return self.content.words.say(f"seeker.{key}", at.tongue, **facts)

    def _said(self, at: Standing) -> tuple[str, ...]:
        facts = {name: escape(value) for name, value in at.facts}
        return tuple(self.say(at, key, **facts) for key in at.said if key != "stale_button")

    def _text(self, at: Standing, node: Node) -> str:
        text = self.content.words.translate(str(at.talk.here), getattr(node, "text", ""), at.tongue)
        if not isinstance(node, Wait):
            return escape(text, quote=False)
        name, time = (at.case.name, clock(at.case.promised)) if at.case else ("—", "—")
        return escape(text, quote=False).format(name=escape(name), time=time)

    def _below(self, at: Standing, node: Node) -> str:
        match node:
            case HandOff() if at.card is not None:
                return self._card(at, at.card)
            case Kept():
                return "\n".join(f"• {self._kept(at, key, value)}" for key, value in at.kept or (("nothing", ""),))
            case Words() if at.talk.words:
                return quoted(at.talk.words)
            case _:
                return self.beside(at, node)

    def _kept(self, at: Standing, key: str, value: str) -> str:
        return escape(self.content.words.say(f"kept.{key}", at.tongue, value=value), quote=False)

    def _card(self, at: Standing, card: Brief) -> str:
        """The card as the counsellor will read it; struck lines are shown struck."""
        rows = [(self._title(at, card), False)]
        rows += [(self._reasons(at, card), "reasons" in at.talk.picks)] if card.reasons else []
        rows += [(self.line(field, given, at.tongue), field in at.talk.picks) for field, given in card.lines.items()]
        shown = "\n".join(f"<s>{escape(row)}</s>" if struck else escape(row, quote=False) for row, struck in rows)
        story = quoted(card.story) if card.story and "story" not in at.talk.picks else ""
        return "\n".join(part for part in (shown, story) if part)

    def _title(self, at: Standing, card: Brief) -> str:
        about = self.content.book[card.script].title if card.script in self.content.book else ""
        about = self.content.words.translate(card.script, about, at.tongue)
        return f"{self.content.words.say(f'card.level.{card.level.name}', at.tongue)}. {about}"

    def _reasons(self, at: Standing, card: Brief) -> str:
        """Why a counsellor will see this level: it stands on her card, so it stands on this one."""
        words = self.content.words
        codes = ((code, f"reasons.{code}") for code in card.reasons)
        said = "; ".join(words.say(key, at.tongue) if key in words else code for code, key in codes)
        return f"{words.say(_label('reasons'), at.tongue)}: {said}"

    def line(self, field: str, given: tuple[str, ...], tongue: str) -> str:
        """One line of the card: `Возраст: 18–24`."""
        words = self.content.words
        values = ", ".join(
            words.say(key, tongue) if (key := f"card.{field}.{value}") in words else value for value in given
        )
        return f"{words.say(_label(field), tongue)}: {values}"

    def _answers(self, at: Standing, node: Node) -> tuple[Button, ...]:
        here, words = str(at.talk.here), self.content.words
        offered = tuple(
            (one.id, words.translate(f"{here}.{one.id}", one.text, at.tongue))
            for one in options(self.content.book, at.talk)
        )
        match node:
            case Choose():
                return offered if node.must else (*offered, (SKIP, self.say(at, "skip")))
            case Several():
                ticked = tuple((key, f"{'☑' if key in at.talk.picks else '☐'} {text}") for key, text in offered)
                return (*ticked, (NEXT, self.say(at, "done")), (SKIP, self.say(at, "skip")))
            case Say(button=button) if button:
                return ((NEXT, words.translate(f"{here}.button", button, at.tongue)),)
            case HandOff():
                return self._strike_buttons(at)
            case Partners():
                return (*self._partner_buttons(at), (NEXT, self.say(at, "next")))
            case Words() if at.talk.words:
                return ((NEXT, self.say(at, "next")), ("forget", self.say(at, "forget_words")))
            case Wait():
                return self._wait_buttons(at)
            case Erase():
                return (("yes", self.say(at, "erase_yes")), (NEXT, self.say(at, "no")))
            case _:
                return ((NEXT, self.say(at, "next")),)

    def _strike_buttons(self, at: Standing) -> tuple[Button, ...]:
        parts = at.card.parts if at.card else ()
        strikes = tuple((f"line:{part}", self._strike(at, part)) for part in parts)
        return (("yes", self.say(at, "send_card")), *strikes, ("no", self.say(at, "do_not_send")))

    def _strike(self, at: Standing, field: str) -> str:
        label = self.content.words.say(_label(field), at.tongue)
        return self.say(at, "put_back" if field in at.talk.picks else "strike", line=label)

    def _partner_buttons(self, at: Standing) -> tuple[Button, ...]:
        return tuple(
            (f"line:{partner}", f"{'☐' if partner in at.talk.picks else '☑'} {name}")
            for partner, name in self.partners(at)
        )

    def _wait_buttons(self, at: Standing) -> tuple[Button, ...]:
        onward = ((NEXT, self.say(at, "next")),)
        return (*onward, ("withdraw", self.say(at, "withdraw"))) if at.case else onward

    def _footer(self, at: Standing) -> tuple[Button, ...]:
        human = "live" if at.live else "human"
        calls = (human, "emergency", "menu", "erase", *(("language",) if at.talk.here.script == MENU else ()))
        return tuple((call, self.say(at, call)) for call in calls)

    def _live(self, at: Standing) -> Screen:
        """A counsellor holds the case: the controls are a reply keyboard, words go to her."""
        name = escape(at.case.name) if at.case else ""
        text = "\n\n".join((*self._said(at), self.say(at, "live_hint", name=name)))
        calls = (("end", "live_end"), ("emergency", "emergency"), ("data", "data"), ("erase", "erase"))
        return Screen(LIVE, at.talk.visit, text, (), tuple((call, self.say(at, key)) for call, key in calls))

    def _pending(self, at: Standing, pending: Pending) -> Screen:
        """Something in their words was hidden: one tap decides, of all or of one thing. A button names a thing by its
        placeholder, never by the words; the buttons are of the message that they are about.
        """
        text = "\n\n".join((*self._said(at), self.say(at, "hidden_ask"), quoted((pending.text,))))
        keys = ((SEND_HIDDEN, "hidden_send"), (SEND_AS_IS, "hidden_as_is"), (DROP, "hidden_drop"))
        whole = tuple((one, self.say(at, key)) for one, key in keys)
        return Screen(PENDING, pending.origin, text, (*whole, *self._things(at, pending)), ())

    def _things(self, at: Standing, pending: Pending) -> Iterator[Button]:
        for part, (thing, seen) in enumerate(pending.things[:_MOST_THINGS]):
            key = "hidden_conceal" if seen else "hidden_reveal"
            yield f"{CONCEAL if seen else REVEAL}:{part}", self.say(at, key, thing=thing)


def _label(part: str) -> str:
    """What a line of the card is called, the same on this telephone as at the desk."""
    return "desk.card.why" if part == "reasons" else f"card.{part}.label"


def quoted(words: tuple[str, ...]) -> str:
    """A person's own words, set apart; of very long ones as much as leaves room for the rest of a screen."""
    said = "\n".join(words)
    shown = said if len(said) <= _LONGEST_QUOTE else f"{said[:_LONGEST_QUOTE]}…"
    return f"<blockquote>{escape(shown, quote=False)}</blockquote>"


def clock(moment: datetime) -> str:
    """`22.11, 18:30` by Astana's clock; no word, so that no case ending is ever hung on it."""
    return moment.astimezone(ASTANA).strftime("%d.%m, %H:%M")
