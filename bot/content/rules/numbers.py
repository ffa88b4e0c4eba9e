"""Numbers to call. A wrong one costs more than none: each that is said must be live in the directory."""

import re
from collections.abc import Iterator

from bot.content.rules.facts import LIVE, Facts, Fault, at, plain
from bot.script import Show

#: A short number of the country, or a long one; not a year, an article of a law, a sum or a count.
_SHORT = r"1\d\d(?:\d)?"
_LONG = r"(?:\+7|8)[\s(-]*\d{3,4}[\s)-]*\d{2,3}[\s-]?\d{2}[\s-]?\d{2}"
_NUMBER = re.compile(rf"(?<![\d.,:-])(?:{_LONG}|{_SHORT})(?![\d%]|[.,:]\d)")
_NOT_BEFORE = re.compile(r"(?:стать\w*|ст\.?|статей|№|закон\w*)\s*$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"^[\s-]*(?:бап|МРП|АЕК|тенге|теңге|г\.|год|ж\.|жыл|лет|дн|күн|человек|адам)", re.IGNORECASE)


def called(text: str) -> list[str]:
    """The numbers that a text bids to call, as the digits that are dialled, in the order of the text."""
    return [
        plain(found.group())
        for found in _NUMBER.finditer(text)
        if not _NOT_BEFORE.search(text[: found.start()]) and not _NOT_AFTER.search(text[found.end() :])
    ]


def number_is_live(facts: Facts) -> Iterator[Fault]:
    """Each number in words must be one of a live entry."""
    for line in facts.lines():
        for number in dict.fromkeys(called(line.text)):
            status = facts.directory.numbers.get(number)
            if status is None:
                sentence = f"says {number}, which is not in the directory; enter it there or take it out."
                yield line.fault("number_is_live", sentence)
            elif status != LIVE:
                sentence = f"says {number}, which is {status} in the directory; somebody must dial it first."
                yield line.fault("number_is_live", sentence)


def same_numbers(facts: Facts) -> Iterator[Fault]:
    """Both languages must give the same numbers: a safety step must not be lost in translation."""
    for context, source in facts.sources.items():
        for tongue in facts.catalogues:
            said = facts.said(context, tongue)
            if said and sorted(set(called(said))) != sorted(set(called(source))):
                numbers = ", ".join(sorted(set(called(source)))) or "no number"
                line = next(line for line in facts.lines() if line.context == context and line.tongue == tongue)
                yield line.fault("same_numbers", f"must say the same numbers as the Russian ({numbers}).")


def entry_is_live(facts: Facts) -> Iterator[Fault]:
    """What a node shows of the directory must be there, and live."""
    for here, node in facts.nodes():
        match node:
            case Show(entry="", need=""):
                yield at(here, "entry_is_live", "shows nothing; write entry: or need:.")
            case Show(entry=entry) if entry:
                status = facts.directory.entries.get(entry)
                if status is None:
                    yield at(here, "entry_is_live", f"shows '{entry}', which is not in the directory.")
                elif status != LIVE:
                    yield at(here, "entry_is_live", f"shows '{entry}', which is {status}; show a live entry.")
            case Show(need=need) if need not in facts.directory.needs:
                yield at(here, "entry_is_live", f"looks for '{need}', which no entry of the directory answers.")


RULES = (number_is_live, same_numbers, entry_is_live)
