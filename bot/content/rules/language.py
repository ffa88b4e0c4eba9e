"""Two languages that say the same, in words that hurt nobody."""

import re
from collections.abc import Iterator

from bot.content.messages import lacking
from bot.content.rules.facts import Facts, Fault, Line, Severity, table

_QUOTED = re.compile(r"«[^»]*»")
_PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")
#: A letter that follows a placeholder, with or without a hyphen: a case ending.
_SUFFIX = re.compile(r"\{\w+\}[-‐‑–]?\w+")


def translation_missing(facts: Facts) -> Iterator[Fault]:
    """A sentence that one language cannot say. A familiar form of address may lack any."""
    for line in _lacking(facts, stale=False):
        yield line.fault("translation_missing", f"«{_start(line.text)}» has no translation; write its msgstr.")


def translation_stale(facts: Facts) -> Iterator[Fault]:
    """A translation whose source was changed since."""
    for line in _lacking(facts, stale=True):
        sentence = f"«{_start(line.text)}» changed after it was translated; read it again and take out 'fuzzy'."
        yield line.fault("translation_stale", sentence)


def _lacking(facts: Facts, *, stale: bool) -> Iterator[Line]:
    sourced = {line.context: line for line in facts.lines() if line.tongue == "ru"}
    for tongue, catalogue in facts.catalogues.items():
        translated = {str(message.context) for message in catalogue if message.id and message.string}
        for lack in lacking(catalogue, tongue, facts.sources) if "@" not in tongue else ():
            if (lack.fuzzy or lack.context in translated) is stale:
                yield Line(lack.context, tongue, lack.source, sourced[lack.context].kind)


def _start(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")  # noqa: PLR2004  # enough to find it again


def same_placeholders(facts: Facts) -> Iterator[Fault]:
    """What is filled in must be filled in in every language."""
    for line in facts.lines():
        wanted = set(_PLACEHOLDER.findall(facts.sources[line.context]))
        if (given := set(_PLACEHOLDER.findall(line.text))) != wanted:
            sentence = f"has {_named(given)} where the Russian has {_named(wanted)}; use the same in both."
            yield line.fault("same_placeholders", sentence)


def _named(placeholders: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(placeholders)) or "no placeholder"


def suffix_on_placeholder(facts: Facts) -> Iterator[Fault]:
    """A Kazakh ending follows the vowels of its word, and nobody knows the word that will stand there."""
    for line in facts.lines():
        if line.language == "kk" and (found := _SUFFIX.search(line.text)):
            sentence = f"hangs an ending on a placeholder, «{found.group()}»; turn the sentence so that it needs none."
            yield line.fault("suffix_on_placeholder", sentence)


def never_say(facts: Facts) -> Iterator[Fault]:
    """Labels, promises and officialese (`never_say.yaml`)."""
    for line in facts.lines():
        for entry in table("never_say"):
            pattern = entry["say"].get(line.language) if line.kind != entry.get("but") else None
            flags = re.NOFLAG if entry.get("exact") else re.IGNORECASE
            if pattern and (found := re.search(pattern, line.text, flags)):
                severity = Severity(entry.get("severity", "error"))
                yield line.fault("never_say", f"says «{found.group().strip()}»; {entry['because']}", severity)


def mixed_address(facts: Facts) -> Iterator[Fault]:
    """One form of address in one tongue: «ты» never turns into «вы» in the middle of a talk (`address.yaml`)."""
    for line in facts.lines():
        pattern = table("address").get(line.tongue)
        if pattern and (found := re.search(pattern, _QUOTED.sub("«»", line.text), re.IGNORECASE)):
            sentence = f"says «{found.group()}», which is the other form of address; keep to one."
            yield line.fault("mixed_address", sentence, Severity.WARNING)


RULES = (mixed_address, translation_missing, translation_stale, same_placeholders, suffix_on_placeholder, never_say)
