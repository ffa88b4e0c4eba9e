"""People's names: what the tagger finds, what patterns find, less what only looks like a name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from bot.anonymise.endings import form
from bot.anonymise.fold import folded, skeleton
from bot.anonymise.known import famous, is_doubled_name, is_listed, shapes, stems
from bot.anonymise.lexicon import any_of, plain
from bot.anonymise.lists import homonyms
from bot.anonymise.marks import Marks, is_given_name, is_homonym, is_only_a_name
from bot.anonymise.memory import Memory
from bot.anonymise.spans import Span
from bot.anonymise.tagger import Array, surenesses
from bot.anonymise.views import Views
from bot.anonymise.words import Word

# A name missed harms more than a word hidden: one chance in ten is enough.
_ENOUGH, _CUED, _HINTED, _LIKELY, _CERTAIN = 0.1, 0.03, 0.1, 0.8, 0.95
# How sure the tagger must be of an ordinary word.
_DOUBTED = 0.4
# How sure of a given name in small letters that is no other word; and of a word that is called so.
_SUSPECTED = 0.07
_GUESSED = 0.3
# How sure of a word that a list calls no name; of one in a name that everybody knows, or that is everybody's word too.
_LISTED, _FAMOUS = 0.8, 0.985
_FAINT = 0.004
_SHORTEST = 3
_COMPANY = 8
# A letter and a full stop beside a name that was found: "ахметов д.к.", "б. оспанов".
_LETTERS_BEHIND = re.compile(r"[ ]?[^\W\d_]\.(?:[ ]?[^\W\d_]\.)?")
_LETTERS_BEFORE = re.compile(r"(?:(?<=\W)|(?<=^))(?:[^\W\d_]\.[ ]?){1,2}$")
_SON = re.compile(r"(?i)[^\W\d_]{3,}(?:ұлы|қызы)(?:$|н|ның|на|мен|нан|нда)")
_INITIALS = re.compile(
    r"(?<!\w)(?:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w\-]{2,30}[ ](?:[А-ЯЁӘҚЖA-Z]\.[ ]?){1,2}(?!\w{2})|(?:[А-ЯЁӘҚЖA-Z]\.[ ]?){1,2}[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][а-яёәғқңөұүһіa-z\-]{2,30})",
)


@cache
def _skeletons(name: str) -> frozenset[str]:
    return frozenset(skeleton(word) for word in plain(name))


@cache
def _also_words() -> frozenset[str]:
    return _skeletons("also_words") | homonyms()


@cache
def _patronymic() -> re.Pattern[str]:
    return re.compile(rf"[а-я]{{3,}}(?:{'|'.join(plain('patronymic_ending'))})$")


@cache
def _namelike() -> re.Pattern[str]:
    """What Kazakh names end in, and hardly any other word."""
    return re.compile(rf"[а-я]{{2,}}(?:{'|'.join(plain('name_ending'))})$")


@cache
def _reverent() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('reverent_words')}(?!\w)")


@cache
def _announcing() -> re.Pattern[str]:
    """Words for papers and numbers: "Төлқұжат"."""
    return re.compile(any_of("document", "iin"))


def is_never_a_name(text: str, sure: float = 0.0) -> bool:
    """Whether the word names nobody: it is everybody's, or only looks like a name, and the tagger is not sure.

    "Ислам" and "Рамазан" are everybody's, and people are called so.
    """
    if is_everybodys(text):
        return sure < _FAMOUS or not is_given_name(skeleton(text))
    return sure < _LISTED and is_listed(text) and not is_only_a_name(text)


_WHERE = re.compile(r"[дт][ае](?:г[ыи])?$")


def is_in_a_town(text: str) -> bool:
    """Ақтөбеде, Тараздағы: a place that everybody knows, and that what follows is there."""
    return bool(_WHERE.search(skeleton(text))) and is_never_a_name(text)


def is_everybodys(text: str) -> bool:
    """Whether the word, in any case of grammar, is everybody's: a town, a month, a word of kin or of faith."""
    if is_doubled_name(text):
        return False
    if text in plain("never_lower") or _announcing().fullmatch(folded(text)):
        return True
    return not shapes(text).isdisjoint(_skeletons("never_names"))


def _never(word: Word, sure: float = 0.0) -> bool:
    return is_never_a_name(word.text, sure)


def _is_revered(words: Sequence[Word], at: int, folded_text: str) -> bool:
    """A prophet, an imam, a poet, a hero: such a name, and a word that says so, close to it."""
    if not stems(words[at].text) & _skeletons("revered"):
        return False
    near = _beside(words, at) - _skeletons("not_kin")
    if near & (_skeletons("kin") | _skeletons("name_cue")):
        return False
    start, end = words[max(0, at - _COMPANY)].start, words[min(len(words) - 1, at + _COMPANY)].end
    return bool(_reverent().search(folded_text[start:end]))


def _is_sacred(words: Sequence[Word], at: int) -> bool:
    """Алла, who is nobody's neighbour, unless kin, a word of naming or a patronymic stands beside."""
    if skeleton(words[at].text) not in _skeletons("sacred"):
        return False
    beside = _beside(words, at)
    named = any(_patronymic().match(word) for word in beside)
    return not named and beside.isdisjoint(_skeletons("kin") | _skeletons("name_cue"))


def _is_called(words: Sequence[Word], at: int) -> bool:
    if skeleton(words[at].text) not in _also_words():
        return False
    return not _beside(words, at).isdisjoint(_skeletons("called"))


def _join_kunyas(words: Sequence[Word], named: list[bool], folded_text: str) -> None:
    """As in "Абу Дерхам", which is one name; "Абу Ханифа" is nobody's here."""
    for at in range(1, len(words)):
        before, word = words[at - 1], words[at]
        if skeleton(before.text) in _skeletons("kunya") and word.has_letters:
            said = named[at - 1] or named[at] or before.text[0].isupper()
            named[at] = named[at - 1] = (
                said and not is_everybodys(word.text) and not _is_revered(words, at, folded_text)
            )


def _beside(words: Sequence[Word], at: int) -> set[str]:
    """Skeletons of the words before and behind this one."""
    return {skeleton(words[near].text) for near in (at - 1, at + 1) if 0 <= near < len(words)}


def _is_small(words: Sequence[Word], at: int) -> bool:
    """Whether the letters say nothing of a name: small ones, or the capital with which every sentence begins."""
    text = words[at].text
    opens = at == 0 or words[at - 1].text in ".!?…"
    return text.islower() or (opens and text[1:].islower())


@cache
def _titles() -> frozenset[str]:
    """What a hyphen may tie to a name: an honour, and whose kin or teacher one is."""
    return _skeletons("hyphened_title") | _skeletons("title_behind") | _skeletons("kin")


def _is_a_title(word: Word) -> bool:
    return skeleton(word.text) in _titles()


def _join_titles(words: Sequence[Word], named: list[bool], opens: list[bool]) -> None:
    """Болат-аға, Нұрлан-қажы: what a hyphen ties to a name; and from where an Abu is: "Абу Умар аш-Шами"."""
    for at in range(2, len(words)):
        tied = words[at - 1].text in "-–" and words[at - 2].end + 1 == words[at].start
        if not tied:
            continue
        first = words[at - 2]
        borne = named[at - 2] or (is_given_name(skeleton(first.text)) and not _is_a_title(first))
        if borne and _is_a_title(words[at]):
            named[at] = named[at - 2] = True
        elif at > 2 and skeleton(words[at - 2].text) in _skeletons("nisba") and named[at - 3]:  # noqa: PLR2004 - a name before "аш-Шами"
            named[at - 2] = named[at] = True
            opens[at - 2] = opens[at] = False


def _is_plainly_a_name(words: Sequence[Word], at: int, sure: float) -> bool:
    """Whether every reading of a dictionary says that it is nothing but a name, and a capital or the tagger thinks so too."""
    text = words[at].text
    hinted = sure >= _CUED or (text.istitle() and not _is_small(words, at))
    return hinted and len(text) > _SHORTEST and is_only_a_name(text) and skeleton(text) not in _also_words()


def _join_last(words: Sequence[Word], named: list[bool], opens: list[bool]) -> None:
    """The last word of a full name: "Севиль Рустам кызы", "Зинаида Прокофьевна Юй"."""
    for at in range(2, len(words)):
        before, word = words[at - 1], words[at]
        if not (named[at - 1] and named[at - 2] and word.start - before.end == 1 and word.has_letters):
            continue
        short = word.text.istitle() and len(word.text) <= _SHORTEST and _patronymic().match(skeleton(before.text))
        if short or skeleton(word.text) in _skeletons("child_behind"):
            named[at], opens[at] = True, False


def _is_glued(words: Sequence[Word], at: int) -> bool:
    """A case ending that stayed behind a placeholder."""
    return at > 0 and words[at - 1].is_placeholder and words[at - 1].end == words[at].start


class Names:
    """Finds names in the passes over one message; the words of that message are not kept longer than it."""

    def __init__(self, memory: Memory) -> None:
        self._marks = Marks()
        self.memory = memory

    def find(self, words: Sequence[Word], seen: Views, sure: Array) -> Iterator[Span]:
        """`sure`: what `sureness` says of these words."""
        begins, goes_on = sure[:, 0], sure[:, 1]
        named = [self._is_name(words, at, float(begins[at] + goes_on[at]), seen.folded) for at in range(len(words))]
        for at in range(len(words)):
            named[at] = named[at] or self._goes_with(words, at, named, float(begins[at] + goes_on[at]))
        self._spread(words, named)
        _join_kunyas(words, named, seen.folded)
        opens = [bool(b > g) for b, g in zip(begins, goes_on, strict=True)]
        _join_titles(words, named, opens)
        _join_last(words, named, opens)
        initials = list(_INITIALS.finditer(seen.raw))
        if not initials and not any(named):
            return
        everybodys = {at for at in famous(words) if begins[at] + goes_on[at] < _FAMOUS}
        named = [one and at not in everybodys for at, one in enumerate(named)]
        for span in _joined(words, named, opens, seen.raw):
            yield _with_letters(span, seen.raw)
        known = {words[at].start for at in everybodys}
        for found in initials:
            if known.isdisjoint(range(*found.span())):
                yield Span(found.start(), found.start() + len(found[0].rstrip()), "person")

    def _is_name(self, words: Sequence[Word], at: int, sure: float, folded_text: str) -> bool:
        word = words[at]
        if not word.has_letters or _is_glued(words, at):
            return False
        if self._is_remembered(word, sure):
            return True
        if len(word.text) == 1 and not (at and sure > _ENOUGH and word.text.isupper()):
            return False
        if _is_called(words, at) or self._is_namelike(word, sure):
            return not _never(word, sure)
        if _is_sacred(words, at):
            return False
        plainly = _is_plainly_a_name(words, at, sure)
        if sure < _CUED and not (plainly or _patronymic().match(skeleton(word.text)) or _SON.search(word.text)):
            return False
        return (
            (plainly or self._is_enough(words, at, sure))
            and not _never(word, sure)
            and not _is_revered(words, at, folded_text)
        )

    def sureness(self, words: Sequence[Word]) -> Array:
        """What the network says: of all words, until something is hidden; then only of likely ones.

        Most second looks need no network at all; the others need it only around the words in question.
        """
        if not any(word.is_placeholder for word in words):
            return surenesses(self._marks.of(words))
        sure = np.zeros((len(words), 4), np.float32)
        asked = [at for at in range(len(words)) if self._may_be(words, at)]
        if asked:
            start, end = max(0, asked[0] - _COMPANY), asked[-1] + 1 + _COMPANY
            sure[asked] = surenesses(self._marks.of(words)[start:end], quick=True)[[at - start for at in asked]]
        return sure

    def _may_be(self, words: Sequence[Word], at: int) -> bool:
        word = words[at]
        if not word.has_letters or len(word.text) == 1 or _is_glued(words, at):
            return False
        if _is_small(words, at):
            announced = not _beside(words, at).isdisjoint(_skeletons("name_cue") | _skeletons("kin"))
            if self._marks.is_ordinary(word.text) or not (announced or self._marks.is_a_name(word.text)):
                return False
        return not _never(word)

    def _goes_with(self, words: Sequence[Word], at: int, named: Sequence[bool], sure: float) -> bool:
        """A word beside a name, that may be its other half: "Мариной Уилер", "Нұрлан-қажы"."""
        word = words[at]
        if at and named[at - 1] and skeleton(word.text) in _skeletons("title_behind"):
            return True
        beside = (at and named[at - 1] and word.start - words[at - 1].end == 1) or (
            at + 1 < len(words) and named[at + 1] and words[at + 1].start - word.end == 1
        )
        if not beside or not word.has_letters or len(word.text) < _SHORTEST:
            return False
        # "Ислам Магомадов": beside a name even a word of faith is one, if people are called so.
        if _never(word, sure) and not (sure >= _CERTAIN and is_given_name(skeleton(word.text))):
            return False
        capital = word.text.istitle() and at > 0 and words[at - 1].text not in ".!?"
        return sure > (_CUED if capital else _HINTED / 2) and not self._marks.is_ordinary(word.text)

    def _is_namelike(self, word: Word, sure: float) -> bool:
        """A word that ends like a Kazakh name, and that no dictionary knows."""
        if sure <= _FAINT or self._marks.is_ordinary(word.text):
            return False
        return bool(_namelike().match(form(word.text).key))

    def _is_enough(self, words: Sequence[Word], at: int, sure: float) -> bool:
        if self._is_no_other_word(words[at].text, sure):
            return True
        if sure < _DOUBTED and _is_small(words, at) and self._is_plain(words, at, sure):
            return False
        if sure >= _ENOUGH or _SON.search(words[at].text):
            return True
        near = _beside(words, at)
        skel = skeleton(words[at].text)
        plain = skel in _also_words() or self._marks.is_ordinary(words[at].text)
        if not plain and not near.isdisjoint(_skeletons("name_cue")):
            return True
        hinted = is_given_name(skel) or not near.isdisjoint(_skeletons("kin"))
        if _patronymic().match(skel):
            return sure >= _CUED or is_given_name(skel[:-4])
        return sure >= _HINTED and hinted and skel not in _also_words()

    def _is_no_other_word(self, text: str, sure: float) -> bool:
        """Whether a list has it as a given name and nothing has it as a word; then a capital or a suspicion is enough."""
        if not (text.istitle() or sure >= _SUSPECTED) or self._marks.is_ordinary(text) or is_homonym(text):
            return False
        skel = skeleton(text)
        return is_given_name(skel) and skel not in _also_words()

    def _is_plain(self, words: Sequence[Word], at: int, sure: float) -> bool:
        """Whether the word, in small letters, is an ordinary word first and a name only in company."""
        if is_doubled_name(words[at].text):
            return False
        if stems(words[at].text) & _also_words() or (sure < _LIKELY and is_homonym(words[at].text)):
            # "деген" is a weak sign: "бақыт деген отбасы".
            cues = _skeletons("name_cue" if sure >= _GUESSED else "called")
            return _beside(words, at).isdisjoint(cues | _skeletons("kin"))
        return self._marks.is_ordinary(words[at].text)

    def _is_remembered(self, word: Word, sure: float) -> bool:
        if not self.memory.people or len(word.text) < _SHORTEST:
            return False
        keys = {form(word.text).key, skeleton(word.text)}
        if not any(self.memory.knows(key) for key in keys):
            return False
        return sure > _HINTED or not keys & _also_words()

    def _spread(self, words: Sequence[Word], named: list[bool]) -> None:
        """A name found once is a name wherever it stands in the message, in all its endings."""
        keys = {
            form(word.text).key
            for word, is_name in zip(words, named, strict=True)
            if is_name and len(word.text) > _SHORTEST
        }
        keys -= _also_words()
        for at, word in enumerate(words if keys else ()):
            if not named[at] and word.has_letters and len(word.text) > _SHORTEST:
                named[at] = form(word.text).key in keys and not _never(word)


def _joined(words: Sequence[Word], named: Sequence[bool], begins: Sequence[bool], raw: str) -> Iterator[Span]:
    """Names in a row are one person, until the tagger says that another begins."""
    start = end = -1
    for at, word in enumerate(words):
        if not named[at]:
            continue
        between = raw[end : word.start] if end >= 0 else ","
        if end >= 0 and between in {" ", "-", ". ", "."} and (not begins[at] or between == "-"):
            end = word.end
            continue
        if end >= 0:
            yield Span(start, end, "person")
        start, end = word.start, word.end
    if end >= 0:
        yield Span(start, end, "person")


def _with_letters(span: Span, raw: str) -> Span:
    behind, before = (
        _LETTERS_BEHIND.match(raw, span.end),
        _LETTERS_BEFORE.search(raw[max(0, span.start - 8) : span.start]),
    )
    start = span.start - len(before[0]) if before else span.start
    return Span(start, behind.end() if behind else span.end, span.kind)


def keys_of(name: str) -> frozenset[str]:
    """What the words of this name share with their other forms."""
    words = re.findall(r"[^\W\d_]+", name)
    return frozenset(form(word).key for word in words if len(word) >= _SHORTEST) or frozenset({folded(name)})


# An ending in the marked letters of one of the Latin alphabets (Erasyldyń) is hidden with its name: too few read it as an ending.
_ENDING_LETTERS = re.compile("(?i)[а-яёәғқңөұүһіa-z]+")


def kept_ending(name: str) -> int:
    """How many last letters are a case ending and may stay."""
    words = re.findall(r"[^\W\d_]+", name)
    kept = form(words[-1]).kept if words and name.endswith(words[-1]) else 0
    return kept if not kept or _ENDING_LETTERS.fullmatch(name[-kept:]) else 0
