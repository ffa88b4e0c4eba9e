"""A case as its counsellor reads it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot import content
from bot.case import State
from bot.desk import card, text
from bot.handoff import FIELDS, Brief
from bot.office.cases import CaseView
from bot.office.counsellor import OpenCase
from bot.outbox import Redacted
from bot.script import Level

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WORDS = content.load().words


def _opened(brief: Brief, *said: tuple[bool, str]) -> OpenCase:
    case = CaseView(
        "0" * 32, "Қарлығаш-14", "umit", State.TAKEN, brief.level, "ru", "her", None, NOW, NOW + timedelta(minutes=30)
    )
    return OpenCase(case, brief, said)


def _brief(*story: str, **lines: tuple[str, ...]) -> Brief:
    return Brief(Level.L3, ("leaving_in_days",), "s02", "ru", lines, tuple(Redacted(one) for one in story))


def _seen(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page)


def test_the_top_of_the_card_says_how_pressing_why_when_and_what_for() -> None:
    brief = _brief(horizon=("days",), wants=("psychologist",), about=("child",), safety_flags=("phone_watched",))
    (page,) = card.pages(WORDS, _opened(brief), "ru", NOW)
    top = _seen(page).split("\n\n")[0].splitlines()
    assert top[0] == "Серьёзно · Қарлығаш-14 · до 14:30"
    assert top[1].startswith("Почему такой уровень: Отъезд в ближайшие дни")
    assert top[-2:] == ["Когда: в ближайшие дни", "Чего ждёт: психолог"]


def test_who_and_about_whom_comes_before_safety_and_safety_before_what_was_said() -> None:
    brief = _brief(
        "слова", contact_role=("mother",), safety_flags=("minor",), tried=("talked",), address_form=("formal",)
    )
    (page,) = card.pages(WORDS, _opened(brief), "ru", NOW)
    order = [
        page.index(one) for one in ("Кто и о ком", "Безопасность", "Уже сказано", "Как отвечать", "Своими словами")
    ]
    assert order == sorted(order)


def test_a_watched_telephone_is_a_warning_of_its_own() -> None:
    (page,) = card.pages(WORDS, _opened(_brief(safety_flags=("phone_watched",))), "ru", NOW)
    assert "Пишите нейтрально" in page


def test_every_field_of_the_card_has_its_place() -> None:
    placed = {field for _, fields in card.PARTS for field in fields} | {"horizon", "wants"}
    assert placed == set(FIELDS)


def test_words_of_a_person_are_never_markup() -> None:
    (page,) = card.pages(WORDS, _opened(_brief("<b>жирно</b> & <a href='x'>ссылка</a>")), "ru", NOW)
    assert "&lt;b&gt;жирно&lt;/b&gt; &amp; &lt;a href=" in page


def test_an_answer_that_authors_have_not_named_is_shown_by_its_code() -> None:
    (page,) = card.pages(WORDS, _opened(_brief(concerns=("brand_new",))), "ru", NOW)
    assert "brand_new" in page


def test_the_card_is_read_in_the_tongue_of_its_reader() -> None:
    pages = [card.pages(WORDS, _opened(_brief(horizon=("days",))), tongue, NOW)[0] for tongue in ("ru", "kk")]
    assert pages[0] != pages[1]
    assert "Почему" not in pages[1]


@pytest.mark.parametrize("letters", [10, 3000, 4096, 9000])
def test_a_story_of_any_length_is_shown_whole(letters: int) -> None:
    story = ("слово " * (letters // 6 + 1)).strip()
    pages = card.pages(WORDS, _opened(_brief(story, horizon=("days",))), "ru", NOW)
    assert all(text.units(_seen(page)) <= text.LONGEST for page in pages)
    assert "".join(map(_seen, pages)).count("слово") == story.count("слово")


def test_a_card_that_is_too_long_says_that_lines_are_missing() -> None:
    brief = _brief(concerns=tuple(f"answer_{number:04}" for number in range(600)), tried=("talked",))
    (page,) = card.pages(WORDS, _opened(brief), "ru", NOW)
    assert text.units(_seen(page)) <= text.LONGEST
    assert _seen(page).endswith("Здесь не всё: карточка длиннее сообщения.")


def test_what_was_said_is_told_by_sides() -> None:
    (page,) = card.history(WORDS, _opened(_brief(), (True, "вопрос"), (False, "ответ")), "ru")
    assert page.split("\n\n") == ["Қарлығаш-14: что уже сказано", "Человек: вопрос", "Консультант: ответ"]
    assert card.history(WORDS, _opened(_brief()), "ru") == ()


def test_a_long_talk_is_told_in_as_few_messages_as_it_needs() -> None:
    pages = card.history(WORDS, _opened(_brief(), *[(True, "а" * 1000)] * 9), "ru")
    assert len(pages) == 3
    assert all(text.units(page) <= text.LONGEST for page in pages)
