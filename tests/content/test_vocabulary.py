"""What a person types is understood in both languages, with any endings, and in Latin letters."""

import pytest

from bot.content import HERE
from bot.content.resources import read_regions
from bot.content.vocabulary import Asked, Vocabulary, read_vocabulary
from bot.errors import BadContent

REGIONS = read_regions(HERE / "directory" / "regions.yaml")


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return read_vocabulary(HERE / "directory" / "words.yaml", REGIONS)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("психолог костанай казахский сейчас", Asked(("psychologist",), "kz_39", "kk", now=True)),
        ("psiholog kostanai", Asked(("psychologist",), "kz_39")),
        ("психологқа Қостанайда", Asked(("psychologist",), "kz_39")),
        ("Қазір қазақша психолог керек, Қостанай", Asked(("psychologist",), "kz_39", "kk", now=True)),
        ("псхолог кастанай", Asked(("psychologist",), "kz_39")),
        ("нужен юрист в Алматы", Asked(("lawyer",), "kz_75")),
        ("заңгер Алматы облысында", Asked(("lawyer",), "kz_19")),
        ("юрист Алматинская область", Asked(("lawyer",), "kz_19")),
        ("психолог область Абай", Asked(("psychologist",), "kz_10")),
        ("дәрігер Семейде", Asked(("doctor",), "kz_10")),
        ("врач Батыс Қазақстан облысы", Asked(("doctor",), "kz_27")),
        ("бесплатный юрист", Asked(("legal_aid",))),
        ("Акниет", Asked(rest=("акниет",))),
        ("", Asked()),
    ],
)
def test_needs_places_languages_and_now_are_recognised(words: Vocabulary, text: str, asked: Asked) -> None:
    assert words.understand(text) == asked


def test_every_name_of_every_region_means_that_region(words: Vocabulary) -> None:
    for region in REGIONS:
        for name in (*region.names.values(), *region.centre.values()):
            assert words.understand(name).region == region.code, name


def test_every_synonym_means_its_need(words: Vocabulary) -> None:
    for need, synonyms in words.synonyms.items():
        for text in synonyms:
            assert words.understand(text).needs == (need,), text


def test_a_misspelled_key_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("words") / "words.yaml"
    file.write_text("needs: {}\nlanguages: {}\nnow: []\nregion_words: []\ntowns: {}\nignore: []\n", "utf-8")
    with pytest.raises(BadContent) as told:
        read_vocabulary(file, REGIONS)
    assert "words.yaml: ignored: is missing; write it." in told.value.faults
