"""The directory: where a person may turn, who hears them there, and whether somebody answers now.

Its one promise: nobody is ever given an entry that is not live, or whose check is overdue. Only the sandbox asks for
held entries too, and shows them with a plain mark.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from bot.hours import ASTANA, NO_HOLIDAYS, Holidays, Hours, next_opening

#: The region of an entry that serves the whole country.
EVERYWHERE = "all"

#: Who vouches for an entry that no person has dialled yet: an official page that was read.
BY_SOURCE = "source"

#: How long a check holds.
CHECK_HOLDS = timedelta(days=90)

_ROUND = 1  # decimals of a degree: about ten kilometres, enough to find an oblast and too little to find a home
_EARTH = 6371.0  # kilometres


class DataGoesTo(StrEnum):
    """Who else hears what a person says there. Closed: a referral without an answer to this is not given."""

    NOBODY = "nobody"
    COUNSELLOR_ONLY = "counsellor_only"
    POLICE_IF_DANGER = "police_if_danger"
    POLICE_AND_GUARDIANSHIP = "police_and_guardianship"
    STATE_REGISTER = "state_register"
    SECURITY_SERVICE = "security_service"
    RELIGIOUS_AUTHORITY_AND_POLICE = "religious_authority_and_police"


class Status(StrEnum):
    """Whether an entry may be given. `hold` waits for a check; `blocked` is known to be wrong, dead or unfounded."""

    LIVE = "live"
    HOLD = "hold"
    BLOCKED = "blocked"


class Cost(StrEnum):
    FREE = "free"
    PAID = "paid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Phone:
    """A short number (`111`) or a number in E.164 (`+77172547603`), and how it is used."""

    number: str
    use: str = "tel"  # or "whatsapp"

    @property
    def short(self) -> bool:
        return not self.number.startswith("+")

    def __str__(self) -> str:
        return self.number if self.short else f"{self.use}:{self.number}"


@dataclass(frozen=True, slots=True)
class Region:
    """One of the 17 oblasts and 3 cities. `centre` is empty for a city; latitude and longitude in degrees."""

    code: str  # kz_39
    names: Mapping[str, str]
    centre: Mapping[str, str]
    lat: float
    lon: float
    dialling_code: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One entry. An empty `languages`, no `hours` and no `data_goes_to` mean: nobody has confirmed it yet."""

    id: str
    names: Mapping[str, str]
    needs: tuple[str, ...]
    regions: tuple[str, ...]
    languages: tuple[str, ...]
    hours: Hours | None
    cost: Cost
    phones: tuple[Phone, ...]
    urls: tuple[str, ...]
    run_by: Mapping[str, str]
    data_goes_to: DataGoesTo | None
    disclosure: str  # the sentence about it: context `disclosure.<this>`
    source: str
    confidence: str
    verified_on: date | None
    verified_by: str  # who dialled it, or BY_SOURCE
    next_check: date
    status: Status
    hold_reason: str
    note: str = ""  # for those who keep the directory; never shown
    lat: float | None = None
    lon: float | None = None

    @property
    def national(self) -> bool:
        return EVERYWHERE in self.regions

    def serves(self, region: str | None) -> bool:
        """Whether it serves a region. Without a region only what serves everybody does."""
        return self.national or region in self.regions


@dataclass(frozen=True, slots=True)
class Referral:
    """An entry given to somebody at a moment.

    `open_now` is None where the hours are not confirmed. `opens_at` is when a closed one opens next.
    An entry that is not `verified` is only ever shown in the sandbox, with a mark.
    """

    resource: Resource
    verified: bool
    open_now: bool | None
    opens_at: datetime | None

    @property
    def by_source(self) -> bool:
        """An official page vouches for it; nobody has dialled it yet."""
        return self.verified and self.resource.verified_by == BY_SOURCE


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that was read from the folder of the directory."""

    regions: tuple[Region, ...]
    resources: tuple[Resource, ...]
    holidays: Holidays = NO_HOLIDAYS


EMPTY = Directory((), ())


def live(resource: Resource, today: date) -> bool:
    """Whether it may be given to a seeker today."""
    return resource.status is Status.LIVE and today <= resource.next_check


def refer(
    resource: Resource, when: datetime, *, held: bool = False, holidays: Holidays = NO_HOLIDAYS
) -> Referral | None:
    """One entry as it stands at a moment; None when it may not be given."""
    verified = live(resource, when.astimezone(ASTANA).date())
    if not verified and not (held and resource.status is Status.HOLD):
        return None
    if resource.hours is None:
        return Referral(resource, verified, None, None)
    opens = next_opening(resource.hours, when, holidays)
    open_now = opens == when
    return Referral(resource, verified, open_now, None if open_now else opens)


def entry(
    resources: Iterable[Resource],
    name: str,
    when: datetime,
    *,
    held: bool = False,
    holidays: Holidays = NO_HOLIDAYS,
) -> Referral | None:
    """The entry of an id (`line_111`); None when there is none or it may not be given."""
    found = (refer(one, when, held=held, holidays=holidays) for one in resources if one.id == name)
    return next(found, None)


def find(
    resources: Iterable[Resource],
    need: str | None,
    region: str | None,
    language: str | None,
    when: datetime,
    *,
    held: bool = False,
    holidays: Holidays = NO_HOLIDAYS,
) -> tuple[Referral, ...]:
    """What answers a need in a region, best first: verified, open now, of the own region, in the language asked for.

    Without a need everything answers; without a region only what serves the whole country.
    """
    given = (
        refer(one, when, held=held, holidays=holidays)
        for one in resources
        if (need is None or need in one.needs) and one.serves(region)
    )
    return ordered((one for one in given if one), region, language)


def ordered(referrals: Iterable[Referral], region: str | None, language: str | None) -> tuple[Referral, ...]:
    """Referrals, best first."""

    def place(one: Referral) -> tuple[int, int, int, int, str]:
        return (
            0 if one.verified else 1,
            {True: 0, None: 1, False: 2}[one.open_now],
            0 if region in one.resource.regions else 1,
            _strange(one.resource, language),
            one.resource.id,
        )

    return tuple(sorted(referrals, key=place))


def _strange(resource: Resource, language: str | None) -> int:
    if language is None or language in resource.languages:
        return 0
    return 2 if resource.languages else 1  # languages that nobody confirmed may still fit


def nearest(regions: Iterable[Region], lat: float, lon: float) -> Region:
    """The region whose centre is nearest to a shared location. The location is rounded before anything else is done.

    A centre is not a border: ask the seeker whether the answer is right. ValueError without regions.
    """
    lat, lon = round(lat, _ROUND), round(lon, _ROUND)
    return min(regions, key=lambda region: _kilometres(lat, lon, region.lat, region.lon))


def _kilometres(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    north, east = radians(to_lat - lat) / 2, radians(to_lon - lon) / 2
    return 2 * _EARTH * asin(sqrt(sin(north) ** 2 + cos(radians(lat)) * cos(radians(to_lat)) * sin(east) ** 2))


def expired(resources: Iterable[Resource], today: date) -> tuple[Resource, ...]:
    """Live entries whose check is overdue. They have already vanished for seekers; the check of the house fails."""
    return tuple(one for one in resources if one.status is Status.LIVE and one.next_check < today)


def due(resources: Iterable[Resource], until: date) -> tuple[Resource, ...]:
    """What somebody must look at by a day, soonest first: all but blocked entries."""
    waiting = (one for one in resources if one.status is not Status.BLOCKED and one.next_check <= until)
    return tuple(sorted(waiting, key=lambda one: (one.next_check, one.id)))


def quotable(resources: Iterable[Resource], today: date) -> frozenset[str]:
    """Every number that the words of the house may name today."""
    return frozenset(phone.number for one in resources if live(one, today) for phone in one.phones)
