"""Car plates, and places on the globe given by numbers."""

import re
from collections.abc import Iterator
from functools import cache

from bot.anonymise.lexicon import any_of
from bot.anonymise.spans import Span
from bot.anonymise.views import Views

_NEAR = 60
_REGION = r"(?:0[1-9]|1[0-9]|20)"
_CERTAIN = (
    r"(?<!\w)[0-9]{2}[ ]?kg[ ]?[0-9]{3}[ ]?[a-z]{2,3}(?!\w)",
    rf"(?<!\w)(?:KZ[ ])?[0-9]{{3}}[ \-|]{{0,2}}[A-ZА-Я]{{2,3}}[ \-|]{{0,2}}{_REGION}(?!\w)",
    r"(?<!\w)[A-ZА-Я][ \-]?[0-9]{3}[ \-]?[A-ZА-Я]{2,3}(?:[ \-]?[0-9]{2,3})?(?!\w)",
    rf"(?<!\w)[0-9]{{2}}[ \-]?[A-ZА-Я]{{2,3}}[ \-]?{_REGION}(?!\w)",
    rf"(?<!\w){_REGION}[ \-]?[A-ZА-Я]{{2,3}}[ \-]?[0-9]{{2}}(?!\w)",
    rf"(?<!\w)(?:kz[ ]?|[a-z][ \-]?)?[0-9]{{3}}[ \-]?(?!usd|kzt|eur|rub|and|или|аят)[a-z]{{3}}[ \-]?{_REGION}(?!\w)",
    rf"(?<!\w)[0-9]{{3}}(?!usd|kzt|eur|rub)[a-zа-я]{{2,3}}{_REGION}(?!\w)",
    r"(?<!\w)[a-z][0-9]{3}[a-z]{2,3}(?:[0-9]{2})?(?!\w)",
    r"(?<!\w)[авекмнорстухabekmhopctyx][0-9]{3}[авекмнорстухabekmhopctyx]{2}[0-9]{2,3}(?!\w)",
)
_WITH_A_CAR = (
    rf"(?<!\w)(?<![0-9][ ])[0-9]{{3}}[ \-]?[a-zа-я]{{2,3}}[ \-]?(?:{_REGION})?(?!\w)",
    r"(?<!\w)[a-zа-я][ \-]?[0-9]{3}[ \-]?[a-zа-я]{2,3}(?:[ \-]?[0-9]{2,3})?(?!\w)",
    r"(?<!\w)[0-9]{4}[ \-]?[a-z]{3}(?!\w)",
    rf"(?<!\w){_REGION}[ \-]?[a-zа-я]{{2,3}}[ \-]?[0-9]{{2}}(?!\w)",
)
_NOT_LETTERS = re.compile(
    r"[0-9 \-]*(?:мг|мл|кг|км|тг|раз|лет|год|дня|тыс|млн|млр|руб|час|мин|рет|жас|жыл|күн|кун|или|гр|шт|мың|адам|аят|метр|деп|бар|дей|дейд|год|мин|ден|дан|дер|лар|или|для|при|без|над|под|что|как|тип|это|они|его|она|mg|kg|km)[0-9 \-]*"
)
_COORDINATES = (
    r"-?(?<![0-9.])[0-9]{1,3}[.,][0-9]{3,10}°?[ ]?(?:[nsewсшвд]|с\.? ?[шe]|с\.? ?е|в\.? ?д|шир\w{0,4}|долг\w{0,4})?\.?[ ]?\.?[,;/ \n]{1,3}(?:и )?(?:(?:долгота|бойлық|бойлык|боилык|boilyq)[ :]{1,2})?-?[0-9]{1,3}[.,][0-9]{3,10}(?![0-9])°?(?:[ ]?(?:[nsew](?!\w)|[вш]\.? ?[дб]\.?|долг\w{0,4}\.?))?",
    r"(?:(?<!\w)[nsсш])?[0-9]{1,3}[ ]?°[ ]?[0-9]{1,2}(?:[.,][0-9]+)?[ ]?['′’](?:[ ]?[0-9.,]{1,6}[ ]?[\"″”'′’]{1,2})?(?:[ ]?(?:с\.? ?ш|ю\.? ?ш|[a-zа-я]))?[., ]{0,3}[0-9]{1,3}[ ]?°[ ]?[0-9]{1,2}(?:[.,][0-9]+)?[ ]?['′’]?(?:[ ]?[0-9.,]{1,6}[ ]?[\"″”'′’]{1,2})?(?:[ ]?(?:[nsewсшвд](?!\w)|в\.? ?д\.?|з\.? ?д\.?))?",
)
# N 49.80473, E 73.10942; lat 54.8753 lng 69.1629.
_SIDES = r"(?<!\w)(?:[nсш]|с\.? ?ш|lat\w*|широт\w*|ендік\w*)[ .:=]{0,3}-?[0-9]{1,2}[.,][0-9]{3,10}°?[,; ]{1,3}(?:[eвд]|в\.? ?д|lon\w*|lng|долгот\w*|бойлы\w*)[ .:=]{0,3}-?[0-9]{1,3}[.,][0-9]{3,10}°?"
_NUMBER = r"[^0-9\n]{0,20}(-?[0-9]{1,3}[.,][0-9]{2,10}°?(?:[^0-9\n]{1,20}-?[0-9]{1,3}[.,][0-9]{2,10}°?)?)"


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('latitude')}{_NUMBER}")


def coordinates(seen: Views) -> Iterator[Span]:
    for pattern in (_SIDES, *_COORDINATES):
        for found in re.finditer(pattern, seen.low):
            yield Span(found.start(), found.end(), "coordinates")
    for found in _announced().finditer(seen.folded):
        yield Span(found.start(1), found.end(1), "coordinates")


def plates(seen: Views) -> Iterator[Span]:
    for pattern in _CERTAIN:
        for found in re.finditer(pattern, seen.raw if "A-Z" in pattern else seen.low):
            if not _NOT_LETTERS.fullmatch(found[0].lower()):
                yield Span(found.start(), found.end(), "plate")
    for pattern in _WITH_A_CAR:
        for found in re.finditer(pattern, seen.low):
            near = seen.folded[max(0, found.start() - _NEAR) : found.end() + _NEAR // 3]
            if not _NOT_LETTERS.fullmatch(found[0]) and re.search(rf"(?<!\w){any_of('car')}", near):
                yield Span(found.start(), found.end(), "plate")
