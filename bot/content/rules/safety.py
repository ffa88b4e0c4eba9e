"""What keeps a seeker safe: numbers before questions, a human within reach, no question about who they are or believe."""

import re
from collections.abc import Iterator

from bot.content.rules.facts import Facts, Fault, Line, at, table
from bot.content.rules.graph import Edges, doors, edges, reached
from bot.content.rules.limits import sentences
from bot.content.rules.numbers import called
from bot.script import (
    Choose,
    End,
    Erase,
    HandOff,
    Level,
    Node,
    Option,
    Place,
    Raise,
    Row,
    Search,
    Several,
    Show,
    Sort,
    Visit,
    Words,
    place,
)
from bot.talk import CALLS, EMERGENCY, HUMAN, MENU

#: Numbers that answer at any hour and send somebody.
_RESCUE = {"112", "101", "102", "103", "111"}


def human_everywhere(facts: Facts) -> Iterator[Fault]:
    """The footer's human must open a script that comes to a hand-off."""
    door = doors(facts.book).get("human")
    if door is None or not any(isinstance(_node(facts, one), HandOff) for one in reached(edges(facts.book), [door])):
        sentence = "every screen has a button for a human, and it leads to no card to hand over; write kind: hand_off."
        yield Fault(f"{HUMAN}.yaml", "", "human_everywhere", sentence)


def emergency_everywhere(facts: Facts) -> Iterator[Fault]:
    """The footer's emergency must open a screen that says 112 at once, undelayed."""
    door = doors(facts.book).get("emergency")
    node = _node(facts, door) if door else None
    if not getattr(node, "urgent", False) or "112" not in _numbers(node):
        sentence = "every screen has a button for emergencies; its first screen must be urgent: true and say 112."
        yield Fault(f"{EMERGENCY}.yaml", node.id if node else "", "emergency_everywhere", sentence)


def erase_everywhere(facts: Facts) -> Iterator[Fault]:
    """The footer's stop must open the question that erases."""
    door = doors(facts.book).get("erase")
    if door is None or not isinstance(_node(facts, door), Erase):
        script, _, node = CALLS["erase"].partition(".")
        sentence = (
            "every screen has a button to stop and erase, and it opens nothing; write this node with kind: erase."
        )
        yield Fault(f"{script}.yaml", node, "erase_everywhere", sentence)


def numbers_first(facts: Facts) -> Iterator[Fault]:
    """When an answer means danger now, numbers come before any question."""
    ways = edges(facts.book)
    told: set[Place] = set()
    for because, there in _dangers(facts, ways):
        for asked in _asked_first(facts, ways, there):
            if asked not in told:
                told.add(asked)
                yield at(asked, "numbers_first", f"asks before any number was shown, and {because}; show 112 first.")


def _dangers(facts: Facts, ways: Edges) -> Iterator[tuple[str, Place]]:
    """(why it may be danger now, where it leads). Inside the emergency script the numbers were shown at its beginning,
    so what counts there is how others come in.
    """
    for here, node in facts.nodes():
        if here.script == EMERGENCY:
            continue
        for one, goes in _ways_on(node):
            if one.raises and one.raises.level is Level.L4:
                yield f"{here} leads here at L4", place(facts.book, here.script, goes)
        for there in ways[here]:
            if there.script == EMERGENCY:
                yield f"{here} leads past the numbers", there


def _ways_on(node: Node) -> Iterator[tuple[Option | Row, str]]:
    if isinstance(node, Choose | Several):
        yield from ((option, option.next or node.next) for option in node.options)
    if isinstance(node, Sort):
        yield from ((row, row.next) for row in node.rows)


def _asked_first(facts: Facts, ways: Edges, there: Place) -> Iterator[Place]:
    """The questions that are met on the way from a place before a screen with a number."""
    reach = reached(ways, [there], lambda one: not _numbers(_node(facts, one)) and not _asks(_node(facts, one)))
    for one in sorted(reach, key=str):
        node = _node(facts, one)
        if _asks(node) and not _numbers(node):
            yield one


def _asks(node: Node | None) -> bool:
    return isinstance(node, Choose | Several | Words | Search)


def _numbers(node: Node | None) -> set[str]:
    """The numbers of rescue that a node shows, in its text or as an entry of the directory."""
    shown = {node.entry.removeprefix("line_")} if isinstance(node, Show) else set()
    return _RESCUE & (shown | set(called(getattr(node, "text", ""))))


def human_offered(facts: Facts) -> Iterator[Fault]:
    """A script offers a human itself, not only by the footer: on its way, and after every answer at L2 or higher."""
    ways = _and_back(facts, edges(facts.book))
    to_human = {one for one in ways if one.script == HUMAN or isinstance(_node(facts, one), HandOff)}
    for one in facts.book.values():
        if one.card and not to_human & reached(ways, [Place(one.id, one.start)], lambda there: there.script != MENU):
            yield Fault(f"{one.id}.yaml", "", "human_offered", "never offers a human; lead one of its ends to human.")
    for here, node in facts.nodes():
        for way, goes in _ways_on(node):
            if way.raises is None or way.raises.level < Level.L2:
                continue
            after = reached(ways, [place(facts.book, here.script, goes)], lambda there: there.script != MENU)
            if not to_human & after:
                name = f"'{way.id}'" if isinstance(way, Option) else "a row"
                sentence = f"{name} raises the level to {way.raises.level.name} and no human is offered after it; lead to human."
                yield at(here, "human_offered", sentence)


def _and_back(facts: Facts, ways: Edges) -> Edges:
    """The same ways, and those from the ends of visited scripts back to where they were visited from."""
    back: dict[str, list[Place]] = {}
    for here, node in facts.nodes():
        if isinstance(node, Visit) and node.next:
            visited = place(facts.book, here.script, node.script).script
            back.setdefault(visited, []).append(place(facts.book, here.script, node.next))
    return {
        here: (*there, *back.get(here.script, ())) if isinstance(_node(facts, here), End) else there
        for here, there in ways.items()
    }


def level_and_reason(facts: Facts) -> Iterator[Fault]:
    """A counsellor reads on each hand-off how pressing it is and why."""
    for one in facts.book.values():
        if one.card and one.raises is None:
            sentence = "may be handed over without a level; write level: and reason: at the top (or card: false)."
            yield Fault(f"{one.id}.yaml", "", "level_and_reason", sentence)
    for file, node, raises in _raised(facts):
        if not raises.reason:
            sentence = f"raises {raises.level.name} without a reason; write reason: beside level:."
            yield Fault(file, node, "level_and_reason", sentence)
        elif f"reasons.{raises.reason}" not in facts.sources:
            sentence = f"gives the reason '{raises.reason}', which has no sentence; write it in words/reasons.yaml."
            yield Fault(file, node, "level_and_reason", sentence)


def _raised(facts: Facts) -> Iterator[tuple[str, str, Raise]]:
    for one in facts.book.values():
        if one.raises:
            yield f"{one.id}.yaml", "", one.raises
    for here, node in facts.nodes():
        for way, _ in _ways_on(node):
            if way.raises:
                yield f"{here.script}.yaml", here.node, way.raises


def asks_identity(facts: Facts) -> Iterator[Fault]:
    """Nobody is asked who they are, where they live or how to call them."""
    yield from _asked(
        facts, "identity", "asks «{found}»; nobody is asked who they are. Ask about what happens instead."
    )


def asks_belief(facts: Facts) -> Iterator[Fault]:
    """Nobody is asked what they or another believe, or where they pray."""
    yield from _asked(
        facts, "belief", "asks «{found}»; nobody is asked what they believe. Ask what is done, not believed."
    )


def _asked(facts: Facts, what: str, sentence: str) -> Iterator[Fault]:
    for line in facts.lines():
        if line.kind in ("text", "words"):
            for found in _questions(line, what):
                yield line.fault(f"asks_{what}", sentence.format(found=found))


def _questions(line: Line, what: str) -> Iterator[str]:
    """What a line asks and must not: in a sentence that is a question, or one that bids to write."""
    data = table("questions")
    for one in sentences(line.text):
        if one.rstrip('»") ').endswith("?") or re.search(data["bidding"][line.language], one, re.IGNORECASE):
            for pattern in data[what][line.language]:
                if found := re.search(pattern, one, re.IGNORECASE):
                    yield found.group()
                    break


def _node(facts: Facts, one: Place) -> Node:
    return facts.book[one.script].nodes[one.node]


RULES = (
    human_everywhere,
    emergency_everywhere,
    erase_everywhere,
    numbers_first,
    human_offered,
    level_and_reason,
    asks_identity,
    asks_belief,
)
