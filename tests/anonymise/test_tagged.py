"""Organisations and addresses that only their company gives away."""

import numpy as np
import pytest

from bot.anonymise import redact
from bot.anonymise.marks import Marks
from bot.anonymise.tagged import tagged
from bot.anonymise.tagger import surenesses
from bot.anonymise.views import views_of
from bot.anonymise.words import words_of


def kinds(text: str) -> list[tuple[str, str]]:
    words = words_of(text)
    return [(text[s.start : s.end], s.kind) for s in tagged(words, surenesses(Marks().of(words)), views_of(text))]


@pytest.mark.parametrize("text", ["сижу дома одна", "в школе сказали ждать", "мектепте бәрі біледі", "живу в Шымкенте"])
def test_what_is_everybodys_stays(text: str) -> None:
    assert kinds(text) == []
    assert redact(text).text == text


def test_a_run_of_words_is_one_thing_and_needs_one_sure_word() -> None:
    words = words_of("там Алтын Дала рядом")
    sure = np.zeros((len(words), 4), np.float32)
    sure[1:3, 2] = (0.4, 0.7)
    (span,) = tagged(words, sure, views_of("там Алтын Дала рядом"))
    assert (span.start, span.end, span.kind) == (4, 14, "organisation")
    sure[2, 2] = 0.5
    assert list(tagged(words, sure, views_of("там Алтын Дала рядом"))) == []


def test_generic_words_alone_are_nothing_however_sure_the_tagger_is() -> None:
    words = words_of("в школе на улице")
    sure = np.ones((len(words), 4), np.float32)
    sure[:, :2] = 0
    assert list(tagged(words, sure, views_of("в школе на улице"))) == []


def test_somebody_is_no_part_of_the_place_beside_them() -> None:
    text = "қызым Айгүл Нұрлы орталықта"
    words = words_of(text)
    sure = np.zeros((len(words), 4), np.float32)
    sure[1:4, 2] = (0.6, 0.8, 0.8)
    sure[1, 0] = 0.95
    (span,) = tagged(words, sure, views_of(text))
    assert text[span.start : span.end] == "Нұрлы орталықта"
    assert [one.kind for one in redact("Менің қызым Айгүл 31-ші мектепте оқиды").spans] == ["person", "organisation"]


def test_what_is_quoted_is_one_name() -> None:
    text = "ходит в «новый ковчег» давно"
    words = words_of(text)
    sure = np.zeros((len(words), 4), np.float32)
    sure[4, 2] = 0.7
    (span,) = tagged(words, sure, views_of(text))
    assert text[span.start : span.end] == "новый ковчег"
