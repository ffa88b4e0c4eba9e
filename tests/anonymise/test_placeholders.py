"""What stands where an identifier stood."""

from bot.anonymise import KINDS, redact, stands_for
from bot.anonymise.placeholders import highest, language


def test_every_kind_has_its_word_in_both_languages() -> None:
    shown = {stands_for(kind, None, lang) for kind in KINDS for lang in ("ru", "kk")}
    assert all(word[0] == "[" and word[-1] == "]" for word in shown)
    assert stands_for("person", 3, "kk") == "[ЕСІМ-3]"


def test_the_words_around_choose_the_language() -> None:
    assert language("менің балам үйде жоқ") == "kk"
    assert language("menin balam uide zhok") == "kk"
    assert language("мой сын не дома") == "ru"
    assert language("") == "ru"


def test_new_people_are_numbered_after_those_already_hidden() -> None:
    assert highest("[ИМЯ-2] и [ЕСІМ-7]") == 7
    assert "[ИМЯ-3]" in redact("[ИМЯ-2] и мой брат Прохор молчат").text
