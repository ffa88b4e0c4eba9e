"""Where a seeker stands: their row, their talk, and all that their screen shows."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import handoff, talk
from bot.case import State
from bot.content import words
from bot.handoff import Brief
from bot.office import Office, cases, kept, letters, vanishing
from bot.office.cases import CaseView
from bot.outbox import Redacted
from bot.script import Kept, Wait
from bot.store.tables import seekers
from bot.talk import Talk, node_at


@dataclass(frozen=True, slots=True)
class Pending:
    """Words of message `origin` as the counsellor would read them; they wait for one tap. `things`: what was hidden, by
    its placeholder, and whether the seeker wants it seen.
    """

    text: Redacted
    origin: int
    things: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a seeker stands after an act: all that their screen shows.

    `said`: keys of sentences above the screen. `facts`: what fills their placeholders. `card`: what would be handed
    over, on a screen that shows it. `pending`: their words that wait for one tap.
    `aside`: they look at a script while a counsellor holds their case. `kept`: what is kept about them, on the screen
    that shows it. `to_delete`: numbers of messages in the seeker's chat that are to vanish.
    """

    talk: Talk
    tongue: str
    said: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    case: CaseView | None = None
    card: Brief | None = None
    pending: Pending | None = None
    screen: int | None = None
    screen_live: bool = False
    aside: bool = False
    kept: tuple[tuple[str, str], ...] = ()
    erased: bool = False
    to_delete: tuple[int, ...] = ()

    @property
    def live(self) -> bool:
        """Whether a counsellor holds the case, so that words go to her."""
        return self.case is not None and self.case.state is State.TAKEN


async def find_seeker(tx: AsyncConnection, office: Office, chat: int) -> Row[Any] | None:
    name = office.keys.seekers.name(chat)
    return (await tx.execute(select(seekers).where(seekers.c.seeker == name).with_for_update())).first()


async def known_seeker(tx: AsyncConnection, office: Office, chat: int) -> Row[Any]:
    """The seeker's row; a new one at the beginning of the entry script."""
    if (row := await find_seeker(tx, office, chat)) is not None:
        return row
    side, name = office.keys.seekers, office.keys.seekers.name(chat)
    fresh = talk.begin(office.content.book, visit=_first_visit(office))
    await tx.execute(
        insert(seekers).values(
            seeker=name,
            address=side.address.seal(str(chat), f"address of {name}"),
            talk=side.talk.seal(talk.to_json(fresh), f"talk of {name}"),
            tongue="ru",
            gone=False,
            touched=office.clock(),
        )
    )
    return await reread(tx, name)


async def reread(tx: AsyncConnection, seeker: str) -> Row[Any]:
    return (await tx.execute(select(seekers).where(seekers.c.seeker == seeker))).one()


def _first_visit(office: Office) -> int:
    """Nobody taps once a second for as long as a talk is kept: a later talk never reaches an earlier one's numbers."""
    return int(office.clock().timestamp())


def talk_of(office: Office, row: Row[Any]) -> Talk:
    """The talk of a seeker. Who waits for a case that has ended has moved on."""
    book = office.content.book
    sealed = office.keys.seekers.talk.open(row.talk, f"talk of {row.seeker}")
    now = talk.found_again(book, talk.from_json(sealed.decode()))
    if row.case is None and isinstance(node_at(book, now), Wait):
        return talk.step(book, now, talk.Chose(talk.NEXT, now.visit)).talk
    return now


def tongue_of(now: Talk) -> str:
    (language,) = now.answers.get("lang", ("ru",))
    (form,) = now.answers.get("address_form", ("formal",))
    return words.tongue(language, form)


async def keep_talk(tx: AsyncConnection, office: Office, row: Row[Any], now: Talk) -> None:
    sealed = office.keys.seekers.talk.seal(talk.to_json(now), f"talk of {row.seeker}")
    wish = vanishing.hours(now.answers)
    values = {"talk": sealed, "tongue": tongue_of(now), "touched": office.clock(), "gone": False, "vanish_hours": wish}
    if row.gone:
        await letters.again(tx, office, row.seeker)
    await tx.execute(update(seekers).where(seekers.c.seeker == row.seeker).values(**values))


async def stand_at(
    tx: AsyncConnection,
    office: Office,
    row: Row[Any] | None,
    said: tuple[str, ...] = (),
    facts: tuple[tuple[str, str], ...] = (),
) -> Standing:
    if row is None:
        fresh = talk.begin(office.content.book, visit=_first_visit(office))
        return Standing(fresh, tongue_of(fresh), said, facts)
    now = talk_of(office, row)
    case = await open_case_of(tx, row)
    return Standing(
        now,
        row.tongue,
        said,
        facts,
        case=cases.view(case) if case is not None else None,
        card=handoff.brief(office.content.book, now),
        pending=pending_of(held_words(office, row)) if row.pending else None,
        screen=row.screen,
        screen_live=row.screen_live,
        aside=row.aside,
        kept=await kept.about(tx, office, row, now) if isinstance(node_at(office.content.book, now), Kept) else (),
    )


async def open_case_of(tx: AsyncConnection, row: Row[Any]) -> Row[Any] | None:
    return await cases.find(tx, row.case) if row.case else None


def held_words(office: Office, row: Row[Any]) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(office.keys.seekers.talk.open(row.pending, f"pending of {row.seeker}"))
    return held


def pending_of(held: dict[str, Any]) -> Pending:
    things = list(dict.fromkeys(stands for _, stands in held["parts"] if stands))
    seen = {things[part] for part in held["shown"] if part < len(things)}
    text = "".join(said if not stands or stands in seen else stands for said, stands in held["parts"])
    return Pending(Redacted(text), held["origin"], tuple((thing, thing in seen) for thing in things))
