"""Training texts: frames with people poured in, news with marked names, and our own chats."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from random import Random

from training.noise import Piece, Pieces
from training.people import draw_person

from bot.anonymise.organisations import organisations
from bot.anonymise.places import addresses
from bot.anonymise.views import views_of
from bot.anonymise.words import Word, words_of

_FRAMES = Path(__file__).parent / "frames"
_SLOT = re.compile(r"<([а-яәғқңөұүһі0]+)(?::([жм1+]+))?>")
_PLACES = ("GPE", "LOCATION", "FACILITY")
_GAP, _ORDINARY = 0.04, 0.08


def frames() -> list[tuple[str, str]]:
    """Each frame with the language of its file."""
    return [
        (path.stem, line)
        for path in sorted(_FRAMES.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def _fill(rng: Random, slot: str, language: str, *, number: int) -> list[str]:
    case, shape = slot.split(":") if ":" in slot else (slot, "")
    kazakh_like = rng.random() < (0.85 if len(case) > 1 or case == "0" or language != "ru" else 0.55)
    person = draw_person(rng, kazakh_like=kazakh_like, shape=shape)
    if rng.random() < _GAP:
        return [f"[{rng.choice(('ИМЯ', 'ЕСІМ'))}-{number}]"]
    made = person.russian(case) if case in "ирдвтп" else person.kazakh(case)
    return made.split(" ")


def poured(rng: Random, language: str, frame: str, ordinary: list[str]) -> Pieces:
    """The frame with people in its places, as pieces; now and then an ordinary word stands there instead."""
    pieces: Pieces = []
    end = 0
    for number, slot in enumerate(_SLOT.finditer(frame), start=1):
        pieces += _plain(frame[end : slot.start()])
        glued = slot.start() > 0 and not frame[slot.start() - 1].isspace()
        if rng.random() < _ORDINARY:
            pieces.append(Piece(rng.choice(ordinary), spaced=not glued, name=0, kind=-1))
        else:
            name = " ".join(_fill(rng, slot[0][1:-1], language, number=number))
            pieces += _named(name, spaced=not glued)
        end = slot.end()
    return pieces + _plain(frame[end:])


def _plain(text: str) -> Pieces:
    words = words_of(text)
    return [Piece(w.text, spaced=w.start == 0 or text[w.start - 1].isspace(), name=0, kind=-1) for w in words]


def _named(name: str, *, spaced: bool) -> Pieces:
    words = words_of(name)
    if words[0].is_placeholder:
        return [Piece(words[0].text, spaced=spaced, name=0, kind=-1)]
    return [
        Piece(w.text, spaced=spaced if at == 0 else name[w.start - 1] == " ", name=1 if at == 0 else 2, kind=-1)
        for at, w in enumerate(words)
    ]


def _kind(types: set[str]) -> int:
    return 1 if types & set(_PLACES) else 2 if "ORGANISATION" in types else 3 if types else 0


_POINTS = {"organisation": 1, "address": 2}


def marked(text: str, spans: list[dict[str, object]], *, kinds: bool) -> Pieces:
    """A marked text as pieces; `kinds` when everything else in it is marked too."""
    pieces: Pieces = []
    for word in words_of(text):
        here = [span for span in spans if _overlap(span, word)]
        people = [span for span in here if span["type"] in {"PERSON", "person"}]
        name = 0 if not people else 1 if int(str(people[0]["start"])) >= word.start else 2
        others = {str(span["type"]) for span in here} - {"PERSON"}
        spaced = word.start == 0 or text[word.start - 1].isspace()
        kind, points = (_kind(others), -1 if here else 0) if kinds else (-1, -1)
        pieces.append(Piece(word.text, spaced, name, kind, points))
    return pieces


def own(text: str, spans: list[dict[str, object]]) -> Pieces:
    """A chat of ours as pieces: all that points to a person is marked in it."""
    pieces = marked(text, [{**span, "type": span["kind"]} for span in spans], kinds=False)
    points = [
        next((_POINTS.get(str(span["kind"]), 0) for span in spans if _overlap(span, word)), 0)
        for word in words_of(text)
    ]
    return [replace(piece, points=point) for piece, point in zip(pieces, points, strict=True)]


def _overlap(span: dict[str, object], word: Word) -> bool:
    return int(str(span["start"])) < word.end and word.start < int(str(span["end"]))


def unpointed(pieces: Pieces) -> Pieces:
    """Pieces that nobody marked: no organisation and no address, but for what a rule takes for one."""
    words = placed(pieces)
    text = ""
    for word in words:
        text = text.ljust(word.start) + word.text
    seen = views_of(text)
    found = [span for rule in (organisations, addresses) for span in rule(seen)]
    doubted = [any(span.start < word.end and word.start < span.end for span in found) for word in words]
    return [replace(piece, points=-1 if doubt else 0) for piece, doubt in zip(pieces, doubted, strict=True)]


def placed(pieces: Pieces) -> list[Word]:
    """The pieces as they would stand in a text."""
    words: list[Word] = []
    at = 0
    for piece in pieces:
        at += int(piece.spaced and bool(words))
        words.append(Word(piece.text, at, at + len(piece.text)))
        at += len(piece.text)
    return words


def rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def swapped(rng: Random, pieces: Pieces, *, kazakh_like: bool) -> Pieces:
    """Other people in the places of the marked ones; a Kazakh ending is kept when it can be seen."""
    made: Pieces = []
    for at, piece in enumerate(pieces):
        if piece.name == 0:
            made.append(piece)
        elif piece.name == 1:
            whole = [piece, *takewhile(lambda p: p.name == 2, pieces[at + 1 :])]
            person = draw_person(rng, kazakh_like=kazakh_like)
            name = person.kazakh(_ending(whole[-1].text)) if kazakh_like else person.russian(rng.choice("ирдвт"))
            made += [replace(p, kind=0, points=0) for p in _named(name, spaced=piece.spaced)]
    return made


def runs(pieces: Pieces, point: int) -> Iterator[tuple[int, int]]:
    """From and up to where pieces that point alike stand together."""
    begins = [at for at, p in enumerate(pieces) if p.points == point and (at == 0 or pieces[at - 1].points != point)]
    for at in begins:
        yield at, at + len(list(takewhile(lambda piece: piece.points == point, pieces[at:])))


def moved(rng: Random, pieces: Pieces, others: Mapping[int, list[Pieces]]) -> Pieces:
    """Other organisations and addresses in the places of these, from other chats."""
    made = list(pieces)
    for point, pool in others.items():
        for start, end in reversed(list(runs(made, point))):
            drawn = rng.choice(pool)
            made[start:end] = [replace(drawn[0], spaced=made[start].spaced), *drawn[1:]]
    return made


def _ending(word: str) -> str:
    groups = {
        "ның": "ның нің дың дің тың тің", "ға": "ға ге қа ке", "ны": "ны ні ды ді ты ті", "да": "да де та те",
        "дан": "дан ден тан тен нан нен", "мен": "мен бен пен",
    }  # fmt: skip
    return next((name for name, ends in groups.items() if word.endswith(tuple(ends.split()))), "0")
