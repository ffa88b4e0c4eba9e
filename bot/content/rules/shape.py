"""The shape of the trees: every node can be reached, and from every node there is a way on."""

from collections.abc import Iterator

from bot.content.rules.facts import Facts, Fault, Severity, at
from bot.content.rules.graph import Edges, backwards, doors, edges, reached
from bot.script import SKIP, Choose, End, HandOff, Node, Place, Several, Sort, Test, Visit, When
from bot.talk import ENTRY, MENU, SAFETY

#: Answers that the house gives itself: language, form of address, partners left out, a case that waits, a return.
_GIVEN = {"lang", "address_form", "excluded", "case", "returning"}


def unreachable(facts: Facts) -> Iterator[Fault]:
    """A node that nobody can come to."""
    found = reached(edges(facts.book), doors(facts.book).values())
    for one in facts.book.values():
        lost = [node for node in one.nodes if Place(one.id, node) not in found]
        if len(lost) == len(one.nodes):
            yield at(Place(one.id, one.start), "unreachable", "nothing leads to this script; offer it in the menu.")
            continue
        for node in lost:
            yield at(
                Place(one.id, node), "unreachable", "nothing leads here; give an answer next: to it or take it out."
            )


def dead_end(facts: Facts) -> Iterator[Fault]:
    """A screen on which there may be no button to press."""
    for here, node in facts.nodes():
        if isinstance(node, Choose | Several) and not node.options:
            yield at(here, "dead_end", "asks and offers no answer; write options:.")
        elif isinstance(node, Choose) and node.must and all(option.when.rows for option in node.options):
            sentence = "must be answered, but each answer has a condition, so there may be none; free one of them."
            yield at(here, "dead_end", sentence)


def loop_without_exit(facts: Facts) -> Iterator[Fault]:
    """A place from which no end, menu or hand-off can be reached by answering."""
    ways = edges(facts.book)
    exits = [here for here, node in facts.nodes() if isinstance(node, End | HandOff) or here.script == MENU]
    free = reached(backwards(ways), exits)
    for one in facts.book.values():
        if stuck := [node for node in one.nodes if Place(one.id, node) not in free]:
            others = f" (so do {', '.join(stuck[1:])})" if stuck[1:] else ""
            sentence = f"goes round without an exit{others}; lead one answer to an end, the menu or a human."
            yield at(Place(one.id, stuck[0]), "loop_without_exit", sentence)


def silent_circle(facts: Facts) -> Iterator[Fault]:
    """A circle of places that say nothing, or are passed over when the answer is known: the talk would never stop."""
    quiet = {here for here, node in facts.nodes() if _quiet(node)}
    ways = {here: tuple(there for there in ways if there in quiet) for here, ways in edges(facts.book).items()}
    told: set[Place] = set()
    for here in sorted(quiet, key=str):
        circle = _circle(ways, here)
        if circle and here not in told:
            told |= circle
            names = " → ".join(str(one) for one in sorted(circle, key=str))
            yield at(here, "silent_circle", f"can go round without asking anything ({names}); put a screen in between.")


def _quiet(node: Node) -> bool:
    return isinstance(node, Sort | Visit) or (isinstance(node, Choose | Several) and node.once)


def _circle(ways: Edges, here: Place) -> set[Place]:
    """The places that lead from here back to here."""
    after = reached(ways, ways[here])
    if here not in after:
        return set()
    return after & reached(backwards(ways), [here])


def missing_door(facts: Facts) -> Iterator[Fault]:
    """The scripts that every talk needs."""
    for name, goes in {"entry": ENTRY, "menu": MENU, "safety": SAFETY}.items():
        if name not in doors(facts.book):
            yield Fault(
                f"{goes}.yaml", "", "missing_door", "is not written, and every talk needs it; write this script."
            )


def unknown_answer(facts: Facts) -> Iterator[Fault]:
    """A condition on an answer that nobody can give: a misspelt id would otherwise silently never hold."""
    known = _answers(facts)
    for here, node in facts.nodes():
        for test in _tests(node):
            if test.field in _GIVEN:
                continue
            if test.field not in known:
                yield at(here, "unknown_answer", f"asks about '{test.field}', which no question fills; check its name.")
            for answer in test.of:
                if answer not in known.get(test.field, {answer}):
                    sentence = f"asks whether '{test.field}' is '{answer}', which no answer is; check its spelling."
                    yield at(here, "unknown_answer", sentence)


def _answers(facts: Facts) -> dict[str, set[str]]:
    """Every answer that can be given, by its field."""
    known: dict[str, set[str]] = {}
    for here, node in facts.nodes():
        if isinstance(node, Choose | Several):
            known.setdefault(node.fills or str(here), {SKIP}).update(option.id for option in node.options)
            for name, given in (fill for option in node.options for fill in option.fills.items()):
                known.setdefault(name, {SKIP}).update(given)
    return known


def _tests(node: Node) -> Iterator[Test]:
    whens: tuple[When, ...] = ()
    if isinstance(node, Choose | Several):
        whens = tuple(option.when for option in node.options)
    elif isinstance(node, Sort):
        whens = tuple(row.when for row in node.rows)
    for when in whens:
        for row in when.rows:
            yield from row


def removed_place(facts: Facts) -> Iterator[Fault]:
    """Seekers who stand on a node that is not in the book any more; they would find themselves at the menu."""
    for here in sorted(facts.parked, key=str):
        if here.script not in facts.book or here.node not in facts.book[here.script].nodes:
            sentence = (
                "was removed, and a seeker stands there; keep it until they have moved on, or they start at the menu."
            )
            yield at(here, "removed_place", sentence, Severity.WARNING)


RULES = (unreachable, dead_end, loop_without_exit, silent_circle, missing_door, unknown_answer, removed_place)
