"""Exceptions that authors make on purpose, each with its reason. One that excuses nothing is itself a fault."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from bot.content import yaml
from bot.content.rules.facts import HERE, Fault, Severity
from bot.errors import BadContent

FILE = HERE / "waivers.yaml"


@dataclass(frozen=True, slots=True)
class Waiver:
    """`place` is `script.node` or `script.node.option`; a star stands for anything."""

    rule: str
    place: str
    reason: str

    def excuses(self, fault: Fault) -> bool:
        place = f"{fault.file.removeprefix('words/').removesuffix('.yaml')}.{fault.node}".removesuffix(".")
        return fault.rule == self.rule and fnmatchcase(place, self.place)


def read_waivers(file: Path = FILE) -> tuple[Waiver, ...]:
    """The waivers of a file. Raises BadContent for one without a rule, a place or a reason."""
    written = (yaml.read(file) or []) if file.exists() else []
    faults = [
        f"{file.name}, waiver {number}: needs exactly rule, place and reason; write why the exception is right."
        for number, one in enumerate(written, 1)
        if set(one) != {"rule", "place", "reason"} or not all(one.values())
    ]
    if faults:
        raise BadContent(tuple(faults))
    return tuple(Waiver(**one) for one in written)


def waived(faults: Iterable[Fault], waivers: tuple[Waiver, ...]) -> Iterator[Fault]:
    """The faults that nobody excused, and a warning for each waiver that excused nothing."""
    used: set[Waiver] = set()
    for fault in faults:
        by = [waiver for waiver in waivers if waiver.excuses(fault)]
        used.update(by)
        if not by:
            yield fault
    for waiver in waivers:
        if waiver not in used:
            sentence = f"the waiver of {waiver.rule} for {waiver.place} excuses nothing any more; take it out."
            yield Fault("waivers.yaml", "", "waiver_unused", sentence, Severity.WARNING)
