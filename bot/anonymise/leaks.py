"""How a redaction is marked: what stayed visible of each identifier, and what was hidden for nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# Words that are everybody's: seeing "школа" or "улица" of a hidden name tells nothing.
_GENERIC = re.compile(
    r"школ\w*|мекте[пб]\w*|гимнази\w*|лице\w*|орта|мечет\w*|меш[иі]т\w*|медресе\w*|церк\w*|церков\w*|центр\w*|орталы[қғ]\w*|универ\w*|"
    r"колледж\w*|атындағы|имени|им|тоо|жшс|ип|ао|улиц\w*|ул|көше\w*|дом\w*|үй\w*|кв|квартир\w*|п[әа]тер\w*|мкр|микрорайон\w*|"
    r"ықшам\w*|аудан\w*|даңғыл\w*|проспект\w*|пр|на|в|д|г|год\w*|жыл\w*|номер\w*|группа|группе|топ\w*|кафе|магазин\w*|фонд\w*|қор\w*|"
    r"деген|ш|а|ншы|нші|садик\w*|балабақша\w*|компани\w*|подъезд\w*|этаж\w*|рожд\w*|р|клуб\w*|институт\w*|больниц\w*|аурухана\w*|чат\w*|канал\w*|джамаат\w*|жамағат\w*|көш",
)
_ENDING = re.compile(
    r"[-’']?(?:[ндт][ыіи]ң?|[ндт][ыіи]н|[ғқгк][аеә]|[ндт][аеә]н?|[мбп]ен|ым|ім|ом|ем|ём|ой|ей|ою|ею|ых|ую|ью|ому|ого|ами|[ауеёыиюянң]|"
    r"[gqk][ae]|[dtn][aeiy]n?|[mbp]en|nyn|nin|dyn|din|tyn|tin|[ndt][ыиі]к[ыіи]|[лдт][ае]р\w{0,3})",
)


@dataclass(slots=True)
class Marks:
    """Counts of one reading: identifiers and leaks by kind, letters hidden for nothing, clean chats touched."""

    all: Counter[str] = field(default_factory=Counter)
    leaked: Counter[str] = field(default_factory=Counter)
    innocent: int = 0
    hidden: int = 0
    clean: int = 0
    touched: int = 0

    def rate(self, *kinds: str) -> float:
        """Share of identifiers (of these kinds, or of all) wholly or partly visible."""
        wanted = kinds or tuple(self.all)
        return sum(self.leaked[kind] for kind in wanted) / max(1, sum(self.all[kind] for kind in wanted))

    @property
    def over(self) -> float:
        return self.hidden / max(1, self.innocent)

    @property
    def clean_touched(self) -> float:
        return self.touched / max(1, self.clean)


def visible(text: str, start: int, end: int, covered: Sequence[bool]) -> str:
    """What can still be read of text[start:end], without generic words and without a case ending at its end."""
    shown = "".join(letter if not covered[at] else "\0" for at, letter in enumerate(text[start:end], start))
    pieces = re.split("\0+", shown)
    if len(pieces) > 1 and _ENDING.fullmatch(pieces[-1].lower()):
        pieces[-1] = ""
    words = [word for piece in pieces for word in re.findall(r"\w+", piece)]
    return " ".join(word for word in words if not _GENERIC.fullmatch(word.lower()))


def mark(marks: Marks, text: str, gold: Sequence[tuple[int, int, str]], found: Iterable[tuple[int, int]]) -> list[str]:
    """Adds one chat to the marks; returns what leaked, for the eyes of a developer."""
    covered, theirs = [False] * len(text), [False] * len(text)
    for start, end in found:
        covered[start:end] = [True] * (end - start)
    leaks = []
    for start, end, kind in gold:
        theirs[start:end] = [True] * (end - start)
        marks.all[kind] += 1
        rest = visible(text, start, end, covered)
        if rest:
            marks.leaked[kind] += 1
            leaks.append(f"{kind}: {text[start:end]} → {rest}")
    innocent = [at for at, letter in enumerate(text) if letter.isalnum() and not theirs[at]]
    marks.innocent += len(innocent)
    marks.hidden += sum(covered[at] for at in innocent)
    marks.clean += not gold
    marks.touched += not gold and any(covered)
    return leaks
