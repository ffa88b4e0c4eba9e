"""Exact dates of birth. An age, a year alone and a date of today's story stay."""

import re
from collections.abc import Iterator
from functools import cache

from bot.anonymise.lexicon import any_of
from bot.anonymise.spans import Span
from bot.anonymise.views import Views

# Whoever was born later than this is hardly writing here; a full date up to it is a birth date.
_LAST_YEAR, _FIRST_YEAR = 2016, 1925
_YEAR = r"(?:19|20)[0-9]{2}"
_TAIL = r"(?:[\-–](?:го|й|м|дын|дин|тын|гы|шы|ши))?(?:[ ]?(?:г\.?[ ]?р\.?(?!\w)|года?(?!\w)|г\.?(?!\w)|жыл\w{0,4}|ж\.?(?!\w)|zhyl\w{0,4}))?"
_NEAR = 40


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    month = any_of("month")
    day = r"(?<![0-9.])(?:0?[1-9]|[12][0-9]|3[01])"
    return tuple(
        re.compile(form)
        for form in (
            rf"{day}[ ]?[./\-–][ ]?(?:0?[1-9]|1[0-2])[ ]?[./\-–][ ]?(?P<year>{_YEAR}|[0-9]{{2}})(?![0-9]){_TAIL}",
            rf"(?<![0-9])(?P<year>{_YEAR})[ ]?[./\-–][ ]?(?:0?[1-9]|1[0-2])[ ]?[./\-–][ ]?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])",
            # "6 ноября, 04:12" and "9 апреля, 11 апреля" have no year.
            rf"{day}(?:[\-–]?\w{{1,4}})?[ ]{{1,2}}{month}(?:[,. ]{{1,3}}(?={_YEAR})|[ ](?=[0-9]{{2}}))(?P<year>{_YEAR}|[0-9]{{2}})(?![0-9:]|[ ]{month}){_TAIL}",
            rf"(?<![0-9])(?P<year>{_YEAR})(?:[\-–]\w{{1,4}})?[ ,]{{0,2}}(?:\w{{1,8}}\.?)?[ ,]{{1,2}}{day}(?:[\-–]?\w{{1,4}})?[ ]{{1,2}}{month}(?!\w)",
            rf"(?<![0-9])(?P<year>{_YEAR})(?:[\-–]\w{{1,4}})?[ ,]{{0,2}}(?:\w{{1,8}}\.?)?[ ,]{{1,2}}{month}[ ]{{1,2}}{day}(?:[\-–]?\w{{1,6}})?(?!\w)",
            rf"{day}[ ]?[./\- ][ ]?[ихв]{{1,4}}[ ]?[./\- ][ ]?(?P<year>{_YEAR})(?![0-9]){_TAIL}",
        )
    )


@cache
def _without_year() -> tuple[re.Pattern[str], ...]:
    """Dates that only a word of birth makes a date of birth."""
    month, said = any_of("month"), any_of("ordinal_day")
    day = rf"(?:(?<![0-9.])(?:0?[1-9]|[12][0-9]|3[01])(?:[\-–]?[а-я]{{1,4}})?|(?<!\w){said})"
    year = r"(?:[ ,]{1,2}(?:две тысячи|две тысычи|тысяча девятьсот|екі мың|еки мын|бир мын|мың тоғыз жүз)(?: \w{2,12}){0,2} \w{2,}(?:ого|его|го|нши|ншы|ыншы)|[ ](?:сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто)[ ]\w{4,9}го|[ ](?:девяност|восьмидесят|семидесят|шестидесят)ого|[ ,]{1,2}[0-9]{2,4})?"
    return (
        re.compile(rf"{day}[ \-]{{1,2}}{month}(?!\w){year}(?:[ ]года?(?!\w))?"),
        re.compile(rf"(?<!\w){month}[ ]{{1,2}}{day}(?!\w)"),
        re.compile(r"(?<![0-9.])(?:0?[1-9]|[12][0-9]|3[01])[./](?:0[1-9]|1[0-2])(?![0-9])"),
        re.compile(r"(?<![0-9])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}(?![0-9])"),
        re.compile(r"(?<![0-9])[0-9]{1,2}[ ][0-9]{1,2}[ ](?:19|20)?[0-9]{2}(?![0-9])"),
    )


def _full_year(year: str) -> int:
    if len(year) == 4:  # noqa: PLR2004 - written out
        return int(year)
    return 2000 + int(year) if int(year) <= 20 else 1900 + int(year)  # noqa: PLR2004 - who writes 05 means 2005


@cache
def _day_alone() -> re.Pattern[str]:
    """14-го исполнится 16, 7-сінде он сегіз болады: a day of this month, and an age that comes with it."""
    day = r"(?<![0-9.:\-])((?:0?[1-9]|[12][0-9]|3[01])[\-–]?(?:го|шы|ши|инде|ында|синде|сында))(?!\w)"
    return re.compile(
        rf"{day}(?=[ ](?:\w{{1,9}}[ ]){{0,2}}(?:исполн\w+|стукнет|будет [0-9]{{2}}|[0-9]{{1,2}}\W{{0,2}}\w{{0,2}} (?:тол|бол)\w+|он \w+ (?:тол|бол)\w+))"
    )


_DATED = re.compile(r"^.*[0-9\ue000][^.]*\.[ ](?=[^.]*$)")


def _around(text: str, start: int, end: int) -> str:
    """What stands near; a word that the window cuts through is left out: "р" of "регистрация" is no birth.

    A birth that is dated already, before the end of a sentence, says nothing of this date.
    """
    stop = end + _NEAR * 3 // 4
    near = _DATED.sub("", text[max(0, start - _NEAR) : start]) + text[start:stop]
    return near if stop >= len(text) or not text[stop].isalnum() else re.sub(r"\w+$", "", near)


def _born_near(text: str, start: int, end: int) -> bool:
    return bool(re.search(rf"(?<!\w){any_of('born')}(?!\w)", _around(text, start, end)))


_HOLIDAY = re.compile(
    r"(?:8|9|16|22|31|1|23|25)[ ]?(?:-[а-я]{1,3})?[ ](?:март|ма[яй]|декабр|январ|феврал|наурыз|мамыр|желтоксан|кантар)\w*"
)
_CLOSE = 14


def _is_holiday(text: str, found: re.Match[str]) -> bool:
    """Whether a day that all keep is meant: a word of birth must then stand right before it."""
    before = text[max(0, found.start() - _CLOSE) : found.start()]
    return bool(_HOLIDAY.fullmatch(found[0])) and not re.search(any_of("born"), before)


# What is dated in public: a law, a war, somebody's end.
_EVENT = re.compile(
    r"(?<!\w)(?:закон\w*|приказ\w*|указ\w{0,3}|постановлени\w*|кодекс\w*|заны|буирык|жарлык|соғыс|воин\w|теракт\w*|землетрясен\w*|развод\w*|умер\w*|погиб\w*|каитыс)(?!\w)[^.!?]{0,34}$"
)


def _is_of_an_event(text: str, start: int) -> bool:
    return bool(_EVENT.search(text[max(0, start - _NEAR) : start]))


def birthdates(seen: Views) -> Iterator[Span]:
    if seen.has_digit:
        yield from _in_digits(seen)
    for form in _without_year():
        for found in form.finditer(seen.folded):
            if _born_near(seen.folded, found.start(), found.end()) and not _is_holiday(seen.folded, found):
                yield Span(found.start(), found.end(), "birthdate")


# Ерасыл, 5 жаста, 21.09.2020: who is so young was born after the last year.
_AGE_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,2} (?:жаста|жас|лет|годик|года?|жасар)[,. ]{1,2}$")


def _in_digits(seen: Views) -> Iterator[Span]:
    for form in _forms():
        for found in form.finditer(seen.folded):
            near = _born_near(seen.folded, found.start(), found.end())
            if (
                near
                or _AGE_BEFORE.search(seen.folded, max(0, found.start() - _CLOSE), found.start())
                or (
                    _FIRST_YEAR <= _full_year(found["year"]) <= _LAST_YEAR
                    and not _is_of_an_event(seen.folded, found.start())
                )
            ):
                yield Span(found.start(), found.end(), "birthdate")
    for found in _day_alone().finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "birthdate")
