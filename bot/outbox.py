"""Letter, Receipt; when to try again, when to give up, who goes first.

A letter is what one person says to another, or what must arrive for a case to go on. It is written in the transaction
of its cause, and carried until Telegram takes it or it is given up. What a seeker said reaches a desk only as Redacted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, NewType

from bot.hours import ASTANA

#: Words from which what identifies a person was taken out. Only `bot.anonymise` makes them.
Redacted = NewType("Redacted", str)

Bot = Literal["seeker", "desk"]


class Kind(StrEnum):
    """What a letter holds."""

    WORDS = "words"  # of one person to the other
    EDIT = "edit"  # words that the author changed; `follows` is the letter that they change
    NOTICE = "notice"  # a sentence of ours: `key` in the words of the reader's face, and its facts
    CARD = "card"  # opens a case in the counsellor's chat: topic, card, and what was written so far
    ALERT = "alert"  # to a partner's group: `key` and facts
    ARRIVED = "arrived"  # tells the author that the letter `follows` reached the other side
    SHUT = "shut"  # a case ends in the counsellor's chat: its words are taken away
    VANISH = "vanish"  # words vanish from a seeker's chat, as they wished: `numbers` of its facts, with spaces between


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `to`: a seeker, a counsellor (keyed hashes) or a partner, whose group is meant.

    `author` and `origin` (its number in the author's chat) let a later edit find it. `urgent` is the level: letters
    of level 4 overtake all others.
    """

    bot: Bot
    to: str
    kind: Kind
    text: str = ""
    key: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    case: str | None = None
    author: str | None = None
    origin: int | None = None
    follows: int | None = None
    urgent: int = 0

    @property
    def lane(self) -> str:
        """Letters of one lane arrive in the order in which they were written."""
        return f"{self.bot}:{self.case or self.to}"


def of_seeker(counsellor: str, case: str, text: Redacted, *, author: str, origin: int | None, level: int) -> Letter:
    """A seeker's words on their way to a desk. The type says that they were redacted, or sent so by an own decision."""
    return Letter("desk", counsellor, Kind.WORDS, text, case=case, author=author, origin=origin, urgent=level)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Telegram's word that a letter arrived: its number in the reader's chat, and the topic where it went, if any."""

    number: int | None
    topic: int | None = None


#: Growth of the pause between tries, and its ceiling; a fault of the network heals or is the operator's to see.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=5)

#: A refusal that Telegram will repeat is tried this often before the letter is given up.
TRIES = 5

#: Nearly two days of the longest pauses: by then Telegram itself has forgotten, and the author has to know.
HOPELESS = 500

#: Telegram counts a message in UTF-16 units.
LONGEST_TEXT = 4096
_BETWEEN = "\n\n"

#: The level whose letters overtake all others.
EMERGENCY = 4

#: Reasons why a letter did not arrive that are about the reader: when the reader is back, it can arrive.
READER_GONE = ("blocked", "deactivated", "no_chat")


def pause(tries: int, spread: float) -> timedelta:
    """How long to wait after the `tries`-th failure (from 1). `spread` in 0..1 keeps a crowd from coming back at once."""
    grown = min(FIRST_PAUSE * float(2 ** min(tries - 1, 20)), LONGEST_PAUSE)
    return grown * (0.5 + spread / 2)


#: A seeker who acted so lately still holds the phone in hand.
STILL_HERE = timedelta(minutes=3)

#: What a seeker wished about being written to first (`safe_contact` on the card) → hours of Astana's clock.
_HOURS: Mapping[str, tuple[int, int]] = {"notify_day": (9, 18), "notify_evening": (18, 22)}
RETURNS = "bot_only_user_returns"

#: A letter that waits for its reader's return is due when nobody lives to see it; the return makes it due at once.
_FAR = timedelta(days=36500)


def earliest(wish: str, touched: datetime, now: datetime) -> datetime:
    """From when a letter may reach a seeker who wished this and acted last at `touched`.

    Somebody else may be looking at the phone: a wish holds unless the seeker is in the talk right now.
    """
    if now - touched <= STILL_HERE:
        return now
    if wish == RETURNS:
        return now + _FAR
    opens, closes = _HOURS.get(wish, (0, 24))
    local = now.astimezone(ASTANA)
    if opens <= local.hour < closes:
        return now
    today = local.replace(hour=opens, minute=0, second=0, microsecond=0)
    return today if local.hour < opens else today + timedelta(days=1)


def may_go(due: datetime, now: datetime) -> bool:
    """Whether a letter's time has come. No letter waits longer than the longest pause: one that seems to has seen a
    clock that was ahead, and may go.
    """
    return due <= now or due > now + LONGEST_PAUSE


def given_up(reason: str | None, tries: int) -> bool:
    """Whether a letter that failed `tries` times, the last time for `reason` (None: the network), is given up."""
    if reason is None:
        return tries >= HOPELESS
    return reason != "refused" or tries >= TRIES


def turn(urgent: int, letter: int) -> tuple[bool, int]:
    """Who goes first: emergencies, then whoever waits longest."""
    return urgent < EMERGENCY, letter


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def join(texts: Sequence[str]) -> str:
    """The words of several letters as one message."""
    return _BETWEEN.join(texts)


def fitting(texts: Sequence[str]) -> int:
    """How many of the first texts fit into one message together; at least one."""
    number = 1
    while number < len(texts) and units(join(texts[: number + 1])) <= LONGEST_TEXT:
        number += 1
    return number
