"""Words of a counsellor that wait, sealed, for one tap of hers: what they are, where they are kept."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import lifetimes
from bot.office import Office
from bot.store.tables import counsellors


@dataclass(frozen=True, slots=True)
class Held:
    """Words of one message of hers, `origin` its number. `case` None: she has not said yet whom they are for.

    `asks`: they seem to ask who somebody is, or to say who she is, so she is asked before they go.
    """

    origin: int
    text: str
    case: str | None
    asks: bool
    since: datetime


def load(office: Office, her: Row[Any]) -> dict[int, Held]:
    """What waits, by the number of her message; words that nobody decided about for too long are gone."""
    if her.pending is None:
        return {}
    saved = json.loads(office.keys.desk.talk.open(her.pending, _about(her.counsellor)))
    found = [Held(**{**one, "since": datetime.fromisoformat(one["since"])}) for one in saved]
    oldest = office.clock() - lifetimes.WORDS.lasts
    return {one.origin: one for one in found if one.since > oldest}


async def save(tx: AsyncConnection, office: Office, counsellor: str, waiting: Mapping[int, Held]) -> None:
    sealed = None
    if waiting:
        body = json.dumps([{**asdict(one), "since": one.since.isoformat()} for one in waiting.values()])
        sealed = office.keys.desk.talk.seal(body, _about(counsellor))
    await tx.execute(update(counsellors).where(counsellors.c.counsellor == counsellor).values(pending=sealed))


async def forget(tx: AsyncConnection, office: Office, counsellor: str, case: str) -> None:
    """A case left her hands: words that waited for it are gone."""
    her = (await tx.execute(select(counsellors).where(counsellors.c.counsellor == counsellor))).first()
    if her is not None and her.pending is not None:
        left = {origin: one for origin, one in load(office, her).items() if one.case != case}
        await save(tx, office, counsellor, left)


def _about(counsellor: str) -> str:
    return f"pending of {counsellor}"
