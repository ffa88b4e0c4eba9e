"""Phones, identification numbers, cards, accounts and documents."""

import re
from collections.abc import Iterator
from functools import cache

from bot.anonymise import checks
from bot.anonymise.lexicon import any_of
from bot.anonymise.spans import Span
from bot.anonymise.views import Views

# People type the letter O for a zero (З for 3, Ч for 4) beside a digit, and put anything between the digits.
_D = "(?:[0-9]|(?<=[0-9оoзч])[оoзч]|[оoзч](?=[0-9оoзч]))"
_SEP = r"[ \t\u00a0().\-‐‑–—/,]{0,3}"
_PHONES = (
    rf"(?<![0-9])(?:\+\s?7|8|7)(?:{_SEP}{_D}){{10}}(?![0-9])",
    rf"(?<![0-9])\(?7{_D}{_D}\)?(?:{_SEP}{_D}){{7}}(?![0-9])",
    # 8701 660 ** 14: some digits hidden already.
    r"(?<![0-9])(?:\+\s?7|8)(?=(?:[^0-9]{0,4}[0-9]){6})(?:[ \-()]{0,3}[0-9*xх?•]){10}(?![0-9])",
    r"\+[ \t]?[0-9]{1,3}(?:[ \t().\-–]{0,2}[0-9]){7,12}(?![0-9])",
    r"(?<![0-9])(?:998|996|992|993|994|971|966|380|375)(?:[ \-()]{0,2}[0-9]){9}(?![0-9])",
    r"(?<![0-9.,])[0-9]{2,3}[-–][0-9]{2}[-–][0-9]{2}(?![0-9\-–])",
    r"(?<![0-9.,])\(?[0-9]{4,5}\)?[ \-][0-9]{1,2}[ \-]?[0-9]{2}[ \-][0-9]{2}(?![0-9\-])",
)
_RUN = r"[0-9](?:[ \t\u00a0().\-–—/]{0,2}[0-9])"
_NEAR = 60
_GAP = r"[^0-9\n\ue000]{0,%d}?"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _after(names: tuple[str, ...], gap: int, pattern: str) -> re.Pattern[str]:
    """The pattern as group 1, announced by a word of these lists at most `gap` signs before it."""
    return _compiled(rf"(?<!\w){any_of(*names)}(?!\w){_GAP % gap}({pattern})")


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text.lower().replace("о", "0").replace("o", "0"))


# Of an account's twenty signs at least so many are digits, unless all is Latin in groups of four; less is a document and words behind it.
_FEWEST_OF_IBAN = 9
_ACCOUNT = r"kz[ ]?[0-9]{2}(?:[ \-]?[a-z0-9]{4}){4}(?!\w)"


def ibans(seen: Views) -> Iterator[Span]:
    """Accounts: any that begin with KZ, others by their remainder."""
    for found in _compiled(r"(?<!\w)[a-zкз]{2}[ ]?[0-9]{2}(?:[ \-]?[a-z0-9а-я]){11,30}(?!\w)").finditer(seen.low):
        text = re.sub(r"[ \-]", "", found[0])
        if text[:2] in {"kz", "кz", "кз"}:
            if sum(map(str.isdigit, found[0])) >= _FEWEST_OF_IBAN or _compiled(_ACCOUNT).match(found[0]):
                yield Span(found.start(), _kz_end(seen.raw, found.start()), "iban")
        elif checks.iban(text):
            yield Span(found.start(), found.end(), "iban")


def _kz_end(raw: str, start: int) -> int:
    """The end of an account of Kazakhstan: 20 signs, or as far as it goes."""
    found = _compiled(r"\w{2}(?:[ \-]?\w){2}(?:[ \-]?\w){1,16}(?:\w*)").match(raw, start)
    return found.end() if found else start


def cards(seen: Views) -> Iterator[Span]:
    for found in _compiled(r"(?<![0-9])[0-9](?:[ \-.]{0,2}[0-9]){12,18}(?![0-9])").finditer(seen.raw):
        digits = _digits(found[0])
        grouped = _compiled(r"[0-9]{4}[ \-.]{1,2}[0-9]{4}[ \-.]{1,2}[0-9]{4}[ \-.]{1,2}[0-9]{2,4}").search(found[0])
        if grouped or (checks.luhn(digits) and not checks.iin(digits[:12])) or len(digits) == 16:  # noqa: PLR2004 - a card
            yield Span(found.start(), found.end(), "card")
    hidden = (
        r"(?<![0-9])[0-9]{4}\*[0-9]{4}(?![0-9])|[0-9]{4,6}[ \-]?(?:[0-9]{0,2}[*xх•#]{2,}[ \-]?){1,4}[ \-]?[0-9]{2,4}"
    )
    for found in _compiled(hidden).finditer(seen.low):
        yield Span(found.start(), found.end(), "card")
    for found in _compiled(r"(?<![*\w])(?:[*•]{2,}|[xх]{2,4}|[*•])[ ]?[0-9]{2}-?[0-9]{2}(?![0-9*#])").finditer(
        seen.low
    ):
        yield Span(found.start(), found.end(), "card")
    for found in _after(("card",), 30, r"(?<![0-9])[0-9](?:[ \-]?[0-9]){12,18}(?![0-9])").finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "card")
    yield from _ends(seen, "card", "card")


def iins(seen: Views) -> Iterator[Span]:
    """Twelve digits that open with a date; and any long number that the word ИИН announces."""
    for found in _compiled(rf"(?<![0-9]){_RUN}{{11}}(?![0-9])").finditer(seen.raw):
        digits = _digits(found[0])
        plain = bool(_compiled("[0-9]{12}|[0-9]{6} [0-9]{6}").fullmatch(found[0]))
        if checks.iin(digits) or (plain and checks.has_birth_date(digits)):
            yield Span(found.start(), found.end(), "iin")
    for found in _after(("iin",), 40, rf"{_RUN}{{8,14}}").finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "iin")
    behind = rf"(?<![0-9])({_RUN}{{9,12}})(?![0-9])[^0-9\w\n]{{0,4}}(?:\w+[ ,]{{1,2}}){{0,3}}{any_of('iin')}(?!\w)"
    for found in _compiled(behind).finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "iin")


#: A document's number has at least so many digits; 2:255 and 9/11 are none.
_FEWEST_OF_DOCUMENT = 6


_LAW = re.compile(r"(?:закон|приказ|постановлени|кодекс|стат|заң|бұйр|бап)\w*[^.!?]*$")


def documents(seen: Views) -> Iterator[Span]:
    amount = r"[1-9][0-9]{0,2}(?:[ ]000){1,3}(?![0-9])"  # 2 300 000 is money
    years = r"(?:19|20)[0-9]{2}[\-–/ ](?:19|20)?[0-9]{2}(?![0-9])"
    number = rf"(?:(?<!\w)(?!(?:его|ее|мои|она|он|бар|деп)[ ])[а-я]{{1,3}}[ \-№]{{0,2}})?(?<![0-9])(?!{amount}|{years})[0-9](?:[ \-]?[0-9]){{5,14}}(?![0-9])"
    for found in _after(("document",), 45, number).finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "document")
    # A number of letters and parts: ЖБ-Б 0123456, 24-7512-001-0034, 7510-24-00-1/1123.
    series = r"(?<!\w)(?:(?!(?:его|него|ее|нее|мои|моя|он|она|у|бар|деп|мына)[ ])(?:[а-я]{1,4}[ \-–/№]{1,3}){1,2}|[0-9]{2}[а-я])[0-9]{5,10}(?![0-9])"
    parts = rf"(?<![0-9])(?!{years})[0-9]{{1,8}}(?:[\-–/][0-9а-я]{{1,9}}){{1,5}}(?!\w)"
    for found in _after(("document",), 30, f"{series}|{parts}").finditer(seen.folded):
        if len(_digits(found[1])) >= _FEWEST_OF_DOCUMENT:
            yield Span(found.start(1), found.end(1), "document")
    # D-7740215863, ТИПО-3341, 1482-Н.
    lettered = r"(?<!\w)(?!(?:стат|пункт|глав|закон|форм)[ ])[a-zа-я]{1,5}[\-–][0-9]{3,10}(?!\w)|(?:№[ ]?)?(?<![0-9])[0-9]{4,8}[\-–/][а-я]{1,3}(?!\w)|№[ ]?[0-9]{3,8}(?:[\-–/][0-9а-я]{1,8}){0,3}(?!\w)"
    for found in _after(("document",), 30, lettered).finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "document")
    # The letters that go before, and the date behind: серия АА № 009317, КУИ 2456-К/318, № 1184 от 05.02.2024.
    whole = r"(?<!\w)(?:серия|сер\.?|куи|ердр|кусп)[ ](?:[a-zа-я]{1,3}[ ])?№?[ ]?[0-9][0-9a-zа-я/\-]{3,14}|№[ ]?[0-9]{1,8}[0-9a-zа-я/\-]{0,8}[ ]от[ ][0-9]{1,2}\.[0-9]{1,2}\.(?:20)?[0-9]{2}"
    for found in _compiled(whole).finditer(seen.low):
        yield Span(found.start(), found.end(), "document")
    yield from _unannounced(seen)


_OF_PARTS = r"(?=[0-9a-zа-яәғқңөұүһі\-–/]*[0-9]{3})[a-zа-яәғқңөұүһі]{0,3}[\-–]?[0-9][0-9a-zа-я]*(?:[\-–/][0-9a-zа-яәғқңөұүһі]{1,9}){1,4}(?!\w)"
_PAPERS = (
    r"(?<!\w)(?:id[ ])?(?<![0-9])0[0-9]{8}(?![0-9])",
    r"(?<!\w)(?:[a-zнс][ №]{0,2}[0-9]{7,8}|[a-z]{2}[ №]{0,2}[0-9]{7})(?!\w)",
    r"(?<=№)[ ]?[0-9]{6,12}(?![0-9])",
    r"(?<![0-9])[0-9]{2}[ ]№[ ]?[0-9]{6,8}(?![0-9])",
    r"(?<![0-9])[0-9]{2} [0-9]{2} [0-9]{6}(?![0-9])",
    r"(?<![0-9])[0-9]{6,8} сери[яи] [а-яa-z]{1,3}(?!\w)",
    # Of a birth, a marriage, a death: 05-ЖТ 0284619, № 08 БТ 117402, 10-АЛ № 0391574; II-БЖ 448120.
    r"(?:№[ ]?)?(?<![\w])(?:[0-9]{2}|[ivх]{1,4})[ \-]?[а-яәғқңөұүһі]{2}[ ]?(?:№[ ]?)?[0-9]{6,7}(?![0-9])",
    # Of a complaint: ЗТ-2024-05518273.
    r"(?<!\w)[а-яa-z]{2}-20[0-9]{2}-[0-9]{5,9}(?!\w)",
    # Of a case in court: 7140-24-00-1/563, 5512-24-4а-318.
    r"(?:№[ ]?)?(?<![\w\-])[0-9]{4}[\-–][0-9]{2}[\-–][0-9а-я]{1,3}(?:[\-–/][0-9]{1,6}){1,2}(?!\w)",
)


def _unannounced(seen: Views) -> Iterator[Span]:
    """Numbers of papers that look like nothing else; those of laws stay."""
    for pattern in _PAPERS:
        for found in _compiled(pattern).finditer(seen.low):
            yield Span(found.start(), found.end(), "document")
    for found in _compiled(rf"№[ ]?{_OF_PARTS}").finditer(seen.low):
        if not _LAW.search(seen.low, max(0, found.start() - _NEAR), found.start()):
            yield Span(found.start(), found.end(), "document")


def phones(seen: Views) -> Iterator[Span]:
    for pattern in _PHONES:
        for found in _compiled(pattern).finditer(seen.low):
            if not _is_sum(seen.low, found):
                yield Span(found.start(), found.end(), "phone")
    yield from _ends(seen, "phone", "phone")
    local = r"(?<![0-9])\(?[0-9](?:[ \-–().]{0,2}[0-9]){4,12}(?![0-9])"
    for found in _after(("phone",), 35, local).finditer(seen.folded):
        if not _is_sum(seen.folded, found, group=1):
            yield Span(found.start(1), found.end(1), "phone")


@cache
def _last_digits() -> re.Pattern[str]:
    """последние цифры 4417, карта оканчивается на 4417, нөмірдің аяғы 44-17, 4417 деп бітетін нөмір, номер …4417."""
    ends = r"(?:последни\w|(?:за|о)канчива\w+|конча\w+|конц\w{1,2}|сонгы\w{0,3}|songy|соны|аягы|аяк)"
    said = (
        r"(?:[ ](?:на|цифр\w{0,5}|сан\w{0,5}|номера|телефона|карты|четыр\w{1,2}|три|трех|торт|уш|4|4-х|х|туратын|деп))"
    )
    number = r"([0-9]{2}[ \-]?[0-9]{2}|[0-9]{3})(?![0-9])"
    behind = r"(?<![0-9])([0-9]{2}[\-]?[0-9]{2})[ ](?:(?:деп|болып|мен)[ ])?(?:бит[ей]|аякт|карта\w*[ ]сон|номир\w*[ ](?:сон|аяг))\w*"
    return re.compile(
        rf"(?<!\w){ends}{said}{{0,4}}[ :\-–]{{1,3}}(?:на )?{number}|{behind}|(?:\.{{2,3}}|…)[ ]?([0-9]{{2}}[\- ]?[0-9]{{2}})(?![0-9])"
    )


def _ends(seen: Views, announced: str, kind: str) -> Iterator[Span]:
    """The last digits of a phone or a card, where a word of these lists says that they are."""
    for found in _last_digits().finditer(seen.folded):
        near = seen.folded[max(0, found.start() - _NEAR) : found.end() + _NEAR // 2]
        if re.search(rf"(?<!\w){any_of(announced)}", near):
            yield Span(*found.span(found.lastindex or 0), kind)


def leftovers(seen: Views) -> Iterator[Span]:
    """Nine and more digits in a row identify something, whatever it is."""
    for found in _compiled(r"(?<![0-9])[0-9]{9,}(?![0-9])").finditer(seen.raw):
        if not _is_sum(seen.raw, found):
            yield Span(found.start(), found.end(), "document" if len(found[0]) not in {10, 11} else "phone")


@cache
def _money() -> re.Pattern[str]:
    return re.compile(
        r"\s{0,2}(?:тенге|теңге|тг\b|тңг|тысяч|тыс\b|млн|мың|руб|доллар|\$|₸|₽|€|евро|сум\b|сом\b|лет\b|жаста?\b)"
    )


def _is_sum(text: str, found: re.Match[str], group: int = 0) -> bool:
    """Whether money or a year is counted here: 1 200 000 tenge is no phone."""
    shown = found[group]
    thousands = _compiled(r"[0-9]{1,3}(?:[ .,][0-9]{3}){1,3}").fullmatch(shown)
    return bool(_money().match(text.lower(), found.end(group))) or bool(thousands and len(_digits(shown)) < 10)  # noqa: PLR2004
