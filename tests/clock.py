"""The one clock of the tests: only a test moves it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Wall clock and seconds; both stand still until somebody moves them."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self.seconds = 1000.0

    def __call__(self) -> datetime:
        return self.now

    def ticks(self) -> float:
        return self.seconds

    def passes(self, seconds: float = 0, *, hours: float = 0) -> None:
        self.now += timedelta(seconds=seconds, hours=hours)
        self.seconds += seconds + hours * 3600

    async def rest(self, seconds: float) -> None:
        """What sleeps in the house moves the clock here."""
        self.passes(seconds)
