"""Codes that people carry: a seeker's return code, and invitations to a desk. Only their hashes are kept."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import lifetimes
from bot.errors import BadCode
from bot.office import Office
from bot.store.tables import cases, codes, invites

#: Read aloud and copied by hand: no letter that looks like another or like a digit.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 12
INVITED_FOR = timedelta(hours=48)


def new_code() -> str:
    """A code like `k7mq-2fzt-9rab`: 59 bits."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(drawn[start : start + 4] for start in range(0, _LENGTH, 4))


def digest(code: str) -> str:
    """What is kept of a code; spaces, dashes and capitals do not matter."""
    plain = "".join(letter for letter in code.lower() if letter in _ALPHABET)
    return hashlib.sha256(plain.encode()).hexdigest()


async def make(tx: AsyncConnection, office: Office, case: str) -> str:
    """A return code for a case."""
    code = new_code()
    await tx.execute(insert(codes).values(code=digest(code), case=case, made=office.clock()))
    return code


async def find(tx: AsyncConnection, office: Office, code: str) -> Row[Any]:
    """The case of a return code. Raises BadCode for one that is unknown or too old."""
    found = await tx.execute(
        select(cases)
        .join(codes, codes.c.case == cases.c.case)
        .where(codes.c.code == digest(code), codes.c.made > office.clock() - lifetimes.CODE.lasts)
    )
    if (row := found.first()) is None:
        raise BadCode("This return code is not known.")
    return row


async def invite(tx: AsyncConnection, office: Office, partner: str, opens: str) -> str:
    """A code that binds a group or lets a counsellor or supervisor join; it works once."""
    code = new_code()
    expires = office.clock() + INVITED_FOR
    await tx.execute(insert(invites).values(code=digest(code), partner=partner, opens=opens, expires=expires))
    return code


async def redeem(tx: AsyncConnection, office: Office, code: str, *opens: str) -> Row[Any]:
    """Uses an invitation up. Raises BadCode for one that is unknown, used, too old or for something else."""
    same = invites.c.code == digest(code)
    row = (await tx.execute(select(invites).where(same, invites.c.opens.in_(opens)))).first()
    if row is None or row.expires < office.clock():
        raise BadCode("This invitation is unknown, used or too old.")
    await tx.execute(delete(invites).where(same))
    return row
