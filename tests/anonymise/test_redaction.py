"""redact() as a whole."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.anonymise import KINDS, dates, known, lines, lists, load, numbers, organisations, places, redact, tagger
from bot.anonymise.endings import form
from bot.anonymise.fold import skeleton
from bot.anonymise.known import shapes, stems

_BITS = [
    "Айгүл",
    "Прохору",
    " атым ",
    "8 701 ",
    "ИИН ",
    "ул. ",
    "[ИМЯ-1]",
    "[",
    "]",
    " үй ",
    "@",
    "школа №",
    "KZ",
    "\ue000",
    "1",
]
texts = st.one_of(
    st.text(), st.lists(st.one_of(st.sampled_from(_BITS), st.text("абвгәқі 0123-.,aei", max_size=6))).map("".join)
)


def test_nobodys_first_words_wait_for_what_takes_long_to_load() -> None:
    load()
    takes_long = (tagger._load, known._famous, lists.given_names, lists.ordinary_words, lists.gazetteer)
    patterns = (places._patterns, places._with_digits, places._careful_with_digits, dates._forms, numbers._last_digits)
    assert all(one.cache_info().currsize for one in (*takes_long, *patterns))
    assert organisations._folded_patterns.cache_info().currsize == len(("digit", "quote", "nothing"))


@settings(max_examples=400, deadline=None)
@given(texts)
def test_what_is_not_marked_stays_letter_for_letter_and_a_second_time_changes_nothing(text: str) -> None:
    done = redact(text)
    at = end = 0
    for span in done.spans:
        kept = text[end : span.start]
        assert done.text.startswith(kept, at)
        at = done.text.index("]", at + len(kept)) + 1
        end = span.end
        assert span.kind in KINDS
        assert span.start < span.end
    assert done.text[at:] == text[end:]
    assert redact(done.text).text == done.text


def test_a_line_in_is_a_line_of_json_out() -> None:
    made = list(lines(["ИИН 950203401233\n", "\n", "мама дома\n"]))
    assert json.loads(made[0]) == {"text": "ИИН [ИИН]", "spans": [{"start": 4, "end": 16, "kind": "iin"}]}
    assert json.loads(made[1]) == {"text": "", "spans": []}
    assert json.loads(made[2])["text"] == "мама дома"


def test_offsets_count_characters_even_of_letters_that_grow_when_lowered() -> None:
    text = "İİİ 😀 номер 8 707 123 45 67"
    assert text[redact(text).spans[-1].start :] == "8 707 123 45 67"


def test_a_long_message_is_redacted_to_its_end() -> None:
    text = "он молчит и не ест. " * 400 + "номер 8 707 123 45 67"
    assert redact(text).text.endswith("номер [ТЕЛЕФОН]")


def test_no_word_of_a_message_is_kept_after_it() -> None:
    redact("Мою сестру зовут Айгүл")
    assert all(remembers.cache_info().currsize == 0 for remembers in (skeleton, form, shapes, stems))


@pytest.mark.parametrize(
    "text",
    [
        "позвоните Айнұрға, 87015554433, скажите Айнұр ждёт",
        "ничего",
        "",
        "[ИМЯ-1] и Сериков Данияр 8 701 555 44 33",
    ],
)
def test_parts_are_the_text_as_it_was_and_as_it_is(text: str) -> None:
    done = redact(text)
    parts = done.parts(text)
    assert "".join(said for said, _ in parts) == text
    assert "".join(stands or said for said, stands in parts) == done.text
    assert sum(bool(stands) for _, stands in parts) == len(done.spans)
