"""How the desk's requests travel: aiohttp carries four times as many a second as PTB's own transport."""

import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

PATIENCE = 30.0  # seconds for one request; Telegram answers within one, or something is broken


class Request(BaseRequest):
    """A session for one bot. What it raises names no address: the address holds the token."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = aiohttp.ClientTimeout(patience)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._patience.total

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=self._patience)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The HTTP code and the body. The desk sends no files, so a request is one JSON object."""
        del read_timeout, write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            raise NetworkError("The desk's session is not open.")
        try:
            async with self._session.request(method, url, json=_asked(url, request_data)) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut("Telegram did not answer in time.") from None
        except aiohttp.ClientError as fault:
            raise NetworkError(type(fault).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As PTB's own, but what could not be read is not logged: it may hold words."""
        try:
            said: dict[str, Any] = json.loads(payload)
        except ValueError:
            raise TelegramError("Telegram's answer is not JSON.") from None
        return said


def _asked(url: str, request_data: RequestData | None) -> dict[str, Any] | None:
    """What goes over the wire. PTB puts its default protection on edits too, for which Telegram has no such parameter."""
    if request_data is None:
        return None
    edits = url.rpartition("/")[2].startswith("edit")
    return {name: value for name, value in request_data.parameters.items() if not (edits and name == "protect_content")}
