"""Does a counsellor's message ask the seeker who or where they are? Then the desk asks her once more before it goes."""

import json
import re
from functools import cache
from importlib import resources
from typing import Any

_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists: dict[str, Any] = json.loads(resources.files(__package__).joinpath("questions.json").read_text("utf-8"))
    return {kind: re.compile(rf"(?<!\w)(?:{'|'.join(listed)})") for kind, listed in lists.items()}


def _plain(text: str) -> str:
    """Small letters, one space between words, no marks but those that end a sentence."""
    return re.sub(r"[^\S\n]+", " ", re.sub('[,;:«»"()—–]', " ", text.lower()))


def asks_identity(text: str) -> frozenset[str]:
    """What is asked for: name, phone, address, meeting, account. A sentence that tells not to give it asks for nothing."""
    asked: set[str] = set()
    for sentence in _SENTENCE.findall(_plain(text)):
        refused = _patterns()["refusals"].search(sentence) and "?" not in sentence
        if not refused:
            asked |= {kind for kind, pattern in _patterns().items() if kind != "refusals" and pattern.search(sentence)}
    return frozenset(asked)
