"""Spelling, by hunspell and its Russian and Kazakh dictionaries, with the project's own words (`spelling.txt`)."""

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from bot.content.rules.facts import HERE, Facts, Fault, Line, Severity, table

DICTIONARIES = {"ru": "ru_RU", "kk": "kk_KZ"}
_SHORTEST_ROOT = 2
_VOICELESS = {"б": "п", "г": "к", "ғ": "қ"}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}|https?://\S+|\S+\.kz\S*|(?<=\d)-\w+|\b[A-Za-z]+(?:-\w+)?")


def spelling(facts: Facts) -> Iterator[Fault]:
    """Words that neither the dictionary of their language nor the project's own list knows."""
    for language, lines in _by_language(facts).items():
        wrong = facts.speller(language, frozenset(word for line in lines for word in words(line.text)))
        for line in lines if wrong else ():
            if unknown := [word for word in words(line.text) if word in (wrong or ())]:
                named = ", ".join(f"«{word}»" for word in unknown)
                sentence = f"the dictionary does not know {named}; correct it or add it to rules/spelling.txt."
                yield line.fault("spelling", sentence, Severity.WARNING)


def spelling_unchecked(facts: Facts) -> Iterator[Fault]:
    """Said aloud, so that nobody takes silence for good spelling."""
    for language in _by_language(facts):
        if facts.speller(language, frozenset()) is None:
            sentence = f"spelling was not checked: install hunspell and its {DICTIONARIES[language]} dictionary."
            yield Fault("spelling", "", "spelling_unchecked", sentence, Severity.WARNING, language)


def _by_language(facts: Facts) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in facts.lines():
        found[line.language].append(line)
    return dict(sorted(found.items()))


def words(text: str) -> list[str]:
    """The words of a text that a dictionary is asked about: no figures, no addresses, no Latin."""
    return [word for word in dict.fromkeys(_WORD.findall(_PLACEHOLDER.sub(" ", text))) if len(word) > 1]


def hunspell(language: str, asked: frozenset[str]) -> frozenset[str] | None:
    """The words that are not known. None without the program or the dictionary. One call for all words of a language."""
    program = shutil.which("hunspell")
    if program is None or language not in _installed(program):
        return None
    unknown = {word for word in asked if not _ours(word)}
    parts = {part for word in unknown for part in word.split("-")}
    stems = {part: _stems(part) if language == "kk" else {part} for part in parts}
    misspelt = _misspelt(program, language, tuple(sorted({stem for found in stems.values() for stem in found})))
    wrong = {part for part in parts if stems[part] <= misspelt and not any(_ours(stem) for stem in stems[part])}
    return frozenset(word for word in unknown if wrong & set(word.split("-")))


def _stems(word: str) -> set[str]:
    """What may stand before a chain of Kazakh endings. The dictionary knows few of the forms that a root can take."""
    endings = re.compile(rf"(?:{'|'.join(table('endings'))})*$")
    cuts = range(_SHORTEST_ROOT, len(word))
    found = {word, *(word[:cut] for cut in cuts if endings.match(word.lower(), cut))}
    # A voiced end of a root (кітабы, жүрегі) is voiceless where the root stands alone (кітап, жүрек).
    return found | {stem[:-1] + _VOICELESS[stem[-1]] for stem in found if stem[-1] in _VOICELESS}


@cache
def _misspelt(program: str, language: str, parts: tuple[str, ...]) -> frozenset[str]:
    said = subprocess.run(  # noqa: S603  # our own words go in, as lines
        [program, "-i", "utf-8", "-d", DICTIONARIES[language], "-l"],
        input="\n".join(parts),
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(said.stdout.split())


@cache
def _installed(program: str) -> frozenset[str]:
    """The languages whose dictionary is here. hunspell lists them on its error channel."""
    said = subprocess.run([program, "-D"], input="", capture_output=True, text=True, check=False)  # noqa: S603
    return frozenset(language for language, name in DICTIONARIES.items() if f"/{name}" in said.stderr + said.stdout)


def _ours(word: str) -> bool:
    whole, stems = _own_words()
    return word.lower() in whole or word.lower().startswith(stems)


@cache
def _own_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """The project's words, and its stems: `хабарлама*` also knows what grows from it."""
    lines = (line.partition("#")[0].strip().lower() for line in (HERE / "spelling.txt").read_text("utf-8").splitlines())
    known = [line for line in lines if line]
    whole = frozenset(line for line in known if not line.endswith("*"))
    return whole, tuple(line.removesuffix("*") for line in known if line.endswith("*"))


RULES = (spelling, spelling_unchecked)
