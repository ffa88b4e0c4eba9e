"""How much a bot may send, as far as Telegram tells and bots have measured."""

import math
from collections import deque
from dataclasses import dataclass, replace

from bot.sandbox import refusals
from bot.sandbox.chats import Room


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` in any `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Budgets:
    """Telegram publishes no exact figures. A private chat takes about one message a second, in short bursts; a whole
    group about twenty a minute, where edits, pins and new topics count too, however many topics it has.
    """

    token: Rate = Rate(30, 1)
    private: Rate = Rate(5, 5)
    group: Rate = Rate(20, 60)


class Window:
    """The moments of the last takings under one rate."""

    __slots__ = ("taken",)

    def __init__(self) -> None:
        self.taken: deque[float] = deque()

    def wait(self, rate: Rate, now: float) -> float:
        while self.taken and self.taken[0] <= now - rate.seconds:
            self.taken.popleft()
        return self.taken[-rate.count] + rate.seconds - now if len(self.taken) >= rate.count else 0.0


class Limits:
    """Off when `budgets` is None."""

    def __init__(self, budgets: Budgets | None = None) -> None:
        self.budgets = budgets
        self.refused = 0
        self._windows: dict[tuple[int, int | None], Window] = {}

    def change(self, **rates: Rate) -> None:
        self.budgets = replace(self.budgets or Budgets(), **rates)

    def off(self) -> None:
        self.budgets = None
        self._windows.clear()

    def spend(self, bot_id: int, room: Room, now: float) -> None:
        """Take one message's worth, or refuse with 429 and the seconds to wait; a refused request costs nothing."""
        if self.budgets is None:
            return
        rate = self.budgets.private if room.kind == "private" else self.budgets.group
        pairs = [(self._window(bot_id, None), self.budgets.token), (self._window(bot_id, room.id), rate)]
        wait = max(window.wait(each, now) for window, each in pairs)
        if wait > 0:
            self.refused += 1
            raise refusals.too_many(max(1, math.ceil(wait)))
        for window, _ in pairs:
            window.taken.append(now)

    def _window(self, bot_id: int, room_id: int | None) -> Window:
        return self._windows.setdefault((bot_id, room_id), Window())
