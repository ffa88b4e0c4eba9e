"""What the dictionaries are asked."""

import shutil

import pytest

from bot.content.rules import spelling

needs_hunspell = pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell is not installed")


def test_only_words_are_asked_about() -> None:
    assert spelling.words("112-ге {time} сайт adilet.zan.kz, Telegram-да өз-өзіңізге!") == ["сайт", "өз-өзіңізге"]


@needs_hunspell
def test_a_kazakh_root_is_known_under_its_endings() -> None:
    asked = frozenset({"кітаптарыңызды", "телефоныңызды", "өз-өзіңізге", "сөйлсіңіз", "кытап"})
    assert spelling.hunspell("kk", asked) == {"сөйлсіңіз", "кытап"}


@needs_hunspell
def test_a_russian_form_must_be_known_as_it_stands() -> None:
    assert spelling.hunspell("ru", frozenset({"семью", "семя", "семйу", "сеним"})) == {"семйу"}


def test_without_the_program_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert spelling.hunspell("ru", frozenset({"семью"})) is None
