"""Words that announce an identifier, as pieces of patterns."""

import re

import pytest

from bot.anonymise.fold import folded
from bot.anonymise.lexicon import any_of, exactly, loose


@pytest.mark.parametrize("text", ["школа", "shkola", "Школа", "ШКОЛА"])
def test_a_loose_word_is_found_in_each_spelling(text: str) -> None:
    assert re.fullmatch(loose("школа"), folded(text))


def test_every_list_makes_a_pattern() -> None:
    for name in ("phone", "iin", "document", "street", "house", "place_org", "named_org", "account", "reverent_words"):
        re.compile(any_of(name))
    assert re.fullmatch(exactly("known_org"), "ниш")
    assert re.fullmatch(exactly("known_org"), "политехе")
    assert not re.fullmatch(exactly("known_org"), "был")
