"""Each script becomes a picture with all that it says, in either language."""

from xml.etree import ElementTree as ET

import pytest

from bot import content
from bot.content.pictures import draw_script, kind
from bot.content.scripts import KINDS
from bot.content.words import LANGUAGES
from tests.content import example

READ = content.load(example.BOOK, example.BOOK / "locales")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", READ.book)
def test_a_script_is_drawn_with_every_node_and_answer(script: str, language: str) -> None:
    svg = draw_script(READ, script, language)
    root = ET.fromstring(svg)  # noqa: S314  # our own picture
    drawn = "".join("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}g")).replace(" ", "")
    for node in READ.book[script].nodes.values():
        assert f'id="{node.id}"' in svg
        for option in getattr(node, "options", ()):
            said = READ.words.translate(f"{script}.{node.id}.{option.id}", option.text, language)
            assert said.replace(" ", "") in drawn


def test_what_leads_to_another_script_is_said_in_words() -> None:
    assert "→ human" in draw_script(READ, "s01", "ru")
    assert "→ s13.numbers" not in draw_script(READ, "s00", "ru")


def test_conditions_are_short_enough_to_read() -> None:
    assert ">concerns ≥2 cut_off,<" in draw_script(READ, "s01", "ru")


def test_a_kind_is_named_as_authors_write_it() -> None:
    found = {kind(node) for one in READ.book.values() for node in one.nodes.values()}
    assert found <= set(KINDS)
