"""How much may be sent: by a bot, into a private chat, into a group; and who was asked to wait.

Telegram's rule for a group is counted over a sliding minute: a bucket that leaks would let twice as much through in its
first minute, and be refused. Times are seconds of a clock that never jumps; they come in as arguments.
"""

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` in any `seconds`, of which the last `reserve` are for emergencies."""

    count: float
    seconds: float
    reserve: int = 0


class Place(StrEnum):
    """Where something is sent; what may be sent there differs."""

    BOT = "bot"
    PRIVATE = "private"
    GROUP = "group"


#: Telegram's figures (30 a second, one a second in short bursts, 20 a minute), with a little room for the way there.
TELEGRAM: Mapping[Place, Rate] = {
    Place.BOT: Rate(30, 1.1, reserve=2),
    Place.PRIVATE: Rate(5, 5.3),
    Place.GROUP: Rate(20, 61, reserve=4),
}
UNLIMITED: Mapping[Place, Rate] = dict.fromkeys(Place, Rate(math.inf, 1))

#: Destinations that were quiet are forgotten when there are more than these.
_REMEMBERED = 10_000


class Window:
    """When something was sent within the last `rate.seconds`."""

    __slots__ = ("halted", "rate", "taken")

    def __init__(self, rate: Rate) -> None:
        self.rate = rate
        self.taken: deque[float] = deque()
        self.halted = 0.0

    def room(self, now: float, *, urgent: bool = False) -> float:
        """How many may go at once."""
        while self.taken and self.taken[0] <= now - self.rate.seconds:
            self.taken.popleft()
        if now < self.halted:
            return 0
        return max(self.rate.count - (0 if urgent else self.rate.reserve) - len(self.taken), 0)

    def wait(self, now: float, *, urgent: bool = False) -> float:
        """Seconds until one may go; 0 when it may go now."""
        if now < self.halted:
            return self.halted - now
        if self.room(now, urgent=urgent) >= 1:
            return 0.0
        allowed = int(self.rate.count) - (0 if urgent else self.rate.reserve)
        return self.taken[-allowed] + self.rate.seconds - now


class Budgets:
    """All budgets of one bot. Whoever sends through that bot asks here first: the post, the board, the screens."""

    def __init__(self, rates: Mapping[Place, Rate] = TELEGRAM) -> None:
        self._rates = rates
        self._bot = Window(rates[Place.BOT])
        self._places: dict[str, Window] = {}

    def wait(self, to: str, place: Place, now: float, *, urgent: bool = False) -> float:
        """Seconds until something may go to `to`; 0 when it may go now. `Place.BOT` asks for the bot alone."""
        own = self._window(to, place, now).wait(now, urgent=urgent) if place is not Place.BOT else 0.0
        return max(self._bot.wait(now, urgent=urgent), own)

    def room(self, to: str, place: Place, now: float, *, urgent: bool = False) -> float:
        """How many may go to `to` at once."""
        return self._window(to, place, now).room(now, urgent=urgent)

    def take(self, to: str, place: Place, now: float, *, urgent: bool = False) -> float:
        """Takes one sending's worth and gives 0, or gives the seconds to wait and takes nothing."""
        wait = self.wait(to, place, now, urgent=urgent)
        if wait == 0:
            self._bot.taken.append(now)
            if place is not Place.BOT:
                self._window(to, place, now).taken.append(now)
        return wait

    def halt(self, to: str | None, place: Place, now: float, seconds: float) -> None:
        """Telegram asked to wait: with this destination alone, or with the whole bot when `to` is None."""
        window = self._bot if to is None else self._window(to, place, now)
        window.halted = max(window.halted, now + seconds)

    def _window(self, to: str, place: Place, now: float) -> Window:
        if to not in self._places:
            if len(self._places) >= _REMEMBERED:
                self._places = {one: window for one, window in self._places.items() if not _quiet(window, now)}
            self._places[to] = Window(self._rates[place])
        return self._places[to]


def _quiet(window: Window, now: float) -> bool:
    return window.room(now, urgent=True) == window.rate.count
