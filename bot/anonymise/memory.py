"""The people already named in a case, by number. It holds the stems of real names: seal it with the case."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Memory:
    """`people[0]` holds the keys (see `endings.key`) of the words by which person `first` has been named."""

    people: tuple[frozenset[str], ...] = ()
    first: int = 1

    def number_of(self, keys: frozenset[str]) -> int | None:
        """The number of the one who goes by these words, or by some of them and more."""
        for at, known in enumerate(self.people):
            if keys <= known or known <= keys:
                return self.first + at
        return None

    def heard(self, keys: Iterable[str]) -> tuple["Memory", int]:
        """The memory with this person in it, and the person's number."""
        wanted = frozenset(keys)
        number = self.number_of(wanted)
        if number is None:
            return replace(self, people=(*self.people, wanted)), self.first + len(self.people)
        at = number - self.first
        people = (*self.people[:at], self.people[at] | wanted, *self.people[at + 1 :])
        return replace(self, people=people), number

    def knows(self, key: str) -> bool:
        return any(key in keys for keys in self.people)

    def to_json(self) -> dict[str, Any]:
        return {"first": self.first, "people": [sorted(keys) for keys in self.people]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Memory":
        return cls(tuple(frozenset(keys) for keys in stored["people"]), stored["first"])
