"""Addresses: a street, a micro-district, a house, a flat. Towns, districts and regions stay."""

import re
from collections.abc import Iterator
from functools import cache

from bot.anonymise.fold import folded
from bot.anonymise.lexicon import any_of, said_number
from bot.anonymise.marks import is_a_name, is_family_name, is_ordinary, is_town, names_a_street
from bot.anonymise.names import is_in_a_town, is_never_a_name
from bot.anonymise.spans import Span
from bot.anonymise.views import Views
from bot.anonymise.words import opens

_ENDED = (
    r"(?:[\-–]?(?:ш[іи]|сх[ыи]|ый|й|м|ом|ой|а|е)|[\-– ]?(?:да|де|та|те|дан|ден|тан|тен|нын|нин|дын|дин|тын|тин))?(?!\w)"
)
_NUMBER = rf"[0-9]{{1,4}}(?:[ ]?[/\-][ ]?[0-9]{{1,3}})?(?:[а-яa-z](?![\w])|[ ][а-гa-d](?![\w]))?{_ENDED}"
_JOIN = r"[ .,:\-–]{0,3}"
_WORD = r"[^\W\d_][\w.\-]{1,30}"


# На Вокзальной, по Садовой; "на второй" and "на одной" are no streets.
_LIKE_A_STREET = re.compile(
    r"(?!перв|втор|треть|четв|пят|шест|седьм|восьм|девят|десят|как|так|одн|сам|друг|кажд|люб|мо|тво|сво)(?:\w{4,12}-)?\w{4,}(?:[нвл]ой|ской)"
)
_ITS_OWN = re.compile("ауданы")


# Where exactly, behind a house or a street: ", цоколь", "үйдің артындағы", ", за аптекой".
_FLOOR = (
    r"(?:цокол|подвал|чердак|жерт[ое]ле|жеркабат|мансард|барак|гараж|подъезд|киребер|вход|вагончик|времянк|во дворе)\w*"
)
_LANDMARK = r"(?:аптек|магазин|школ|мечет|рынк|сади|вокзал|гимнази|больниц|поликлиник|остановк|заправк|азс|базар|банк|кафе|парк|переезд|элеватор|стройк|стройматериал|общаг|общежит|гостиниц)\w*"
_BESIDE = (
    rf"(?:,?[ ](?:артын|алдын|ишин|жанын|касын|тубинд|туби|боиын|бурыш|карсы)\w*)?"
    rf"(?:,?[ ](?:\w{{4,9}}[ ](?:этаж|кабат)\w{{0,5}}|{_FLOOR}|(?:за|напротив|возле|около|у|рядом с)[ ]{_LANDMARK})(?!\w)){{0,2}}"
)


@cache
def _chain() -> str:
    """As in "дом 9, квартира 77", "214/3, 45 пәтер", "22 үй 5 пәтер", and nothing at all."""
    house = any_of("house")
    ordinal = rf"{any_of('ordinal_org')}[ ]{house}(?!\w)"
    counted = rf"{house}(?!\w)\.?{_JOIN}(?:№|номер)?[ ]?(?:{_NUMBER}|{said_number()}(?!\w))"
    element = rf"(?:(?<!\w)(?:{counted}|{ordinal}|{_NUMBER}(?:{_JOIN}{house}(?!\w))?))"
    return rf"(?:[ ]?[,;.]?[ ]{{0,2}}(?:на |в )?{element}(?![ ]?{any_of('unit')}(?!\w))){{0,4}}{_BESIDE}"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Patterns whose whole is the address; they look at folded text, and ask for no digit."""
    return tuple(map(re.compile, _named_forms()))


@cache
def _with_digits() -> tuple[re.Pattern[str], ...]:
    """As `_patterns`, but nothing matches where no digit stands."""
    return tuple(map(re.compile, (*_street_forms(), *_house_forms())))


def _number() -> str:
    """The number of a house, and not of years or of people."""
    return rf"(?<!\w){_NUMBER}(?![ ]?{any_of('unit')}(?!\w))"


def _named_forms() -> tuple[str, ...]:
    """A street, a micro-district, a corner that is called so; a number may follow."""
    after, district, title, unit, lives = map(any_of, ("street_after", "district", "street_title", "unit", "lives"))
    named = rf"(?:{_WORD}[ ]{title}|(?P<lead>(?!{lives}[ ]){_WORD}[ ])?{_WORD})"
    corner = rf"{_WORD}(?:[ ]{title})?(?:[ ]?[\-–—][ ]?|[ ](?:и|мен|пен|бен)[ ]){_WORD}(?:[ ]{title})?"
    return (
        # Бөгенбай батыр көшесі 214/3, 45 пәтер; Сәтбаев көшесінде
        rf"(?<!\w){named}[ \-]{after}(?!\w)\.?{_JOIN}{_chain()}",
        # Самал-3 ықшамауданы, 9-үй; 5 мкр; мкр. Самал 3, д. 9
        rf"(?<!\w)(?:(?P<lead>{_WORD}[ \-])?[0-9]{{1,2}}(?:[\-–](?:й|ы|ом|м|ш[ыи]))?[ \-]{{0,2}}|(?P<lead2>(?!{lives}[ ]){_WORD}[ \-])){district}(?!\w)\.?{_JOIN}{_chain()}",
        rf"(?<!\w){district}(?!\w)\.?[ ]{{0,2}}[«\"]?(?:[0-9]{{1,2}}(?!\w)(?![ ]?{unit}(?!\w))|{_WORD}[»\"]?(?:[ \-][0-9]{{1,2}}(?!\w))?){_chain()}",
        # на пересечении толе би и байтурсынова
        rf"(?<!\w){any_of('crossing')}[ ](?:улиц[ ])?{corner}",
        rf"(?<!\w){corner}(?:[ ](?:кошелеринин[ ])?|[ ]улиц[ ])(?:қиылыс|киылыс|бурыш)\w{{0,8}}(?!\w)",
    )


def _street_forms() -> tuple[str, ...]:
    """A street or a micro-district that is called so, with a number."""
    street, district, house, title, unit, known = map(
        any_of, ("street", "district", "house", "street_title", "unit", "district_known")
    )
    lives, number = any_of("lives"), _number()
    names = rf"(?:{_WORD}[ ]{{1,2}}){{0,3}}?{_WORD}"
    named = rf"(?:{_WORD}[ ]{title}|(?P<lead>(?!{lives}[ ]){_WORD}[ ])?{_WORD})"
    return (
        # ул. Кенесары 61, кв 18
        rf"(?<!\w){street}(?!\w)\.?[ ]{{0,2}}(?:№[ ]?)?{names}{_JOIN}(?:{house}\.?[ ]?)?{number}{_chain()}",
        rf"(?<!\w){street}(?!\w)\.?[ ]{{0,2}}(?:№[ ]?)?[0-9]{{1,3}}(?:[\-–]\w{{1,3}})?{_JOIN}(?:{house}\.?[ ]?)?{number}{_chain()}",
        # Байзақ батыр 160 үйдің алдында; коркыт ата 30
        rf"(?<!\w){_WORD}[ ]{title}[ ]{{1,2}}{number}{_chain()}",
        # Тәуелсіздік 8, жібек жолы 112
        rf"(?<!\w){any_of('street_known')}(?!\w)[ ,]{{1,2}}(?:{house}\.?[ ]?)?{number}{_chain()}",
        # дома 8 по улице Желтоқсан
        rf"(?<!\w)(?:дом\w{{0,2}}|д\.?)[ ]{{1,2}}(?:№[ ]?)?{number}[ ](?:по|на)[ ]{street}(?!\w)\.?[ ]{_WORD}(?:[ ]{title})?",
        rf"(?<!\w){named}[ ]кош\.?[ ,]{{1,2}}{_NUMBER}{_chain()}",
        rf"(?<!\w){known}[ ]?[\-–]?[ ]?[0-9]{{1,2}}(?!\w)(?![ ]?{unit}(?!\w)){_chain()}",
        rf"(?<!\w){known}{_JOIN}{house}(?!\w)\.?[ ]?{_NUMBER}{_chain()}",
        # жк нурлы тау, блок 3, кв 118
        rf"(?<!\w){district}(?!\w)\.?[ ]{{0,2}}[«\"]?(?:{_WORD}[ ]){{0,2}}{_WORD}[»\"]?[ ,]{{1,3}}{house}(?!\w)\.?[ ]?{_NUMBER}{_chain()}",
    )


def _house_forms() -> tuple[str, ...]:
    """A street without its word, a house, a flat."""
    house, flat, lives = map(any_of, ("house", "flat", "lives"))
    number = _number()
    return (
        # абая 150/230 кв 41
        rf"(?<!\w)(?P<lead>(?!{lives}[ ]){_WORD}[ ])??(?!{lives}[ ]){_WORD}[ ]{{1,2}}{_NUMBER}[ ,]{{1,3}}(?:{flat}(?!\w)\.?[ ]?[0-9]{{1,4}}|[0-9]{{1,4}}[\- ]?{flat})(?!\w)",
        # дом 9, квартира 77; 22 үй 5 пәтер; кв. 18
        rf"(?<!\w){house}(?!\w)\.?{_JOIN}{number}[ ,]{{1,3}}(?:{house}(?!\w)\.?{_JOIN}{_NUMBER}|{_NUMBER}{_JOIN}{house}(?!\w)){_chain()}",
        rf"(?<!\w){_NUMBER}[ \-]{{0,2}}{house}(?!\w)[ ,]{{1,3}}(?:{_NUMBER}[ \-]{{0,2}}{house}|{house}\.?[ ]?{_NUMBER})(?!\w){_chain()}",
        rf"(?<!\w){flat}(?!\w)\.?[ ]{{0,2}}(?:№|номер)?[ ]?{number}",
        rf"(?<!\w){_NUMBER}[ \-]{{0,2}}(?:пәтер|патер|пат|квартир|кв)\w{{0,5}}(?!\w)",
        rf"(?<!\w)дом\w{{0,2}}[ ]{{1,2}}(?:№[ ]?)?{number}",
    )


_CAP = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w\-]{2,30}"


@cache
def _careful() -> tuple[re.Pattern[str], ...]:
    """Patterns of the text as it is written: here the capital letter is what says "a name"."""
    street = r"(?:[Уу]л\.?|[Уу]лиц\w{1,3}|[Пп]р\.|[Пп]р-т\w?|[Пп]роспект\w{0,2}|[Пп]ер\.|[Пп]ереул\w{2,4}|[Бб]ульвар\w{0,2}|[Кк]өше\w{0,5})"
    crossing = r"(?:пересечени\w{1,2}|угол|углу|перекр[её]стк\w|қиылыс\w{0,4})"
    title = r"(?:\s(?:би|батыра?|хана?|ата|ақын))?"
    corner = rf"{_CAP}{title}(?:\s?(?:[-—–]|и|мен|пен|бен|/)\s?{_CAP}{title})"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?<!\w){street}\s{{1,2}}{_CAP}(?:\s{_CAP})?",
            rf"(?<!\w){_CAP}\s(?:уг\.?|угол)\s{_CAP}",
            rf"{crossing}\s(?:{corner}|{_CAP}{title})",
            rf"{corner}\s{crossing}",
            rf"(?<!\w)(?:ЖК|Жк|жк|мкр\.?|микрорайон\w?|ЖМ)\s[«\"]?{_CAP}(?:[\s\-]{_CAP}){{1,2}}[»\"]?(?:,?\s(?:блок|дом|д\.|кв\.?|үй|пәтер|подъезд)\s?\d{{1,4}}){{0,4}}",
            rf"{_CAP}\s(?:[-—–/]|уг\.?|угол)\s{_CAP}(?=\s(?:\d|үй|дом|д\.))",
        )
    )


@cache
def _careful_with_digits() -> tuple[re.Pattern[str], ...]:
    number = rf"[0-9]{{1,3}}(?:[/\-][0-9]{{1,3}})?(?:[ ]?[а-г])?(?:[\-–](?:д[ае]|т[ае]|д[ае]н|т[ае]н|[нд][іы]ң))?(?!\w)(?![ ]?{any_of('unit')}(?!\w))(?![.,][0-9])"
    surname = r"[а-яё]{1,20}(?:ова|ева|ёва|ина|ского|цкого|баева|бая|бекова|ая)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?<!\w)[А-ЯЁ][а-яё\-]{{2,20}}(?:ная|ская|вая|лая),?\s(?:дом\s|д\.\s?)?{number}",
            rf"(?<=\b[Нн]а\s)(?:{_CAP}|{surname})(?:\s(?:{_CAP}|батыра|хана|би|ата))?,?\s(?:дом\s|д\.\s?)?{number}",
            rf"(?<=\b[Пп]о\s)(?:{_CAP}|{surname}),?\s(?:дом\s|д\.\s?)?{number}",
            rf"(?<!\w){_CAP}(?:\s{_CAP})?,?\s(?:д\.|дом|үй|№(?![ ]?[0-9]{{1,3}}[ ](?:мект|школ|интерн|коллед|емхан|лице|гимн|сад|балаб|ауру|больн|полик|бөлім)))\s?{number}(?:[,\s]{{1,2}}(?:кв\.?|пәтер|квартира)\s?\d{{1,4}})?",
            rf"(?<!\w){_CAP}\s[0-9]{{1,3}}(?:[/][0-9]{{1,3}}|[ ]?[а-г])?,?\s(?:кв\.?|квартира|пәтер|подъезд|үй\w{{0,5}}|комната|бөлме|блок|общага|барак|цоколь|подвал)(?:\s?[0-9]{{1,4}})?(?!\w)",
            rf"(?<!\w){_CAP}\s[0-9]{{1,3}}\s?[/\-–]\s?[0-9]{{1,3}}(?![\w:\-–])(?:,?\s[0-9]{{1,2}}[\-\s](?:этаж|қабат))?",
        )
    )


@cache
def _bare() -> re.Pattern[str]:
    floor = r"(?:,?[ ][0-9]{1,2}[ \-](?:этаж|кабат))?"
    halves = rf"[0-9]{{1,3}}(?:/[0-9]{{1,3}}|(?!к)[а-я]|[ ][а-г])(?!\w){floor}"
    return re.compile(
        rf"(?<!\w)(?:(?:на|по|с|возле|около)[ ]({_WORD}),?[ ]{_NUMBER}(?![ ]?{any_of('unit')}(?!\w))|({_WORD})[ ]{halves})"
    )


@cache
def _pair() -> re.Pattern[str]:
    """Навои-Торайгырова, Рысқұлов-Әуезов: two streets make a corner."""
    name = r"[^\W\d_]{4,25}"
    return re.compile(rf"(?<![\w\-])({name})[ ]?[-–—/][ ]?({name})(?![\w\-])(?:[ ](?:бурыш|киылыс)\w*)?")


def _is_street(shown: str) -> bool:
    known = re.fullmatch(any_of("street_known"), folded(shown)) is not None
    return known or is_family_name(shown)


def _corners(seen: Views) -> Iterator[Span]:
    for found in _pair().finditer(seen.folded):
        if all(_is_street(seen.raw[slice(*found.span(at))]) for at in (1, 2)):
            yield Span(found.start(), found.end(), "address")


def _named_streets(seen: Views) -> Iterator[Span]:
    """на абая 45, сәтпаев 30/5: a person's name and a number are a street and a house."""
    for found in _bare().finditer(seen.folded):
        start, end = found.span(found.lastindex or 0)
        shown = seen.raw[start:end]
        if names_a_street(shown) or (_LIKE_A_STREET.fullmatch(shown.lower()) and not is_never_a_name(shown)):
            yield Span(_with_given_name(seen.raw, start), found.end(), "address")


_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{3,25})[ ]$")


def _with_given_name(raw: str, start: int) -> int:
    """Where the street begins: "Мәншүк Мәметова 19а" bears both names of a person."""
    before = _WORD_BEFORE.search(raw, max(0, start - 30), start)
    both = before and is_a_name(before[1]) and not (is_never_a_name(before[1]) or is_ordinary(before[1]))
    return before.start() if before and both else start


@cache
def _stop() -> re.Pattern[str]:
    """остановка Жандосова, Сайран аялдамасында: a stop is called by its street, and there are few who live by it."""
    stop, title = any_of("stop"), any_of("street_title")
    return re.compile(
        rf"(?<!\w){stop}\.?[ ][«\"]?(?P<behind>{_WORD})(?P<title>[ ]{title})?(?:[ ]?[\-–—/][ ]?{_WORD})?(?!\w)|(?<!\w)(?P<before>{_WORD})(?P<titled>[ ]{title})?[ ]{any_of('stop_after')}(?!\w)"
    )


def _stops(seen: Views) -> Iterator[Span]:
    for found in _stop().finditer(seen.folded):
        name = "behind" if found["behind"] else "before"
        shown = seen.raw[found.start(name) : found.end(name)]
        if (
            found["title"]
            or found["titled"]
            or names_a_street(shown)
            or (shown[0].isupper() and not is_ordinary(shown))
        ):
            yield Span(found.start(), found.end(), "address")


def addresses(seen: Views) -> Iterator[Span]:
    for pattern in (*_patterns(), *(_with_digits() if seen.has_digit else ())):
        for found in pattern.finditer(seen.folded):
            yield _tight(found, _lead(found, seen.raw))
    for pattern in (*_careful(), *(_careful_with_digits() if seen.has_digit else ())):
        for found in pattern.finditer(seen.raw):
            yield _tight(found, _without_first(found, seen.raw))
    if seen.has_digit:
        yield from _named_streets(seen)
    yield from _corners(seen)
    yield from _stops(seen)


def _lead(found: re.Match[str], raw: str) -> int:
    """Letters at the beginning that are no part of it: "біз 5-ықшамаудан", "Шымкентте Ташкент көшесі"."""
    named = next((name for name in ("lead", "lead2") if found.groupdict().get(name)), None)
    if named is None:
        return 0
    whole = raw[found.start(named) : found.end(named)]
    word = whole.rstrip(" -.,")
    if named == "lead2" and _ITS_OWN.search(found[0].lower()):
        return 0  # Мұнайшы ықшамауданы: Kazakh marks that the word before is its name
    return len(whole) if _is_no_street(word, raw, found.start(named)) else 0


def _is_no_street(word: str, raw: str, start: int) -> bool:
    small = word.islower() or opens(raw, start)
    return is_never_a_name(word) or is_town(word) or (small and is_ordinary(word))


_FIRST_WORD = re.compile(r"[^\W\d_]+[ ]")


def _without_first(found: re.Match[str], raw: str) -> int:
    """Letters of a capital word that only opens the sentence, or says in which town: "Балам № 57", "Таразда № 4"."""
    first = _FIRST_WORD.match(found[0])
    word = first[0].strip() if first else ""
    if not first or re.fullmatch(any_of("street", "district", "house"), folded(word)):
        return 0
    return first.end() if is_in_a_town(word) or (opens(raw, found.start()) and is_ordinary(word)) else 0


def _tight(found: re.Match[str], skipped: int = 0) -> Span:
    shown = found[0].rstrip(" ,.;:-–")
    lead = len(shown) - len(shown.lstrip(" ,.;:-–"))
    return Span(found.start() + max(lead, skipped), found.start() + len(shown), "address")
