"""People who do not exist: names drawn from lists, put together as Kazakh and Russian speakers put them together."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import natasha
import pymorphy3
from training.inflect import kazakh, russian

_HERE = Path(__file__).parent


def _listed(words: str) -> list[str]:
    return words.split()


def _own(name: str) -> list[str]:
    return (_HERE / name).read_text("utf-8").split()


_BEGINNINGS = _listed(
    "Нұр Бек Ер Ай Гүл Аман Ақ Қара Тоқ Құл Дәу Мұрат Сұлтан Жан Қуан Бай Ора Сер Дос Мей Қай Тұр Әл Ал Ас Дин "
    "Сая Жас Жұл Ну Мади Али Сағ Есен Ес Ерке Қайыр Сам Тем Бол Бола Ақыл Арыс Дана Кәм Рауш Шын Мәр Зере Күн "
    "Ұл",
)
_ENDINGS = {
    "м": _listed("бек бай лан хан жан болат мұрат ғали ғазы сұлтан тай жігіт келді берген төре мырза дос ал ар ат ияр"),
    "ж": _listed("гүл дана нұр сая ым ша жамал айым бике бану сұлу зат қыз ия ина ара ай зия ерке шолпан иса"),
}
_SHORT_ENDINGS = _listed("еке ека ке ик ош уля юша тай жан ш шка ка ко оша уша ечка ося ика үш іш ан аке ғұл ұлым")
_KUNYA = _listed("Абу Умм Ум Абуль Умму Әбу Үмму ибн бинт Абд")
_KUNYA_OF = [
    *_own("kunyas.txt"),
    *_listed(
        "Халид Усама Хамза Салих Юсуф Ханифа Муслим Яхья Сумая Мухаммад Абдуллах Дуджана Бакр Айша Зейнаб Ибрагим "
        "Анас Умар Джафар Асия Марьям Ясин Идрис Тальха Зубайр Амина Хафса Рукая Сафия Исхак Нусайба Мусаб Катада "
        "Мансур",
    ),
]


@dataclass(frozen=True, slots=True)
class Person:
    """Words of the name in the order of writing, all in the first case."""

    words: tuple[str, ...]
    female: bool

    def russian(self, case: str) -> str:
        return " ".join(word if word[-1] == "." else russian(word, case, female=self.female) for word in self.words)

    def kazakh(self, ending: str) -> str:
        if ending == "0" or self.words[-1][-1] == ".":
            return " ".join(self.words)
        return " ".join((*self.words[:-1], kazakh(self.words[-1], ending)))


@cache
def given() -> dict[str, list[str]]:
    """Given names by sex; those of unknown sex stand in both lists."""
    grammar = pymorphy3.MorphAnalyzer(lang="ru")
    found: dict[str, list[str]] = {"м": [], "ж": []}
    listed = (Path(natasha.__file__).parent / "data/dict/first.txt").read_text("utf-8").split()
    for name in listed:
        tags = [parse.tag for parse in grammar.parse(name) if "Name" in parse.tag]
        sexes = {"ж" if "femn" in tag else "м" for tag in tags} or {"ж" if name[-1] in "ая" else "м"}
        for sex in sexes:
            if len(name) > 2:
                found[sex].append(name.capitalize())
    return found


@cache
def surnames() -> dict[str, list[str]]:
    listed = (Path(natasha.__file__).parent / "data/dict/last.txt").read_text("utf-8").split()
    names = [name.capitalize() for name in listed if len(name) > 3]
    return {"м": [n for n in names if n[-1] not in "ая"], "ж": [n for n in names if n[-1] in "ая"]}


@cache
def ours() -> dict[str, list[str]]:
    return {"м": _own("men.txt"), "ж": _own("women.txt"), "кратко": _own("short.txt"), "фам": _own("families.txt")}


@cache
def plain_words() -> list[str]:
    """Everyday words that dictionaries of spelling lack, and that nobody bears as a name: Kazakh stems, slang, neighbours' words."""
    return [word for name in ("words", "verbs", "nouns", "slang", "neighbours") for word in _own(f"{name}.txt")]


def _given(rng: Random, sex: str, kazakh_like: bool) -> str:
    draw = rng.random()
    if kazakh_like and draw < 0.18:
        return rng.choice(_BEGINNINGS) + rng.choice(_ENDINGS[sex])
    if kazakh_like or draw < 0.35:
        return rng.choice(ours()[sex])
    return rng.choice(given()[sex])


def _short(rng: Random, sex: str) -> str:
    if rng.random() < 0.6:
        return rng.choice(ours()["кратко"])
    stem = _given(rng, sex, kazakh_like=True)[: rng.choice((2, 3, 3, 4))]
    return stem + rng.choice(_SHORT_ENDINGS)


def _family(rng: Random, sex: str) -> str:
    draw = rng.random()
    if draw < 0.35:
        return rng.choice(surnames()[sex])
    if draw < 0.55:
        stem = rng.choice(ours()["фам"])
        return stem + ("а" if sex == "ж" and stem.endswith(("ов", "ев", "ин")) else "")
    stem = _given(rng, "м", kazakh_like=True)
    soft = "ев" if stem[-1] in "йиіеә" else "ов"
    return stem.rstrip("йиіеәаяь") + soft + ("а" if sex == "ж" else "")


def _patronymic(rng: Random, sex: str) -> str:
    father = _given(rng, "м", kazakh_like=rng.random() < 0.6)
    if rng.random() < 0.35:
        return father + rng.choice(("ұлы", "улы", "уулу") if sex == "м" else ("қызы", "кызы", "қызы"))
    stem = father.rstrip("йиіеәаяь")
    soft = "ев" if father[-1] in "йиіеәяь" else "ов"
    return stem + soft + ("ич" if sex == "м" else "на")


def _kunya(rng: Random) -> tuple[str, ...]:
    return (rng.choice(_KUNYA), rng.choice(_KUNYA_OF))


def _initials(rng: Random) -> str:
    return "".join(rng.choice("АБВГДЕЖКМНОРСТШ") + "." for _ in range(rng.choice((1, 2))))


def draw_person(rng: Random, *, kazakh_like: bool, shape: str = "") -> Person:
    """A person; `shape` may hold `м` or `ж` (the sex), `1` (one word only), `+` (a full name)."""
    sex = "ж" if "ж" in shape else "м" if "м" in shape else rng.choice("мж")
    first = _given(rng, sex, kazakh_like)
    draw = 0.0 if "1" in shape else rng.uniform(0.8, 0.99) if "+" in shape else rng.random()
    if draw < 0.52:
        words: tuple[str, ...] = (first,)
    elif draw < 0.72:
        words = (_short(rng, sex),)
    elif draw < 0.80:
        words = (_family(rng, sex),)
    elif draw < 0.89:
        words = (first, _family(rng, sex)) if rng.random() < 0.6 else (_family(rng, sex), first)
    elif draw < 0.94:
        words = (first, _patronymic(rng, sex))
    elif draw < 0.96:
        words = (_family(rng, sex), first, _patronymic(rng, sex))
    elif draw < 0.98:
        words = _kunya(rng)
    else:
        words = (_family(rng, sex), _initials(rng))
    return Person(words, sex == "ж")


#: Where Debian's hunspell-kk keeps its words.
KAZAKH_WORDS = Path("/usr/share/hunspell/kk_KZ.dic")
_KAZAKH_ENDINGS = ("", "", "ның", "ға", "ны", "да", "дан", "мен", "лар", "ым")


@cache
def kazakh_dictionary() -> list[str]:
    """Words of Kazakh that are no names, each with one ending."""
    rng = Random(2026)
    named = {name.lower() for listed in (*ours().values(), *given().values()) for name in listed}
    words = [line.split("/")[0].strip() for line in KAZAKH_WORDS.read_text("utf-8-sig").splitlines()[1:]]
    plain = [word for word in words if word.isalpha() and word.islower() and 2 < len(word) < 12 and word not in named]
    endings = [rng.choice(_KAZAKH_ENDINGS) for _ in plain]
    return [kazakh(word, ending) if ending else word for word, ending in zip(plain, endings, strict=True)]


@cache
def dictionary() -> list[str]:
    """Words of Russian that are no names: every fiftieth form."""
    grammar = pymorphy3.MorphAnalyzer(lang="ru")
    named = ("Name", "Surn", "Patr", "Geox", "Abbr", "Orgn", "Init")
    known = (entry for number, entry in enumerate(grammar.dictionary.iter_known_words()) if number % 50 == 0)
    words = [word for word, tag, *_ in known if not any(name in tag for name in named)]
    return [word for word in words if 2 < len(word) < 14 and word.isalpha()]
