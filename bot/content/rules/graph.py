"""The scripts as a graph: where each place can lead."""

from collections.abc import Callable, Iterable, Mapping

from bot import script
from bot.script import Place, place
from bot.talk import CALLS, ENTRY, SAFETY

Edges = Mapping[Place, tuple[Place, ...]]


def edges(book: script.Book) -> Edges:
    """Every place that can follow a place, without the buttons of the footer."""
    return {
        Place(one.id, node.id): tuple(dict.fromkeys(place(book, one.id, goes) for goes in script.leads_to(node)))
        for one in book.values()
        for node in one.nodes.values()
    }


def reached(ways: Edges, roots: Iterable[Place], through: Callable[[Place], bool] = lambda _: True) -> set[Place]:
    """Every place that can be reached from the roots; a place that `through` refuses is reached but not passed."""
    found: set[Place] = set()
    waiting = list(roots)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += ways[here] if through(here) else ()
    return found


def backwards(ways: Edges) -> Edges:
    """The same graph, walked the other way."""
    turned: dict[Place, list[Place]] = {here: [] for here in ways}
    for here, onward in ways.items():
        for there in onward:
            turned[there].append(here)
    return {here: tuple(before) for here, before in turned.items()}


def doors(book: script.Book) -> dict[str, Place]:
    """Where a talk begins, and what the footer and words of danger open; what is not written is not here."""
    found: dict[str, Place] = {}
    for name, goes in {"entry": ENTRY, "safety": SAFETY, **CALLS}.items():
        head, _, node = goes.partition(".")
        if head in book and (not node or node in book[head].nodes):
            found[name] = Place(head, node or book[head].start)
    return found
