"""What stands beside a node: entries of the directory, and the confidentiality cards of partners, as lines of HTML.

Every referral shows number, hours, cost, language, who hears you there, and when it was checked (domain 2.6, rule 7).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from bot import directory, handoff
from bot.content import Content
from bot.content.search import Search as Finder
from bot.dialogs.screens import Button, clock
from bot.directory import Referral
from bot.office.standing import Standing
from bot.partner import Partner
from bot.script import Node, Partners, Search, Show
from bot.talk import SEARCHED

#: How authors write "around the clock".
ALWAYS = "always"

#: A cheap phone shows three entries without scrolling; more would be a leaflet.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Referrals:
    """Looks up what a screen needs. `held`: the sandbox also shows what nobody has checked, marked so."""

    content: Content
    finder: Finder
    now: Callable[[], datetime]
    held: bool = False

    def beside(self, at: Standing, node: Node) -> str:
        """The lines beside a node; empty for most."""
        match node:
            case Show():
                return self._entries(at, self._of(at, node))
            case Search():
                return self._found(at)
            case Partners():
                return "\n\n".join(self._card(at, one) for one in self.offered(at))
            case _:
                return ""

    def buttons(self, at: Standing) -> tuple[Button, ...]:
        """The partners that may be excluded, as buttons."""
        return tuple((one.id, one.names[language(at)]) for one in self.offered(at))

    def offered(self, at: Standing) -> tuple[Partner, ...]:
        """The partners who may answer this talk."""
        return handoff.may_answer(self.content.book, at.talk, self.content.partners, sandbox=self.held)

    def _of(self, at: Standing, node: Show) -> tuple[Referral, ...]:
        known = self.content.directory
        if node.entry:
            one = directory.entry(known.resources, node.entry, self.now(), held=self.held, holidays=known.holidays)
            return (one,) if one else ()
        return directory.find(
            known.resources, node.need, region(at), language(at), self.now(), held=self.held, holidays=known.holidays
        )

    def _found(self, at: Standing) -> str:
        asked = at.talk.answers.get(SEARCHED)
        if not asked:
            return ""
        found = self.finder(asked[0], self.now(), region=region(at), language=language(at), held=self.held)
        return self._entries(at, found.referrals)

    def _entries(self, at: Standing, referrals: tuple[Referral, ...]) -> str:
        if not referrals:
            return self._say(at, "nothing_found")
        return "\n\n".join("\n".join(self._lines(at, one)) for one in referrals[:_MOST])

    def _lines(self, at: Standing, one: Referral) -> Iterator[str]:
        entry = one.resource
        yield f"<b>{escape(entry.names[language(at)])}</b>"
        if not one.verified:
            yield f"⚠ {self._say(at, 'not_verified')}"
        yield ", ".join([*(phone.number for phone in entry.phones), *entry.urls])
        yield f"{self._hours(at, one)} · {self._say(at, f'cost.{entry.cost}')}"
        yield self._languages(at, entry.languages)
        yield self.content.words.say(f"disclosure.{entry.disclosure}", at.tongue)
        if entry.verified_on:
            yield self._say(at, "checked_on", date=entry.verified_on.strftime("%d.%m.%Y"))
        if one.by_source:
            yield self._say(at, "by_source")

    def _hours(self, at: Standing, one: Referral) -> str:
        if one.resource.hours and one.resource.hours.text == ALWAYS:
            return self._say(at, "always")
        if one.open_now is None:
            return self._say(at, "hours_unknown")
        if one.open_now or one.opens_at is None:
            return self._say(at, "open_now")
        return self._say(at, "opens_at", time=clock(one.opens_at))

    def _languages(self, at: Standing, languages: tuple[str, ...]) -> str:
        if not languages:
            return self._say(at, "languages_unknown")
        return self._say(at, "languages", languages=", ".join(self._say(at, f"language.{one}") for one in languages))

    def _card(self, at: Standing, one: Partner) -> str:
        """Who runs it, who pays, whom it must tell and when: read before anything is agreed to."""
        tongue = language(at)
        tells = [
            self._say(at, "partner.must_tell", whom=tell.whom[tongue], when=tell.when[tongue]) for tell in one.must_tell
        ]
        lines = [
            self._say(at, "partner.runs", who=one.runs[tongue]),
            self._say(at, "partner.pays", who=one.pays[tongue]),
            *(tells or [self._say(at, "partner.must_tell_nobody")]),
            self._languages(at, one.languages),
            self._say(at, "checked_on", date=one.confirmed_on.strftime("%d.%m.%Y")),
        ]
        return f"<b>{escape(one.names[tongue])}</b>\n" + "\n".join(escape(line, quote=False) for line in lines)

    def _say(self, at: Standing, key: str, **facts: object) -> str:
        return self.content.words.say(f"directory.{key}", at.tongue, **facts)


def language(at: Standing) -> str:
    """The language of a seeker, without the form of address."""
    return at.tongue.partition("@")[0]


def region(at: Standing) -> str | None:
    """The seeker's region, where they named one of the country's."""
    named = at.talk.answers.get("region_for_referral", ("",))[0]
    return named if named.startswith("kz_") else None
