"""E-mails, links, and the names that people go by in networks."""

import re
from collections.abc import Iterator

from bot.anonymise.lexicon import any_of
from bot.anonymise.spans import Span
from bot.anonymise.views import Views

_EMAIL = re.compile(
    r"[\w.+\-]{1,64}@[\w\-]{1,60}(?:\.[\w\-]{2,20}){1,4}"
    r"|[a-z0-9._+\-]{2,64}[ ]?@[ ]?(?:mail|gmail|yandex|inbox|bk|list|icloud|outlook|rambler|proton)[ ]?\.[ ]?[a-z]{2,4}",
)
_DOT = r"(?:точка|нүкте|нукте|dot|тире|дефис|нижнее подчеркивание|нижнее подчёркивание)"
_BOX = r"(?:mail|gmail|yandex|inbox|bk|list|icloud|мейл|мэйл|маил|майл|гмейл|джимейл|жимейл|гмаил|яндекс|инбокс)"
_SAID = r"(?:ноль|нөл|один|два|три|четыре|пять|шесть|семь|восемь|девять|бир|бір|еки|екі|уш|үш|торт|төрт|бес|алты|жети|жеті|сегиз|сегіз|тогыз|тоғыз|[0-9]{1,4}|kz|кз)"
_SPELT_EMAIL = re.compile(
    rf"[\w.+\-]{{2,40}}(?:\s{_DOT}(?:\s[\w\-]{{1,30}})|\s{_SAID}){{0,5}}"
    r"\s?(?:\(at\)|\[at\]|\(?(?:собака|собачка)\)|\s(?:собака|собачка|гав|ит белгісі|ит белгиси|эт|ат|at|sobaka)\s)\s?"
    rf"(?:{_BOX}\b(?:\s?(?:\.|{_DOT})?\s?(?:ru|kz|com|net|ру|кз|ком|нет)\b)?|[\w\-]{{2,30}}\s?(?:\.|{_DOT})\s?\w{{2,4}}\b)",
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"«»]+")
_HOME = r"(?:[a-z0-9\-]{1,40}\.){1,4}(?:ru|kz|com|org|net|me|io|info|tv|link|site|online|gg|ly|co|uz|kg|cc|su|pro|app|рф|қаз|page|bio|chat|club)"
_PATH = re.compile(
    rf"(?<![\w@.])(?:(?:{_HOME})(?:/[^\s<>\"«»]*)?|(?:[a-z0-9\-]{{1,40}}\.){{1,3}}[a-z]{{2,10}}/[^\s<>\"«»]+)(?![\w])"
)
# Places that everybody knows say nothing about anybody, until a path follows.
_PUBLIC = frozenset(
    [
        "youtube.com",
        "google.com",
        "google.kz",
        "mail.ru",
        "gmail.com",
        "yandex.ru",
        "yandex.kz",
        "instagram.com",
        "facebook.com",
        "tiktok.com",
        "vk.com",
        "t.me",
        "telegram.org",
        "egov.kz",
        "kaspi.kz",
        "whatsapp.com",
        "hh.kz",
        "olx.kz",
        "wikipedia.org",
        "adilet.zan.kz",
        "gov.kz",
        "netflix.com",
    ],
)
_SPELT_LINK = re.compile(r"(?<!\w)(?:т\.ме|тме|т ме|t me|вк\.ком|vk com|инстаграм\.ком|ютуб\.ком)\s?/\s?[^\s]+")
_AT = re.compile(r"(?<![\w@.])@(?:[\w.\-]{2,40}\w|[ ][a-z0-9_.]{3,40})")
_UNDERSCORED = re.compile(
    r"(?<![\w@.])live:[\w.]{3,40}|(?<![\w@.])(?=[\w.]*[^\W\d_])[\w.]*\w_[\w.]*\w|(?<!\w)_+[a-z][\w.]+"
)
_WITH_DIGITS = re.compile(r"(?<![\w@.\-/])(?=[a-z._]{3,}[0-9])[a-z][a-z0-9._]{4,40}(?![\w])")
_DOTTED = re.compile(r"(?<![\w@.\-/])(?:[a-z]{3,}|(?=[a-z]*[0-9])[a-z][a-z0-9]{2,})\.[a-z][a-z0-9._]{2,}(?!\w)")
_NUMBERED = re.compile(r"(?<!\w)[\w.]{2,32}#[0-9]{4}(?!\w)")
# "otve4aet": in a message all in Latin letters, 4 and 6 within a word stand for ч and ш.
_SPELT_WITH_DIGITS = re.compile(r"[a-z]+(?:[46][a-z]+)+")
_CYRILLIC = re.compile("[а-яәғқңөұүһі]")
_THINGS = re.compile(
    r"(?:iphone|айфон|samsung|redmi|xiaomi|windows|covid|galaxy|honor|huawei|poco|ps|mp|fifa|gta|android|office|python|note|html|css|life|beeline|level|gb|lte|вайбер)[0-9]+\w?"
)
_AFTER_ACCOUNT = r"(?<!\w){}(?!\w)[^\w\n@]{{0,4}}(?:[а-я]{{1,12}}[ :\-—]{{1,3}}){{0,3}}"
_TRAILING = ".,;:!?)…»\"'"


def _trimmed(found: re.Match[str], kind: str) -> Span:
    return Span(found.start(), found.start() + len(found[0].rstrip(_TRAILING)), kind)


# What stands for the @ of a spelt address; few messages hold it, and looking for the rest takes long.
_SAID_AT = re.compile(r"[(\[]at[)\]]|собак|собачк|\s(?:гав|ит белгісі|ит белгиси|эт|ат|at|sobaka)\s")


def emails(seen: Views) -> Iterator[Span]:
    for pattern in (_EMAIL, _SPELT_EMAIL) if _SAID_AT.search(seen.low) else (_EMAIL,):
        for found in pattern.finditer(seen.low):
            yield _trimmed(found, "email")


def links(seen: Views) -> Iterator[Span]:
    for pattern in (_LINK, _SPELT_LINK):
        for found in pattern.finditer(seen.low):
            yield _trimmed(found, "link")
    for found in _PATH.finditer(seen.low):
        if found[0].rstrip("/") not in _PUBLIC:
            yield _trimmed(found, "link")


def handles(seen: Views) -> Iterator[Span]:
    mixed = bool(_CYRILLIC.search(seen.low))
    for pattern in (_AT, _UNDERSCORED, _WITH_DIGITS, _DOTTED, _NUMBERED):
        for found in pattern.finditer(seen.low):
            spelt = not mixed and _SPELT_WITH_DIGITS.fullmatch(found[0])
            if not spelt and not _THINGS.fullmatch(found[0]) and found[0] not in _PUBLIC:
                yield _trimmed(found, "handle")
    yield from _announced(seen, mixed=mixed)


def _announced(seen: Views, *, mixed: bool) -> Iterator[Span]:
    """A Latin word after "ник" or "инстаграм". In a message all in Latin letters it must look unlike a word."""
    shape = r"[a-z][a-z0-9._]{3,40}" if mixed else r"(?=[a-z]*[0-9._])[a-z][a-z0-9._]{3,40}\w"
    here = re.compile(shape)
    for found in re.finditer(_AFTER_ACCOUNT.format(any_of("account")), seen.folded):
        name = here.match(seen.low, found.end())
        if name and not re.fullmatch(any_of("account"), seen.folded[name.start() : name.end()]):
            yield _trimmed(name, "handle")
