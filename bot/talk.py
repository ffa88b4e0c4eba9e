"""One seeker walking one script. step() is the whole engine: a function, no clock, no I/O.

A talk is a value: it can be saved and loaded between any two turns. What is heard comes in, a turn goes out: the talk
as it is now, the keys of sentences to say above the screen, and what happened, in the past tense, for the office.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from bot.outbox import Redacted
from bot.script import (
    SKIP,
    Answers,
    Book,
    Choose,
    End,
    Erase,
    HandOff,
    Kept,
    Level,
    Node,
    Option,
    Partners,
    Place,
    Raise,
    Say,
    Search,
    Several,
    Show,
    Sort,
    Visit,
    Wait,
    Words,
    place,
)

#: Sorting nodes and passed questions in a row before we call it a loop without a question.
_TOO_MANY_HOPS = 100

#: Scripts that any screen can open, and the one that each visit starts with.
ENTRY, MENU, EMERGENCY, HUMAN, SAFETY, DATA = "s00", "menu", "s13", "human", "xsafe", "s14"


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a seeker stands and what they answered.

    `path`: the place now is last; the earlier ones are where visited scripts return to.
    `visit` grows with every new screen and names its buttons: a button of an older visit never acts.
    `picks`: what is ticked on this screen so far. `words`: what they chose to add, redacted.
    `shown`: entries of the directory they saw. `walked`: scripts they were in, the latest last.
    """

    path: tuple[Place, ...]
    visit: int = 1
    answers: Answers = field(default_factory=dict)
    picks: tuple[str, ...] = ()
    raised: tuple[Raise, ...] = ()
    words: tuple[Redacted, ...] = ()
    shown: tuple[str, ...] = ()
    walked: tuple[str, ...] = ()

    @property
    def here(self) -> Place:
        return self.path[-1]

    @property
    def level(self) -> Level:
        return max((raised.level for raised in self.raised), default=Level.L0)


# — what can be heard —


@dataclass(frozen=True, slots=True)
class Began:
    """The person pressed Start, or came back."""


@dataclass(frozen=True, slots=True)
class Chose:
    """A button of the screen named `visit`. `option` is its id, or NEXT or SKIP."""

    option: str
    visit: int


@dataclass(frozen=True, slots=True)
class Called:
    """A button that stands on every screen, or a command: `menu`, `emergency`, `human`, `erase`, `data`.

    `visit` names the screen of a button. Only `emergency` acts from an old screen: numbers must never take two taps.
    """

    what: str
    visit: int | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Words of the person's own, already redacted; `alarm` when they sound like danger."""

    text: Redacted
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that a script has no answer to: a photograph, a link, an unknown command. `key`: the sentence it gets.

    `alarm` when words came with it that sound like danger.
    """

    key: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Located:
    """A shared location, already no more than a region's code; the point on the map never comes this far."""

    region: str


Heard = Began | Chose | Called | Typed | Sent | Located

#: The button that leads on from what was said, ticked or shown.
NEXT = "next"

#: Fields of the card that gather what several questions bring (domain 4.1, "multi").
GATHERED = frozenset({"concerns", "safety_flags", "wants", "tried"})

#: The field that a region fills.
REGION_FIELD = "region_for_referral"

#: Where the words of the last search are kept while its screen stands.
SEARCHED = "searched"

#: Characters of one's own words on a card: with all its lines they fit into one message.
LONGEST_STORY = 1500

CALLS: Mapping[str, str] = {
    "menu": MENU,
    "emergency": EMERGENCY,
    "human": HUMAN,
    "erase": f"{DATA}.erase",
    "data": DATA,
}


# — what happened —


@dataclass(frozen=True, slots=True)
class HandOffAsked:
    """The seeker read the card, struck out `struck` and said yes."""

    struck: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithdrawAsked:
    """The seeker takes the waiting case back."""


@dataclass(frozen=True, slots=True)
class ErasureAsked:
    """The seeker confirmed that everything about them is to be erased."""


@dataclass(frozen=True, slots=True)
class Alarmed:
    """Words sounded like danger; the safety script was opened. Nobody is alerted."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A place was reached; counted without a person."""

    place: Place


Event = HandOffAsked | WithdrawAsked | ErasureAsked | Alarmed | Entered


@dataclass(frozen=True, slots=True)
class Turn:
    """The talk as it is now, keys of sentences to say above the screen, and what happened."""

    talk: Talk
    said: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()


# — the engine —


def begin(book: Book, answers: Answers | None = None, visit: int = 1) -> Talk:
    """A talk at the beginning of the entry script. `visit` names its first screen: whoever begins anew passes a higher
    number than any earlier talk of the same chat reached, so that old buttons stay old.
    """
    return _settle(book, Talk((Place(ENTRY, book[ENTRY].start),), visit=visit - 1, answers=dict(answers or {})))


def step(book: Book, talk: Talk, heard: Heard) -> Turn:
    """Hears one thing. Never raises for anything that a person can do; an unknown answer changes nothing."""
    match heard:
        case Began():
            return Turn(talk, ("where_we_stopped",) if talk.answers else ())
        case Called("language"):
            return Turn(talk if stale(talk, heard) else _in_the_other_language(talk))
        case Called(what):
            known = what in CALLS and not stale(talk, heard)
            return _entered(talk, _call(book, talk, CALLS[what])) if known else Turn(talk)
        case Typed():
            return _typed(book, talk, heard)
        case Sent(key, alarm):
            return _alarmed(book, talk, key) if alarm and _can_open_safety(talk) else Turn(talk, (key,))
        case Located(region):
            return _located(book, talk, region)
        case Chose(option):
            return Turn(talk) if stale(talk, heard) else _chose(book, talk, option)
        case _:
            assert_never(heard)


def stale(talk: Talk, heard: Heard) -> bool:
    """Whether a button belongs to a screen that is not the current one."""
    match heard:
        case Chose(visit=visit):
            return visit != talk.visit
        case Called(what, visit):
            return visit not in (None, talk.visit) and what != "emergency"
        case _:
            return False


def node_at(book: Book, talk: Talk) -> Node:
    """The node that the seeker stands at."""
    return book[talk.here.script].nodes[talk.here.node]


def options(book: Book, talk: Talk) -> tuple[Option, ...]:
    """The buttons of this screen that its author wrote and whose condition holds."""
    node = node_at(book, talk)
    if not isinstance(node, Choose | Several):
        return ()
    return tuple(option for option in node.options if option.when.holds(talk.answers))


def _located(book: Book, talk: Talk, region: str) -> Turn:
    """Where a region is asked for, the question that holds it is put, for a centre is not a border; a search looks there."""
    if isinstance(node_at(book, talk), Search):
        return Turn(_fill(talk, {REGION_FIELD: (region,)}), ("region_near",))
    asks = (node for node in book[talk.here.script].nodes.values() if isinstance(node, Choose))
    asking = next((node for node in asks if any(one.id == region for one in node.options)), None)
    if asking is None:
        return Turn(talk, ("not_passed_on.location",))
    there = _enter(book, talk, asking.id)
    return Turn(there, ("region_near",), (Entered(there.here),))


def _in_the_other_language(talk: Talk) -> Talk:
    """The same place in the other language; asked for at any time, it loses nothing."""
    (language,) = talk.answers.get("lang", ("ru",))
    return replace(talk, answers={**talk.answers, "lang": ("ru" if language == "kk" else "kk",)})


def _typed(book: Book, talk: Talk, heard: Typed) -> Turn:
    if heard.alarm and _can_open_safety(talk):
        return _alarmed(book, talk)
    if isinstance(node_at(book, talk), Words):
        return _adds(talk, heard.text)
    if isinstance(node_at(book, talk), Search):
        return Turn(_fill(talk, {SEARCHED: (heard.text,)}))
    return Turn(talk, ("words_heard",))


def _can_open_safety(talk: Talk) -> bool:
    return talk.here.script not in (SAFETY, EMERGENCY)


def _alarmed(book: Book, talk: Talk, *said: str) -> Turn:
    there = _call(book, talk, SAFETY)
    return Turn(there, said, (Alarmed(), Entered(there.here)))


def _adds(talk: Talk, text: Redacted) -> Turn:
    """A few more words for the card, as long as the whole card can still be shown on one screen."""
    if sum(map(len, (*talk.words, text))) > LONGEST_STORY:
        return Turn(talk, ("words_too_long",))
    return Turn(replace(talk, words=(*talk.words, text)), ("words_kept",))


def _chose(book: Book, talk: Talk, chosen: str) -> Turn:
    node = node_at(book, talk)
    match node:
        case Choose():
            return _answered(book, talk, node, chosen)
        case Several():
            return _ticked(book, talk, node, chosen)
        case HandOff():
            return _card(book, talk, node, chosen)
        case Partners():
            return _excluded(book, talk, node, chosen)
        case Wait() if chosen == "withdraw":
            there = _enter(book, talk, node.next)
            return _entered(talk, there, WithdrawAsked())
        case Erase() if chosen == "yes":
            return Turn(talk, (), (ErasureAsked(),))
        case Words() if chosen == "forget":
            return Turn(replace(talk, words=()), ("words_forgotten",))
        case End() if chosen == NEXT:
            return _entered(talk, _leave(book, talk))
        case Say() | Words() | Show() | Search() | Wait() | Kept() | Erase() if chosen == NEXT:
            return _entered(talk, _enter(book, talk, node.next))
        case _:
            return Turn(talk)


def _entered(before: Talk, after: Talk, *events: Event) -> Turn:
    return Turn(after, (), (*events, Entered(after.here)) if after.visit != before.visit else events)


def _answered(book: Book, talk: Talk, node: Choose, chosen: str) -> Turn:
    if chosen == SKIP and not node.must:
        answered = _fill(talk, {_field(talk, node): (SKIP,)})
        return _entered(talk, _enter(book, answered, node.skip or node.next))
    for option in options(book, talk):
        if option.id == chosen:
            answered = _fill(talk, {_field(talk, node): (chosen,), **option.fills}, option.raises)
            return _entered(talk, _enter(book, answered, option.next or node.next))
    return Turn(talk)


def _ticked(book: Book, talk: Talk, node: Several, chosen: str) -> Turn:
    offered = {option.id: option for option in options(book, talk)}
    if chosen in offered:
        return Turn(replace(talk, picks=_toggled(talk.picks, chosen)))
    if chosen not in (NEXT, SKIP):
        return Turn(talk)
    if chosen == NEXT and not talk.picks:
        return Turn(talk, ("tick_or_skip",))
    picked = [offered[pick] for pick in talk.picks if pick in offered] if chosen == NEXT else []
    answers = {_field(talk, node): tuple(option.id for option in picked) or (SKIP,)}
    answered = replace(talk, picks=())
    for option in picked:
        answered = _fill(answered, option.fills, option.raises)
    onward = next((option.next for option in picked if option.next), node.next)
    return _entered(talk, _enter(book, _fill(answered, answers), onward))


def _card(book: Book, talk: Talk, node: HandOff, chosen: str) -> Turn:
    match chosen.partition(":"):
        case ("line", ":", line):
            return Turn(replace(talk, picks=_toggled(talk.picks, line)))
        case ("yes", "", ""):
            asked = HandOffAsked(talk.picks)
            return _entered(talk, _enter(book, replace(talk, picks=()), node.next), asked)
        case ("no", "", ""):
            return _entered(talk, _enter(book, replace(talk, picks=()), node.refused))
        case _:
            return Turn(talk)


def _excluded(book: Book, talk: Talk, node: Partners, chosen: str) -> Turn:
    if chosen == NEXT:
        excluded = _fill(replace(talk, picks=()), {"excluded": talk.picks})
        return _entered(talk, _enter(book, excluded, node.next))
    kind, _, partner = chosen.partition(":")
    return Turn(replace(talk, picks=_toggled(talk.picks, partner))) if kind == "line" and partner else Turn(talk)


def _toggled(picks: tuple[str, ...], pick: str) -> tuple[str, ...]:
    return tuple(one for one in picks if one != pick) if pick in picks else (*picks, pick)


def _field(talk: Talk, node: Choose | Several) -> str:
    return node.fills or str(talk.here)


def _fill(talk: Talk, answers: Answers, raises: Raise | None = None) -> Talk:
    joined = {field: _joined(talk, field, given) for field, given in answers.items()}
    return _raise(replace(talk, answers={**talk.answers, **joined}), raises)


def _joined(talk: Talk, field: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """What was said before about safety stands when another script asks again; elsewhere the last answer counts."""
    before = talk.answers.get(field, ()) if field in GATHERED else ()
    said = tuple(dict.fromkeys(one for one in (*before, *given) if one != SKIP))
    return said or given


def _raise(talk: Talk, raises: Raise | None) -> Talk:
    if raises is None or raises in talk.raised:
        return talk
    return replace(talk, raised=(*talk.raised, raises))


# — moving —


def _call(book: Book, talk: Talk, goes: str) -> Talk:
    """Opens a script over the present one; the menu starts afresh."""
    there = place(book, ENTRY, goes)
    path = (there,) if there.script == MENU else (*_below(talk, there.script), there)
    return _settle(book, replace(talk, path=path, picks=()))


def _below(talk: Talk, script: str) -> tuple[Place, ...]:
    """What lies under a script that is opened: calling it twice must not stack it twice."""
    for depth, one in enumerate(talk.path):
        if one.script == script and depth:
            return talk.path[:depth]
    return talk.path


def _enter(book: Book, talk: Talk, goes: str) -> Talk:
    there = place(book, talk.here.script, goes)
    path = (there,) if there.script == MENU else (*talk.path[:-1], there)
    return _settle(book, replace(talk, path=path, picks=()))


def _leave(book: Book, talk: Talk) -> Talk:
    """Back to where this script was visited from, or to the menu."""
    path = talk.path[:-1] or (Place(MENU, book[MENU].start),)
    return _settle(book, replace(talk, path=path, picks=()))


def _settle(book: Book, talk: Talk) -> Talk:
    """Walks on until there is something to say, and names the new screen."""
    for _ in range(_TOO_MANY_HOPS):
        talk = _arrive(book, talk)
        onward = _onward(book, talk)
        if onward is None:
            return replace(talk, visit=talk.visit + 1)
        talk = onward
    msg = f"{talk.here} leads in a circle without a question"
    raise RecursionError(msg)


def _arrive(book: Book, talk: Talk) -> Talk:
    """Being in a script is enough for its level to hold and for the card to know it."""
    script = talk.here.script
    if script not in talk.walked[-1:]:
        talk = replace(talk, walked=(*(one for one in talk.walked if one != script), script))
    return _raise(talk, book[script].raises)


def _onward(book: Book, talk: Talk) -> Talk | None:
    """One step through a place where nothing is said, or None where something is."""
    node = node_at(book, talk)
    match node:
        case Sort():
            row = next((row for row in node.rows if row.when.holds(talk.answers)), None)
            raised = _raise(talk, row.raises if row else None)
            return _move(book, raised, row.next if row else node.otherwise)
        case Visit():
            return _visit(book, talk, node)
        case Choose(once=True) | Several(once=True) if _field(talk, node) in talk.answers:
            return _move(book, talk, _known(talk, node))
        case End(text="") if len(talk.path) > 1:
            return replace(talk, path=talk.path[:-1])
        case End(text=""):
            return replace(talk, path=(Place(MENU, book[MENU].start),))
        case _:
            return None


def _known(talk: Talk, node: Choose | Several) -> str:
    """Where an answer that was given before leads."""
    given = talk.answers[_field(talk, node)]
    if isinstance(node, Choose) and given == (SKIP,):
        return node.skip or node.next
    onward = (option.next for option in node.options if option.id in given and option.next)
    return next(onward, node.next)


def _visit(book: Book, talk: Talk, node: Visit) -> Talk:
    there = place(book, talk.here.script, node.script)
    back = (*talk.path[:-1], place(book, talk.here.script, node.next)) if node.next else talk.path[:-1]
    return replace(talk, path=(*back, there))


def _move(book: Book, talk: Talk, goes: str) -> Talk:
    there = place(book, talk.here.script, goes)
    return replace(talk, path=(there,) if there.script == MENU else (*talk.path[:-1], there))


# — saved and loaded —


def to_json(talk: Talk) -> str:
    """A talk as text; from_json(to_json(talk)) == talk."""
    return json.dumps(
        {
            "path": [[one.script, one.node] for one in talk.path],
            "visit": talk.visit,
            "answers": {name: list(given) for name, given in talk.answers.items()},
            "picks": list(talk.picks),
            "raised": [[int(one.level), one.reason] for one in talk.raised],
            "words": list(talk.words),
            "shown": list(talk.shown),
            "walked": list(talk.walked),
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> Talk:
    """The talk that to_json wrote."""
    saved: dict[str, Any] = json.loads(text)
    return Talk(
        path=tuple(Place(*one) for one in saved["path"]),
        visit=saved["visit"],
        answers={name: tuple(given) for name, given in saved["answers"].items()},
        picks=tuple(saved["picks"]),
        raised=tuple(Raise(Level(level), reason) for level, reason in saved["raised"]),
        words=tuple(saved["words"]),
        shown=tuple(saved["shown"]),
        walked=tuple(saved["walked"]),
    )


def found_again(book: Book, talk: Talk) -> Talk:
    """The same talk in a book that may have changed: one parked on a removed node stands at the menu, answers kept."""
    if all(one.script in book and one.node in book[one.script].nodes for one in talk.path):
        return talk
    return replace(talk, path=(Place(MENU, book[MENU].start),), picks=(), visit=talk.visit + 1)
