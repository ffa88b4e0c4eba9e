"""Schools, workplaces, mosques and groups that have a name or a number. "Школа" alone is everybody's."""

import re
from collections.abc import Iterator
from functools import cache

from bot.anonymise.fold import folded
from bot.anonymise.lexicon import any_of, exactly, said_number
from bot.anonymise.marks import is_ordinary, is_town, names_a_street
from bot.anonymise.names import is_everybodys
from bot.anonymise.spans import Span
from bot.anonymise.views import Views
from bot.anonymise.words import QUOTED, opens

_CAP = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w\-]{1,30}"
_QUOTED = rf"(?:{QUOTED}|'[^'\n\ue000]{{2,40}}')"
_CAPITAL_BEFORE = re.compile(rf"(?<!\w)({_CAP})[ \-]$")
_GIVEN_BEFORE = re.compile(r"(?<!\w)(нұр|нур|хазрет|хазірет|әл|аль)[ \-]$")
_NUMBER = r"[0-9]{1,4}(?:[ ]?[а-в](?!\w))?"
_ENDED = r"(?:[\-–]?(?:[а-я]{1,4}))?(?!\w)"


@cache
def _folded_patterns(ask: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of folded text that ask for a digit, for a quotation mark, or for nothing."""
    forms = {"digit": (_numbered_forms,), "quote": (_quoted_forms,), "nothing": (_counted_forms, _named_forms)}
    return tuple(re.compile(form) for some in forms[ask] for form in some())


_MARKS = re.compile("[«\"“„']")


def _possible(seen: Views) -> Iterator[re.Pattern[str]]:
    """The patterns that may match: most messages hold no digit and no quotation mark."""
    if seen.has_digit:
        yield from _folded_patterns("digit")
    if _MARKS.search(seen.raw):
        yield from _folded_patterns("quote")
    yield from _folded_patterns("nothing")


def _numbered_forms() -> tuple[str, ...]:
    """школа №12, 45 мектеп, ИК-17: a place with a number."""
    place, unit = map(any_of, ("place_org", "unit"))
    middle = r"(?:[\-– ]{1,2}(?:орта|жалпы|общеобразовательн\w+|средн\w+|лице\w+|гимнази\w+|қалалық|интернат\w*))?"
    word = r"[^\W\d_][\w.\-]{0,30}"
    return (
        rf"(?<!\w){place}{middle}[ \-–]{{0,2}}(?:№|номер|нөмірі|номири|n|no|#)[ .]{{0,2}}{_NUMBER}{_ENDED}",
        rf"(?<!\w){place}{middle}[ \-–]{{1,2}}{_NUMBER}(?![0-9.,\-– ]*[0-9])(?![ \-–]{{0,2}}{unit}(?!\w)){_ENDED}",
        rf"(?<!\w)(?:сш|сош|осш|шк){_NUMBER}(?!\w)",
        rf"(?<!\w){place}(?:[ ]{word}){{1,2}}[ ]{{1,2}}№[ ]?{_NUMBER}{_ENDED}",
        r"(?<!\w)(?:в(?:ойсков|оинск)\w{2} част\w{1,2}|в/ч|аскери болим\w{0,5})[ ]?(?:№[ ]?)?[0-9]{4,5}(?:[\-–]?[а-я]{2,4})?(?!\w)",
        r"(?<!\w)(?:ик|ла|уг|ап|кп|сизо|як|уж|уо|ес|уп)[ ]?[\-–/][ ]?[0-9]{1,4}(?:/[0-9]{1,3})?(?!\w)",
        rf"(?<!\w)(?:{place})[ ]{{1,2}}(?!(?:в|за|до|от|по|на|из|с|к|об|про|и|или)[ ])[а-я]{{1,3}}[ \-]?[0-9]{{2,4}}(?:[/\-][0-9]{{1,3}})?(?!\w)",
        rf"(?:№|(?<!\w)номер)[ ]{{0,2}}{_NUMBER}(?:[\-–]?[а-я]{{1,4}})?[ ]{{1,2}}(?:{word}[ \-]{{1,2}}){{0,2}}?{place}(?!\w)",
        rf"(?<![\w.,])[0-9]{{1,3}}[ ]?[\-–]?(?:ш[ыіи]|сх[ыи]|ой|ая|ую|й|я|ю|ом|м|ей|ем|ый)?[ ]{{1,2}}(?:орта[ ]|городск\w+[ ]|қалалық[ ])?(?:{place})(?:[\-–](?:интернат|лице|гимнази)\w*)?(?!\w)",
    )


def _counted_forms() -> tuple[str, ...]:
    """школа номер двенадцать, сотая школа: a number in words."""
    return (
        rf"(?<!\w){any_of('place_org')}(?:[\-–]\w+)?[ ](?:номер|нөмірі|№)[ ]{said_number()}(?!\w)",
        rf"(?<!\w){any_of('ordinal_org')}[ ](?:городск\w+[ ])?(?:школ\w{{1,4}}|гимнази\w{{1,6}}|лице\w{{1,6}}|колледж\w{{0,5}}|мектеп\w{{0,5}}|поликлиник\w{{1,6}}|больниц\w{{1,3}}|колони\w{{1,3}})(?!\w)",
    )


def _quoted_forms() -> tuple[str, ...]:
    """«Рахым» мешіті, ТОО «Арай»: a place with a name in quotation marks."""
    place, named, form = any_of("place_org"), any_of("named_org"), exactly("legal_form")
    return (
        rf"(?<!\w)(?:{named}|{place})(?:[ ]\w{{3,15}})?[ ]{{0,2}}{_QUOTED}(?:[\-–]?[а-я]{{1,4}}(?!\w))?",
        rf"{_QUOTED}[ ]{{0,2}}(?!деп[ ])(?:\w{{3,20}}[ ]{{1,2}}){{0,2}}(?:{named}|{place}|{form})(?!\w)",
        rf"(?<!\w){form}(?!\w)[ ]{{0,2}}{_QUOTED}",
    )


def _named_forms() -> tuple[str, ...]:
    """Абай атындағы мектеп, КазНУ: a place that bears a person's name, and one that all know."""
    place, named, of, after = map(any_of, ("place_org", "named_org", "named_after", "named_after_kk"))
    known = exactly("known_org")
    word = r"[^\W\d_][\w.\-]{0,30}"
    return (
        rf"(?<!\w)(?:{word}[ ]{{1,2}}){{1,2}}{after}(?!\w)[ ]{{1,2}}(?:№[ ]?{_NUMBER}[ ])?(?:{word}[ ]{{1,2}}){{0,2}}?(?:{named}|{place})(?!\w)",
        rf"(?<!\w)(?:{known})(?:[\-–]?(?:да|де|та|те|нын|нин|дын|дин|тын|га|ге|ка|ке|дагы|деги|дан|ден|тан|тен|е|а|у|ом)|[\-–][а-я]{{1,4}})?(?!\w)(?:[ ]{of}(?!\w)\.?[ ]?(?:[а-я]\.[ ]?)?{word})?",
    )


@cache
def _careful() -> tuple[re.Pattern[str], ...]:
    """Patterns of the text as it is written: a capital inside a sentence says "a name"."""
    prefix = (
        r"[Мм]ечет\w{1,3}|[Мм]едресе|[Мм]ешіт\w{0,4}|[Цц]ерк\w{2,4}|[Кк]афе|[Рр]есторан\w{0,2}|[Кк]олледж\w{0,2}|[Уу]ниверситет\w{0,2}|"
        r"[Цц]ентр\w{0,2}|[Оо]рталық|[Фф]онд\w{0,2}|[Дд]жамаат\w{0,2}|[Жж]амағат|[Кк]луб\w{0,2}|[Гг]рупп\w{1,2}|[Кк]анал\w{0,2}|[Чч]ат\w{0,2}|"
        r"[Кк]омпани\w{1,2}|[Фф]ирм\w{1,2}|[Зз]авод\w{0,2}|[Мм]агазин\w{0,2}|[Сс]алон\w{0,2}|[Рр]ын(?:ок|к[аеу]|ком)|[Бб]азар[аеу]?|[Сс]адик\w{0,2}|"
        r"[Дд]етсад\w{0,2}|[Бб]алабақша|[Тт]ойхана\w{0,2}|[Аа]кадеми\w{1,2}|[Гг]имнази\w{1,2}|[Лл]ице\w{1,2}|[Оо]бщин\w{1,2}|[Шш]кол\w{1,2}|[Кк]лини\w{2,3}|ТРЦ|ТЦ|БЦ|"
        r"[Аа]телье|[Аа]втосервис\w{0,2}|[Кк]инотеатр\w{0,2}|[Сс]анатори\w{1,2}|[Оо]тел[ьея]|[Лл]агер[ьея]|[Хх]остел\w?|[Бб]ургерн\w{2}|[Пп]екарн\w{1,2}|"
        r"[Кк]офейн\w{1,2}|[Чч]айхан\w|[Вв]етклиник\w|[Сс]екци\w{1,2}|[Аа]гентств\w{1,2}|[Тт]ехникум\w{0,2}|[Дд]үкен\w{0,2}"
    )
    quoted_name = rf"{_CAP}(?:[ \-]{_CAP})?"
    form = r"(?:ТОО|ЖШС|ИП|АО|ОАО|ООО|КГУ|КММ|ОФ|ҚҚ|КХ|ШҚ|Тоо|Ип)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?<!\w)(?:{prefix})[ ]{quoted_name}(?!\w)",
            rf"(?<!\w){form}[ ]{_CAP}(?:[ \-]{_CAP}){{0,2}}",
            rf"(?<!\w){_CAP}(?:[ \-]{_CAP})?[ ](?:ТОО|ЖШС|АҚ|КММ)(?!\w)",
            r"(?<!\w)(?:тоо|жшс|ип|ооо) [а-яёәғқңөұүһі\-]{3,25}(?!\w)",
        )
    )


@cache
def _possessed() -> re.Pattern[str]:
    """Рахым мешіті, Болашақ орталығында: a word before what Kazakh marks as its own."""
    return re.compile(rf"(?<![\w/.@\-])([^\W\d_][\w\-]{{1,25}})[ ]{any_of('possessed_org')}(?!\w)")


_PLURAL = re.compile(r"(?<=\w{3})[лдт][ае]р$")


def _from_possessed(seen: Views) -> Iterator[Span]:
    ordinary = re.compile(any_of("not_name_before_org", "possessed_org", "named_org"))
    for found in _possessed().finditer(seen.folded):
        start = found.start(1)
        shown = seen.raw[start : found.end(1)]
        several = _PLURAL.sub("", shown)  # "ағайындар тобы": a group of kin is called nothing
        plain = is_ordinary(shown) or is_ordinary(several)
        if not ordinary.fullmatch(found[1]) and (shown[0].isupper() or not plain):
            pattern = _CAPITAL_BEFORE if shown[0].isupper() else _GIVEN_BEFORE
            before = pattern.search(seen.raw, max(0, start - 30), start)
            named = before and not is_ordinary(before[1])
            yield Span(before.start() if before and named else start, found.end(), "organisation")


@cache
def _strict() -> re.Pattern[str]:
    word = r"[^\W\d_][\w\-]{2,25}"
    return re.compile(rf"(?<!\w)(?<![»”\"][ ]){any_of('strict_org')}[ ]({word})(?:[ ]({word}))?(?!\w)")


# What is done, not called so: "мешіт салып", "мешіт салдырып".
_IS_DONE = re.compile(r"(?:[ыи]п|[аяеи]ды|[аеи]ди)$")


def _from_unknown(seen: Views) -> Iterator[Span]:
    """мечеть нур-мубарак, кафе достык: what no dictionary knows, right after what it would be the name of."""
    for found in _strict().finditer(seen.folded):
        first = seen.raw[found.start(1) : found.end(1)].rsplit("-", 1)[-1]
        if is_ordinary(first) or is_everybodys(first) or _IS_DONE.search(found[1]):
            continue
        goes_on = found[2] and not is_ordinary(seen.raw[found.start(2) : found.end(2)])
        yield Span(found.start(), found.end(2 if goes_on else 1), "organisation")


@cache
def _named_after() -> re.Pattern[str]:
    """школа имени Абая Кунанбаева, библиотека им. Чокина."""
    place, of = any_of("named_org", "place_org"), any_of("named_after")
    word = r"[^\W\d_][\w.\-]{0,30}"
    return re.compile(
        rf"(?<!\w){place}(?:[ ]{{1,2}}(?:№[ ]?)?{_NUMBER})?[ ]{{1,2}}{of}(?!\w)\.?[ ]?(?:[а-я]\.[ ]?)?({word})(?:[ ]({word}))?"
    )


def _from_bearers(seen: Views) -> Iterator[Span]:
    """A place that bears a person's name, of one word or of two."""
    for found in _named_after().finditer(seen.folded):
        goes_on = found[2] and not is_ordinary(seen.raw[found.start(2) : found.end(2)])
        yield Span(found.start(), found.end(2 if goes_on else 1), "organisation")


@cache
def _called() -> re.Pattern[str]:
    """Надежда деген дүкен, «Шапағат» атты орталық."""
    word = r"[^\W\d_][\w\-]{2,25}"
    return re.compile(rf"(?<![\w/.@\-])({word})[ ](?:деген|атты)[ ]{any_of('named_org', 'place_org')}(?!\w)")


def _from_called(seen: Views) -> Iterator[Span]:
    for found in _called().finditer(seen.folded):
        shown = seen.raw[found.start(1) : found.end(1)]
        if not is_everybodys(shown) and (shown[0].isupper() or not is_ordinary(shown)):
            yield Span(found.start(), found.end(), "organisation")


@cache
def _workplace() -> re.Pattern[str]:
    """работает в сулпаке, заработки в Рахат Логистик: a verb of work, perhaps a word, and where."""
    word = r"[^\W\d_][\w\-]{2,25}"
    return re.compile(
        rf"(?<!\w){any_of('works')}[ ](?:[^\W\d_]\w{{2,12}}[ ])?(?:в|на|v|na)[ ]({word})(?:[ ]({word}))?(?!\w)"
    )


@cache
def _workplace_kk() -> re.Pattern[str]:
    """Мега-да жұмыс істейді: a capital or a hyphen before the ending of a place, and a word of work near behind."""
    name = r"([^\W\d_]\w{2,25}[\-–]?[дт][ае](?:гы|ги)?)"
    return re.compile(rf"(?<!\w){name}[ ](?:[^\W\d_]\w{{2,15}}[ ])?{any_of('works_kk')}(?!\w)")


def _is_name_of_place(shown: str) -> bool:
    """Whether no dictionary knows the word, and no list of towns does."""
    return not (is_ordinary(shown) or is_town(shown) or is_everybodys(shown))


def _from_work(seen: Views) -> Iterator[Span]:
    for found in _workplace().finditer(seen.folded):
        if not _is_name_of_place(seen.raw[found.start(1) : found.end(1)]):
            continue
        second = seen.raw[found.start(2) : found.end(2)] if found[2] else ""
        business = re.fullmatch(any_of("business_word"), found[2] or "")
        goes_on = second and (business or second[0].isupper() or not is_ordinary(second))
        yield Span(found.start(1), found.end(2 if goes_on else 1), "organisation")
    for found in _workplace_kk().finditer(seen.folded):
        shown = seen.raw[found.start(1) : found.end(1)]
        if "-" in shown or "–" in shown or (found.start() and shown[0].isupper() and _is_name_of_place(shown)):
            yield Span(found.start(1), found.end(1), "organisation")


@cache
def _on_a_street() -> re.Pattern[str]:
    """мечеть на рыскулова, магазин на абая: a place of which there is one in that street."""
    return re.compile(rf"(?<!\w){any_of('named_org', 'place_org')}[ ]на[ ]([^\W\d_][\w\-]{{3,25}})(?!\w)")


def _from_streets(seen: Views) -> Iterator[Span]:
    for found in _on_a_street().finditer(seen.folded):
        shown = seen.raw[found.start(1) : found.end(1)]
        if names_a_street(shown):
            yield Span(found.start(), found.end(), "organisation")


_SPEECH = re.compile(r"[«\"“„']([^\W\d_])")


def _quotes_speech(shown: str, raw: str) -> bool:
    """As in: в банке «переведите сами». Who uses capitals begins a name with one."""
    quoted = _SPEECH.search(shown)
    return quoted is not None and quoted[1].islower() and not raw.islower()


#: Abbreviations that in small letters are everyday words: "бил", "карту".
_ALSO_WORDS = re.compile(r"(?:бил|карту|муа|ерг|кму|жгу)[а-я]{0,3}")
_FEW_CAPITALS = 2


def _is_a_word(shown: str) -> bool:
    return bool(_ALSO_WORDS.fullmatch(folded(shown))) and sum(map(str.isupper, shown)) < _FEW_CAPITALS


_FIRST_OF_SEVERAL = re.compile(r"([^\W\d_]+)[ ](?=\S+[ ]\S)")


def _opening(shown: str, raw: str, start: int) -> int:
    """Letters of a word that only opens the sentence: "Қызым Әл-Фараби атындағы гимназияда"."""
    first = _FIRST_OF_SEVERAL.match(shown)
    if not first or not (first[1].islower() or opens(raw, start)):
        return 0
    generic = re.fullmatch(
        any_of("named_org", "place_org", "ordinal_org", "strict_org", "possessed_org"), folded(first[1])
    )
    return first.end() if not generic and is_everybodys(first[1]) else 0


def organisations(seen: Views) -> Iterator[Span]:
    for pattern in _possible(seen):
        for found in pattern.finditer(seen.folded):
            shown = seen.raw[found.start() : found.end()]
            if not (_quotes_speech(shown, seen.raw) or _is_a_word(shown)):
                yield Span(found.start() + _opening(shown, seen.raw, found.start()), found.end(), "organisation")
    for pattern in _careful():
        for found in pattern.finditer(seen.raw):
            yield Span(found.start(), found.end(), "organisation")
    yield from _from_possessed(seen)
    yield from _from_unknown(seen)
    yield from _from_bearers(seen)
    yield from _from_called(seen)
    yield from _from_work(seen)
    yield from _from_streets(seen)
