"""What is kept, how long, and the plain sentence that says so. Source: domain 5.4.

Each line of KEPT has its sentence in `bot/content/words/kept.yaml`; a test holds the two, and the store's tables, equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that the store holds about a person, and its end of life after the last touch."""

    key: str
    lasts: timedelta
    tables: tuple[str, ...]


#: A talk that is left alone is forgotten after a day; what an open case needs stays while it is open.
TALK = Kept("talk", timedelta(hours=24), ("seekers",))
#: The sealed address is what lets an answer arrive; it goes with the talk, or with the last open case.
ADDRESS = Kept("address", timedelta(hours=24), ("seekers",))
#: A closed case and its card.
CASE = Kept("case", timedelta(days=30), ("cases",))
#: Words on their way or in an open case; gone when it closes.
WORDS = Kept("words", timedelta(hours=46), ("letters",))
#: What Telegram brought, sealed, until it was acted on; its number stays, so that it is not heard twice.
HEARD = Kept("heard", timedelta(hours=48), ("heard",))
#: The code that lets a seeker come back.
CODE = Kept("code", timedelta(days=30), ("codes",))

KEPT: Mapping[str, Kept] = {one.key: one for one in (TALK, ADDRESS, CASE, WORDS, HEARD, CODE)}

#: Bots cannot delete messages older than this; then their numbers are of no use either.
DELETABLE = timedelta(hours=48)

#: When words may vanish from the chat, if the seeker wishes so: the longest leaves time to try again.
VANISH_AFTER = (timedelta(hours=1), timedelta(hours=12), timedelta(hours=46))
