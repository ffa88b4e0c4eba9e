"""What stands in the text where an identifier stood: `[ИМЯ-1]`, `[ТЕЛЕФОН]`, `[ЕСІМ-1]`. The words live in placeholders.json."""

import json
import re
from functools import cache
from importlib import resources
from typing import Any, Literal

from bot.anonymise.fold import skeleton

Lang = Literal["ru", "kk"]
_KAZAKH_ONLY = re.compile("[әғқңөұүһі]")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = json.loads(resources.files(__package__).joinpath("placeholders.json").read_text("utf-8"))
    return words


@cache
def pattern() -> str:
    """A pattern that finds any placeholder of ours."""
    words = {re.escape(word) for lang in ("ru", "kk") for word in _words()[lang].values()}
    return rf"\[(?:{'|'.join(sorted(words))})(?:-[0-9]{{1,4}})?\]"


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"\[(?:{})-([0-9]{{1,4}})\]".format("|".join(_words()[lang]["person"] for lang in ("ru", "kk"))))


def highest(text: str) -> int:
    """The highest number of a person that already stands in the text, 0 for none."""
    return max((int(number) for number in _numbered().findall(text)), default=0)


def stands_for(kind: str, number: int | None, lang: Lang) -> str:
    """The placeholder of this kind; people have numbers, other things have none."""
    word = _words()[lang][kind]
    return f"[{word}]" if number is None else f"[{word}-{number}]"


@cache
def _signs(lang: Lang) -> frozenset[str]:
    return frozenset(skeleton(word) for word in _words()[f"{lang}_words"])


def language(text: str) -> Lang:
    """The language of most of the text; Russian when nothing tells."""
    low = text.lower()
    words = [skeleton(word) for word in _WORD.findall(low)]
    kazakh = len(_KAZAKH_ONLY.findall(low)) / 2 + sum(word in _signs("kk") for word in words)
    return "kk" if kazakh > sum(word in _signs("ru") for word in words) else "ru"
