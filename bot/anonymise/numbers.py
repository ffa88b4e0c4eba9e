"""Phones, identification numbers, cards and accounts."""

import re
from collections.abc import Iterator
from functools import cache

from bot.anonymise import checks
from bot.anonymise.announced import after, compiled, digits_of
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


# Of an account's twenty signs at least so many are digits, unless all is Latin in groups of four; less is a document and words behind it.
_FEWEST_OF_IBAN = 9
_ACCOUNT = r"kz[ ]?[0-9]{2}(?:[ \-]?[a-z0-9]{4}){4}(?!\w)"


def ibans(seen: Views) -> Iterator[Span]:
    """Accounts: any that begin with KZ, others by their remainder."""
    for found in compiled(r"(?<!\w)[a-zкз]{2}[ ]?[0-9]{2}(?:[ \-]?[a-z0-9а-я]){11,30}(?!\w)").finditer(seen.low):
        text = re.sub(r"[ \-]", "", found[0])
        if text[:2] in {"kz", "кz", "кз"}:
            if sum(map(str.isdigit, found[0])) >= _FEWEST_OF_IBAN or compiled(_ACCOUNT).match(found[0]):
                yield Span(found.start(), _kz_end(seen.raw, found.start()), "iban")
        elif checks.iban(text):
            yield Span(found.start(), found.end(), "iban")


def _kz_end(raw: str, start: int) -> int:
    """The end of an account of Kazakhstan: 20 signs, or as far as it goes."""
    found = compiled(r"\w{2}(?:[ \-]?\w){2}(?:[ \-]?\w){1,16}(?:\w*)").match(raw, start)
    return found.end() if found else start


def cards(seen: Views) -> Iterator[Span]:
    for found in compiled(r"(?<![0-9])[0-9](?:[ \-.]{0,2}[0-9]){12,18}(?![0-9])").finditer(seen.raw):
        digits = digits_of(found[0])
        grouped = compiled(r"[0-9]{4}[ \-.]{1,2}[0-9]{4}[ \-.]{1,2}[0-9]{4}[ \-.]{1,2}[0-9]{2,4}").search(found[0])
        if grouped or (checks.luhn(digits) and not checks.iin(digits[:12])) or len(digits) == 16:  # noqa: PLR2004 - a card
            yield Span(found.start(), found.end(), "card")
    hidden = (
        r"(?<![0-9])[0-9]{4}\*[0-9]{4}(?![0-9])|[0-9]{4,6}[ \-]?(?:[0-9]{0,2}[*xх•#]{2,}[ \-]?){1,4}[ \-]?[0-9]{2,4}"
    )
    for found in compiled(hidden).finditer(seen.low):
        yield Span(found.start(), found.end(), "card")
    for found in compiled(r"(?<![*\w])(?:[*•]{2,}|[xх]{2,4}|[*•])[ ]?[0-9]{2}-?[0-9]{2}(?![0-9*#])").finditer(seen.low):
        yield Span(found.start(), found.end(), "card")
    for found in after(("card",), 30, r"(?<![0-9])[0-9](?:[ \-]?[0-9]){12,18}(?![0-9])").finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "card")
    yield from _ends(seen, "card", "card")


def iins(seen: Views) -> Iterator[Span]:
    """Twelve digits that open with a date; and any long number that the word ИИН announces."""
    for found in compiled(rf"(?<![0-9]){_RUN}{{11}}(?![0-9])").finditer(seen.raw):
        digits = digits_of(found[0])
        plain = bool(compiled("[0-9]{12}|[0-9]{6} [0-9]{6}").fullmatch(found[0]))
        if checks.iin(digits) or (plain and checks.has_birth_date(digits)):
            yield Span(found.start(), found.end(), "iin")
    for found in after(("iin",), 40, rf"{_RUN}{{8,14}}").finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "iin")
    behind = rf"(?<![0-9])({_RUN}{{9,12}})(?![0-9])[^0-9\w\n]{{0,4}}(?:\w+[ ,]{{1,2}}){{0,3}}{any_of('iin')}(?!\w)"
    for found in compiled(behind).finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "iin")


def phones(seen: Views) -> Iterator[Span]:
    for pattern in _PHONES:
        for found in compiled(pattern).finditer(seen.low):
            if not _is_sum(seen.low, found):
                yield Span(found.start(), found.end(), "phone")
    yield from _ends(seen, "phone", "phone")
    local = r"(?<![0-9])\(?[0-9](?:[ \-–().]{0,2}[0-9]){4,12}(?![0-9])"
    for found in after(("phone",), 35, local).finditer(seen.folded):
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
    for found in compiled(r"(?<![0-9])[0-9]{9,}(?![0-9])").finditer(seen.raw):
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
    thousands = compiled(r"[0-9]{1,3}(?:[ .,][0-9]{3}){1,3}").fullmatch(shown)
    return bool(_money().match(text.lower(), found.end(group))) or bool(thousands and len(digits_of(shown)) < 10)  # noqa: PLR2004
