"""Asks Telegram for what is new, and confirms it only once it is kept.

It begins at 0, where Telegram gives all that was never confirmed, and goes back there whenever there is nothing new:
numbers restart at random after a week of silence, and nothing that waits is ever dropped.
"""

import asyncio
import json
import logging
import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import aiohttp

from bot.errors import BadSettings, Later
from bot.office.intake import Intake, Rest, number_of
from bot.outbox import pause
from bot.store.trouble import trouble

log = logging.getLogger(__name__)

#: What the two bots hear of. Said out loud: without it Telegram leaves reactions out.
HEARD_OF = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")
#: Seconds that Telegram may keep a question open (it allows 50), and that a torn connection may keep us waiting.
LONG, TORN = 40, 15
#: Seconds without an answer after which the operator is told.
SILENT = 120.0

_REFUSED = (401, 404)
_SECOND_POLLER = 409
_TOO_MANY = 429


class Poller:
    """Polls for one bot until it is cancelled. Raises BadSettings when Telegram does not know the token.

    `telegram`: the base address of the Bot API. `heard_from`: when Telegram last answered, by `ticks`.
    """

    def __init__(
        self,
        intake: Intake,
        telegram: str,
        token: str,
        session: aiohttp.ClientSession,
        *,
        rest: Rest = asyncio.sleep,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._intake, self._session, self._rest, self._ticks = intake, session, rest, ticks
        self._address = f"{telegram.rstrip('/')}/bot{token}/getUpdates"
        self._offset = 0
        self._faults = 0
        self._told_of_silence = False
        self.heard_from = ticks()

    async def run(self) -> None:
        while True:
            await self.once()

    async def once(self) -> None:
        """One question. Whatever fails is waited out; nothing is confirmed that is not kept."""
        try:
            await self._hears(await self._asks())
        except BadSettings:
            raise
        except Later as later:
            await self._rest(later.after.total_seconds())
        except Exception as fault:  # noqa: BLE001  # a poller that stops hears nobody
            await self._waits(fault)

    async def _hears(self, updates: list[object]) -> None:
        await self._intake.take(updates)
        self._succeeded()
        numbers = [number for one in updates if (number := number_of(one)) is not None]
        if updates and not numbers:
            raise _OddAnswer("nothing in this answer has a number")
        self._offset = max(numbers) + 1 if numbers else 0

    async def _asks(self) -> list[object]:
        question = {"offset": self._offset, "timeout": LONG, "allowed_updates": list(HEARD_OF)}
        patience = aiohttp.ClientTimeout(total=LONG + TORN)
        async with self._session.post(self._address, json=question, timeout=patience) as answer:
            if answer.status in _REFUSED:
                raise BadSettings(f"Telegram does not know the token of the {self._intake.bot} bot.")
            body = _read(await answer.read())
        if answer.status == _TOO_MANY:
            raise _later(body)
        if answer.status == _SECOND_POLLER:
            raise _SecondPoller
        updates = body.get("result")
        if not isinstance(updates, list):
            raise _OddAnswer(f"status {answer.status}")
        return updates

    def _succeeded(self) -> None:
        if self._told_of_silence:
            log.warning("Telegram answers the %s bot again.", self._intake.bot)
        self._faults, self._told_of_silence, self.heard_from = 0, False, self._ticks()

    async def _waits(self, fault: Exception) -> None:
        self._faults += 1
        if self._faults == 1 or trouble(fault) is not None:
            log.warning("%s", self._sentence(fault))
        if not self._told_of_silence and self._ticks() - self.heard_from > SILENT:
            self._told_of_silence = True
            log.error("The %s bot has not heard from Telegram for two minutes; it goes on asking.", self._intake.bot)
        await self._rest(pause(self._faults, random.random()).total_seconds())  # noqa: S311  # guards nothing

    def _sentence(self, fault: Exception) -> str:
        if isinstance(fault, _SecondPoller):
            return f"Another program polls with the token of the {self._intake.bot} bot; end one of the two."
        # Only the kind of the fault: its words hold the address, and the address holds the token.
        return trouble(fault) or f"polled.trouble bot={self._intake.bot} trouble={type(fault).__name__}"


class _OddAnswer(Exception):
    """Telegram's answer is not what it should be."""


class _SecondPoller(Exception):
    """Somebody else polls with this token."""


def _read(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise _OddAnswer("not JSON") from None
    return body if isinstance(body, dict) else {}


def _later(body: dict[str, Any]) -> Later:
    parameters = body.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return Later(timedelta(seconds=seconds if isinstance(seconds, int) and seconds > 0 else 1), everywhere=True)
