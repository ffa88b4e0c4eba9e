"""The words of the page's frame, in both languages."""

import json
import re

from bot.sandbox.methods.media import SHAPES
from bot.sandbox.page import HERE, KINDS

WORDS = json.loads((HERE / "words.json").read_text("utf-8"))
SOURCE = "".join((HERE / name).read_text("utf-8") for name in KINDS if name != "words.json")


def test_both_languages_say_the_same_things() -> None:
    assert list(WORDS["ru"]) == list(WORDS["kk"])
    assert all(words.strip() for said in WORDS.values() for words in said.values())
    for key, words in WORDS["ru"].items():
        assert set(re.findall(r"{\w+}", WORDS["kk"][key])) == set(re.findall(r"{\w+}", words))


def test_every_word_that_the_page_asks_for_is_there() -> None:
    asked = set(re.findall(r"""(?:say\(|data-word=|data-label=)"(\w+)\"""", SOURCE)) | set(SHAPES)
    assert asked <= set(WORDS["ru"])


def test_every_word_is_asked_for() -> None:
    assert [key for key in WORDS["ru"] if not re.search(rf"\b{key}\b", SOURCE)] == []


def test_every_file_of_the_page_is_served() -> None:
    assert {path.name for path in HERE.iterdir() if path.suffix in {".html", ".js", ".css", ".json"}} == set(KINDS)
