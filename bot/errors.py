"""What this house raises on purpose. Each is named for what happened and says it in one sentence."""

from dataclasses import dataclass
from datetime import timedelta


class BotError(Exception):
    """The root of everything that is raised here on purpose. Never holds a person's words, name or id.

    None of them is frozen: whatever an error passes through, a transaction first of all, notes its way in it.
    """


@dataclass(eq=False)
class NotAllowed(BotError):
    """This case cannot make that move now; nothing was changed."""

    state: str
    move: str

    def __str__(self) -> str:
        return f"A case that is {self.state} cannot be {self.move}."


class Taken(BotError):
    """Somebody else took this case a moment before."""


class NoRoom(BotError):
    """This counsellor already holds as many cases as she agreed to hold."""


class NotHere(BotError):
    """The case, desk or counsellor that was named does not exist, or not for the one who asks."""


class BadCode(BotError):
    """The code is unknown, used or too old."""


class BadContent(BotError):
    """An author's mistake. Each fault names its file, its node and the remedy."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Unreadable(BotError):
    """This update cannot be understood as it is; hearing it again would not help."""


class BadSettings(BotError):
    """An operator's mistake, said in one sentence; it stops the start."""


class Unopenable(BotError):
    """These sealed bytes cannot be opened: another key, or somebody changed them."""


class Forgotten(BotError):
    """The key of this case was destroyed with the case; its words are gone."""


@dataclass(eq=False)
class Later(BotError):
    """Telegram asks to come back with this destination after a while; expected trouble, not an error."""

    after: timedelta
    #: Whether the whole bot is asked to wait, not this destination alone.
    everywhere: bool = False


@dataclass(eq=False)
class Undeliverable(BotError):
    """This letter cannot arrive and trying again will not help.

    `reason`: blocked, deactivated, no_chat, no_topic, too_late or refused.
    """

    reason: str


@dataclass(eq=False)
class MovedTo(BotError):
    """The group of this letter lives at another address now."""

    group: int
