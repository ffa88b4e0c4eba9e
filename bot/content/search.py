"""Finds entries by what a person types. `directory.db` is one file that people can also open with any SQLite browser.

What is understood (a need, a place, a language, «now») chooses and orders the entries; what is not is looked up in the
full text: first as the beginnings of words, then by three letters at a time, which forgives missing ones.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlite_utils

from bot import directory
from bot.content import exchange
from bot.content.folding import beginning, fold, likeness, same
from bot.content.vocabulary import Asked, Vocabulary
from bot.directory import Directory, Referral, Region, Resource

_SHORTEST = 3  # letters: shorter words are looked up as they are


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first, and how the words were understood."""

    referrals: tuple[Referral, ...]
    asked: Asked


def build(file: Path, known: Directory, vocabulary: Vocabulary) -> None:
    """Writes `directory.db` anew: readable columns of every entry, and its words for the full-text search."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    db = sqlite_utils.Database(fresh)
    db.table("entries").insert_all((exchange.row(one) for one in known.resources), pk="id", columns=_text_columns())
    words = [{"id": one.id, "words": _words(one, known.regions, vocabulary)} for one in known.resources]
    db.table("words").insert_all(words, pk="id")
    db.table("words").enable_fts(["words"], fts_version="FTS5")
    db.execute("create virtual table letters using fts5(id unindexed, words, tokenize='trigram')")
    db.table("letters").insert_all(words)
    db.conn.commit()
    db.close()
    fresh.replace(file)  # who is searching meanwhile goes on with the old file


def _text_columns() -> dict[str, type]:
    return dict.fromkeys(exchange.COLUMNS, str)


def _words(one: Resource, regions: Iterable[Region], vocabulary: Vocabulary) -> str:
    """Everything that an entry may be found by, folded."""
    texts = [*one.names.values(), *one.run_by.values(), *(phone.number for phone in one.phones)]
    texts += [text for need in one.needs for text in vocabulary.synonyms.get(need, ())]
    for region in regions:
        if region.code in one.regions:
            texts += [*region.names.values(), *region.centre.values()]
    return " ".join(dict.fromkeys(fold(" ".join(texts)).split()))


class Search:
    """The search over a built `directory.db` and the directory that it was built from."""

    def __init__(self, file: Path, known: Directory, vocabulary: Vocabulary) -> None:
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._db = sqlite_utils.Database(connection)
        self._known = known
        self._vocabulary = vocabulary

    def close(self) -> None:
        self._db.close()

    def __call__(
        self,
        words: str,
        when: datetime,
        *,
        region: str | None = None,
        language: str | None = None,
        held: bool = False,
    ) -> Found:
        """What the directory holds for these words. A place or language that they name goes before the given one.

        `held` is for the sandbox: entries on hold are found too, and their referrals are not `verified`.
        """
        asked = self._vocabulary.understand(words)
        near, speaks = asked.region or region, asked.language or language
        given = (
            directory.refer(one, when, held=held, holidays=self._known.holidays) for one in self._chosen(asked, near)
        )
        found = directory.ordered((one for one in given if one), near, speaks)
        return Found(_awake(found) if asked.now else found, asked)

    def _chosen(self, asked: Asked, region: str | None) -> tuple[Resource, ...]:
        """By need and place; then, if other words are left, only what they name, unless they name nothing."""
        fit = tuple(
            one
            for one in self._known.resources
            if (region is None or one.serves(region)) and (not asked.needs or set(asked.needs) & set(one.needs))
        )
        named = self._named(asked.rest)
        if asked.rest and (named & {one.id for one in fit} or not asked.needs):
            return tuple(one for one in fit if one.id in named)
        return fit if asked.needs or asked.region else ()

    def _named(self, rest: tuple[str, ...]) -> frozenset[str]:
        """The entries that hold all of these words; if none does, those that hold any of them."""
        each = [frozenset(self._holding(word)) for word in rest]
        if not each:
            return frozenset()
        return frozenset.intersection(*each) or frozenset.union(*each)

    def _holding(self, word: str) -> Iterator[str]:
        """Ids of entries that hold a folded word with any ending; if none does, one that looks like it."""
        held = [name for name, words in self._begin(word) if any(same(word, one) for one in words.split())]
        if held:
            yield from held
            return
        yield from (name for name, words in self._alike(word) if any(likeness(word, one) for one in words.split()))

    def _begin(self, word: str) -> Iterator[tuple[str, str]]:
        asked = f'"{beginning(word)}"*' if len(word) > _SHORTEST else f'"{word}"'
        return self._rows(
            "select words.id, words.words from words_fts join words on words.rowid = words_fts.rowid"
            " where words_fts match ? order by words_fts.rank",
            asked,
        )

    def _alike(self, word: str) -> Iterator[tuple[str, str]]:
        threes = [f'"{word[at : at + 3]}"' for at in range(len(word) - 2)]
        if not threes:
            return iter(())
        return self._rows("select id, words from letters where letters match ? order by rank", " OR ".join(threes))

    def _rows(self, query: str, asked: str) -> Iterator[tuple[str, str]]:
        return iter(self._db.execute(query, [asked]).fetchall())


def _awake(found: tuple[Referral, ...]) -> tuple[Referral, ...]:
    """Without those that are closed now; all of them when that would leave nothing."""
    return tuple(one for one in found if one.open_now is not False) or found
