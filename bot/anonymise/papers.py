"""Numbers of passports, certificates, cases in court and contracts."""

import re
from collections.abc import Iterator

from bot.anonymise.announced import after, compiled, digits_of
from bot.anonymise.spans import Span
from bot.anonymise.views import Views

_AMOUNT = r"[1-9][0-9]{0,2}(?:[ ]000){1,3}(?![0-9])"  # 2 300 000 is money
_YEARS = r"(?:19|20)[0-9]{2}[\-–/ ](?:19|20)?[0-9]{2}(?![0-9])"
_NO_SERIES = r"(?!(?:его|него|ее|нее|мои|моя|он|она|у|бар|деп|мына)[ ])"
_PLAIN = rf"(?:(?<!\w){_NO_SERIES}[а-я]{{1,3}}[ \-№]{{0,2}})?(?<![0-9])(?!{_AMOUNT}|{_YEARS})[0-9](?:[ \-]?[0-9]){{5,14}}(?![0-9])"
# Of letters and parts: ЖБ-Б 0123456, 24-7512-001-0034, 7510-24-00-1/1123.
_SERIES = rf"(?<!\w)(?:{_NO_SERIES}(?:[а-я]{{1,4}}[ \-–/№]{{1,3}}){{1,2}}|[0-9]{{2}}[а-я])[0-9]{{5,10}}(?![0-9])"
_PARTS = rf"(?<![0-9])(?!{_YEARS})[0-9]{{1,8}}(?:[\-–/][0-9а-я]{{1,9}}){{1,5}}(?!\w)"
# D-7740215863, ТИПО-3341, 1482-Н, № 2231.
_LETTERED = r"(?<!\w)(?!(?:стат|пункт|глав|закон|форм)[ ])[a-zа-я]{1,5}[\-–][0-9]{3,10}(?!\w)|(?:№[ ]?)?(?<![0-9])[0-9]{4,8}[\-–/][а-я]{1,3}(?!\w)|№[ ]?[0-9]{3,8}(?:[\-–/][0-9а-я]{1,8}){0,3}(?!\w)"

#: What a word for a paper announces: at most so far behind it, and with at least so many digits; 2:255 and 9/11 are none.
_ANNOUNCED = ((45, _PLAIN, 0), (30, f"{_SERIES}|{_PARTS}", 6), (30, _LETTERED, 0))

#: What looks like nothing else.
_CERTAIN = (
    # The letters that go before, and the date behind: серия АА № 009317, КУИ 2456-К/318, № 1184 от 05.02.2024.
    r"(?<!\w)(?:серия|сер\.?|куи|ердр|кусп)[ ](?:[a-zа-я]{1,3}[ ])?№?[ ]?[0-9][0-9a-zа-я/\-]{3,14}",
    r"№[ ]?[0-9]{1,8}[0-9a-zа-я/\-]{0,8}[ ]от[ ][0-9]{1,2}\.[0-9]{1,2}\.(?:20)?[0-9]{2}",
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
#: Of parts, behind №; laws have such numbers too.
_OF_PARTS = r"№[ ]?(?=[0-9a-zа-яәғқңөұүһі\-–/]*[0-9]{3})[a-zа-яәғқңөұүһі]{0,3}[\-–]?[0-9][0-9a-zа-я]*(?:[\-–/][0-9a-zа-яәғқңөұүһі]{1,9}){1,4}(?!\w)"
_LAW = re.compile(r"(?:закон|приказ|постановлени|кодекс|стат|заң|бұйр|бап)\w*[^.!?]*$")
_NEAR = 60


def documents(seen: Views) -> Iterator[Span]:
    for gap, pattern, fewest in _ANNOUNCED:
        for found in after(("document",), gap, pattern).finditer(seen.folded):
            if len(digits_of(found[1])) >= fewest:
                yield Span(found.start(1), found.end(1), "document")
    for pattern in _CERTAIN:
        for found in compiled(pattern).finditer(seen.low):
            yield Span(found.start(), found.end(), "document")
    for found in compiled(_OF_PARTS).finditer(seen.low):
        if not _LAW.search(seen.low, max(0, found.start() - _NEAR), found.start()):
            yield Span(found.start(), found.end(), "document")
