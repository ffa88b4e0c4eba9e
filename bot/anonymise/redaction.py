"""redact(): takes what identifies a person out of words, and leaves the rest as it was, letter for letter."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from bot.anonymise import dates, links, numbers, organisations, papers, placeholders, places, plates
from bot.anonymise.endings import form
from bot.anonymise.fold import skeleton
from bot.anonymise.known import shapes, stems
from bot.anonymise.memory import Memory
from bot.anonymise.names import Names, kept_ending, keys_of
from bot.anonymise.spans import Span, merged
from bot.anonymise.spoken import spoken_phones
from bot.anonymise.tagged import tagged
from bot.anonymise.views import Views, views_of
from bot.anonymise.words import words_of
from bot.outbox import Redacted

# What certainly is what it says comes first: where rules overlap, the first gives the kind.
_RULES: tuple[Callable[[Views], Iterator[Span]], ...] = (
    links.emails, links.links, numbers.ibans, plates.coordinates, numbers.cards, numbers.iins, dates.birthdates,
    papers.documents, numbers.phones, links.handles, plates.plates, places.addresses, organisations.organisations,
    numbers.leftovers,
)  # fmt: skip
# These find nothing where no digit stands.
_OF_DIGITS = frozenset({
    numbers.ibans, plates.coordinates, numbers.cards, numbers.iins, papers.documents, numbers.phones, plates.plates, numbers.leftovers,
})  # fmt: skip
# Stands where a placeholder stood while the rules look: no pattern matches it, so none reaches across.
_WALL = "\ue000"


@dataclass(frozen=True, slots=True)
class Redaction:
    """The text without what identifies; `spans` point into the text as it was."""

    text: Redacted
    spans: tuple[Span, ...]

    def parts(self, raw: str) -> tuple[tuple[str, str], ...]:
        """The text as it was, `raw`, in parts: what was said, and the placeholder that stands for it or nothing."""
        made: list[tuple[str, str]] = []
        end = here = 0
        for span in self.spans:
            here += span.start - end
            stands = _placeholder().match(self.text, here)
            made += [(raw[end : span.start], ""), (raw[span.start : span.end], stands[0] if stands else "")]
            end, here = span.end, stands.end() if stands else here
        return tuple(part for part in (*made, (raw[end:], "")) if part[0])


@cache
def _placeholder() -> re.Pattern[str]:
    return re.compile(placeholders.pattern())


def _walled(text: str) -> str:
    return _placeholder().sub(lambda found: _WALL * len(found[0]), text.replace(_WALL, "\ue002"))


def _look(text: str, names: Names) -> list[Span]:
    """One look at the text as it stands; placeholders in it are left alone."""
    raw = _walled(text)
    seen = views_of(raw)
    words = words_of(text)
    found = [span for rule in _RULES if seen.has_digit or rule not in _OF_DIGITS for span in rule(seen)]
    sure = names.sureness(words)
    found += [*spoken_phones(words, seen), *tagged(words, sure, seen), *names.find(words, seen, sure)]
    return merged(part for span in found for part in _outside(span, raw))


def _outside(span: Span, raw: str) -> Iterator[Span]:
    """The parts of the span that no placeholder covers, without the spaces around them."""
    for part in re.finditer(f"[^{_WALL}]+", raw[span.start : span.end]):
        shown = part[0].strip()
        if shown:
            start = span.start + part.start() + part[0].index(shown)
            yield replace(span, start=start, end=start + len(shown))


def _shortened(span: Span, text: str) -> Span:
    """A name without its case ending: the ending stays, so that the sentence still reads."""
    if span.kind != "person":
        return span
    return replace(span, end=span.end - kept_ending(text[span.start : span.end]))


@dataclass(frozen=True, slots=True)
class _Draft:
    """The text with some spans replaced, and for each untouched stretch its place in the draft and in the text."""

    text: str
    stretches: tuple[tuple[int, int], ...]
    memory: Memory

    def original(self, span: Span) -> Span:
        """A span of the draft as a span of the text; it lies within one stretch, for placeholders are walls."""
        here, there = next(pair for pair in reversed(self.stretches) if pair[0] <= span.start)
        return replace(span, start=span.start - here + there, end=span.end - here + there)


def _draft(text: str, spans: list[Span], memory: Memory) -> _Draft:
    lang = placeholders.language(text)
    parts: list[str] = []
    stretches = [(0, 0)]
    length = end = 0
    for span in spans:
        number = None
        if span.kind == "person":
            memory, number = memory.heard(keys_of(text[span.start : span.end]))
        parts += [text[end : span.start], placeholders.stands_for(span.kind, number, lang)]
        length += span.start - end + len(parts[-1])
        end = span.end
        stretches.append((length, end))
    return _Draft("".join([*parts, text[end:]]), tuple(stretches), memory)


def redact_in_case(text: str, memory: Memory) -> tuple[Redaction, Memory]:
    """The redacted text, and the memory with whoever was named in it.

    Looks again at its own result until nothing more is found: then redacting it once more cannot change it.
    """
    if not memory.people:
        memory = replace(memory, first=max(memory.first, placeholders.highest(text) + 1))
    spans: list[Span] = []
    draft = _Draft(text, ((0, 0),), memory)
    names = Names(memory)
    try:
        while found := _look(draft.text, names):
            spans = merged([*spans, *(_shortened(draft.original(span), text) for span in found)])
            draft = _draft(text, spans, memory)
            names.memory = draft.memory
    finally:  # what a person wrote is not kept longer than it is looked at
        for remembers in (skeleton, form, shapes, stems):
            remembers.cache_clear()
    return Redaction(Redacted(draft.text), tuple(spans)), draft.memory


def redact(text: str, memory: Memory | None = None) -> Redaction:
    """The text with placeholders for what identifies a person. Never raises; the rest stays letter for letter."""
    return redact_in_case(text, memory or Memory())[0]


def load() -> None:
    """Reads the network and the lists and makes the patterns now, so that nobody's first words wait for them."""
    redact("Anna A. Smith has gone to mektep «Nur» 7, Abai 5, 8 701 000 00 00")  # between them these ask for all


def lines(stdin: Iterable[str]) -> Iterator[str]:
    """Each line of text as one line of JSON: {"text": redacted, "spans": [{"start", "end", "kind"}]}."""
    for line in stdin:
        done = redact(line.rstrip("\r\n"))
        spans = [{"start": span.start, "end": span.end, "kind": span.kind} for span in done.spans]
        yield json.dumps({"text": done.text, "spans": spans}, ensure_ascii=False)
