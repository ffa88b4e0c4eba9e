"""Where in a text something identifies a person, and what it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

KINDS = (
    "person", "organisation", "phone", "address", "birthdate", "document", "iin",
    "card", "iban", "email", "handle", "link", "plate", "coordinates",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of the text from `start` up to `end`; `kind` is one of KINDS."""

    start: int
    end: int
    kind: str


def merged(spans: Iterable[Span]) -> list[Span]:
    """One span for all that overlap, of the kind that came first; in order of the text.

    Nothing is dropped: what either of two rules wants hidden is hidden.
    """
    ranked = sorted(enumerate(spans), key=lambda pair: (pair[1].start, pair[0]))
    made: list[tuple[int, Span]] = []
    for rank, span in ranked:
        if made and span.start < made[-1][1].end:
            first, last = made[-1]
            kind = last.kind if first <= rank else span.kind
            made[-1] = (min(first, rank), replace(last, end=max(last.end, span.end), kind=kind))
        else:
            made.append((rank, span))
    return [span for _, span in made if span.end > span.start]
