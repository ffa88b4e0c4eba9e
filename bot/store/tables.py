"""The tables. What is plain here names nobody; what could, is a keyed hash or sealed.

Times are UTC. `seeker`, `counsellor` and `lane` are keyed hashes; `address`, `talk`, `card`, `key`, `body`, `words` are
sealed bytes. Numbers of messages mean nothing without the chat, and the chat is sealed.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """A time in UTC, aware on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()
#: Grows by itself on both databases: SQLite only does so for INTEGER.
_Serial = BigInteger().with_variant(Integer, "sqlite")

seekers = Table(
    "seekers",
    metadata,
    Column("seeker", String(32), primary_key=True),
    Column("address", LargeBinary, nullable=False),
    Column("talk", LargeBinary, nullable=False),
    Column("tongue", String(8), nullable=False),
    Column("screen", BigInteger),  # the message that is redrawn
    Column("screen_live", Boolean, nullable=False, default=False),  # it carries a reply keyboard and cannot be edited
    Column("aside", Boolean, nullable=False, default=False),  # looks at a script while a counsellor holds the case
    Column("case", ForeignKey("cases.case", ondelete="SET NULL"), index=True),  # the case that is open now
    Column("vanish_hours", Integer),  # words vanish from the chat after so many hours, if the seeker chose so
    Column("pending", LargeBinary),  # sealed: words that hold an identifier and wait for one tap
    Column("gone", Boolean, nullable=False, default=False),  # blocked the bot or deleted the account
    Column("touched", Moment, nullable=False, index=True),
)

cases = Table(
    "cases",
    metadata,
    Column("case", String(32), primary_key=True),
    Column("ordinal", Integer, nullable=False, unique=True),
    Column("name", String(40), nullable=False, unique=True),
    Column("seeker", String(32), index=True),  # none after the seeker erased everything
    Column("partner", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("level", Integer, nullable=False),
    Column("tongue", String(8), nullable=False),
    Column("contact", String(24), nullable=False, default="notify_any"),  # whether and when the bot may write first
    Column("card", LargeBinary),  # sealed with the case's own key
    Column("names", LargeBinary),  # sealed: which placeholder stands for which name in this case
    Column("key", LargeBinary),  # the case's own key, wrapped; none once it is forgotten
    Column("counsellor", String(32), index=True),
    Column("topic", BigInteger),  # the thread of her private chat where the case lives
    Column("asked", Moment, nullable=False),
    Column("promised", Moment, nullable=False),
    Column("taken", Moment),
    Column("answered", Moment),
    Column("ended", Moment, index=True),
    Column("warned", Integer, nullable=False, default=0),  # 1: half of the time is over; 2: the promise was missed
    Index("queue", "partner", "state", "level", "promised"),
)

counsellors = Table(
    "counsellors",
    metadata,
    Column("counsellor", String(32), primary_key=True),
    Column("partner", String(40), nullable=False, index=True),
    Column("working_name", String(40), nullable=False),
    Column("role", String(12), nullable=False, default="counsellor"),  # counsellor or supervisor
    Column("address", LargeBinary, nullable=False),
    Column("tongue", String(8), nullable=False),
    Column("on_duty", Boolean, nullable=False, default=False),
    Column("room", Integer, nullable=False, default=5),  # how many cases she agreed to hold
    Column("topics", Boolean),  # whether her chat has topics; none while nobody tried
    Column("pending", LargeBinary),  # sealed: words of hers that wait for one tap
)

desks = Table(
    "desks",
    metadata,
    Column("partner", String(40), primary_key=True),
    Column("address", LargeBinary, nullable=False),  # the group
    Column("board", BigInteger),  # the pinned message
    Column("drawn", String(64)),  # a hash of what the board shows, so that an unchanged board is not sent again
    Column("tongue", String(8), nullable=False),
)

invites = Table(
    "invites",
    metadata,
    Column("code", String(64), primary_key=True),  # a hash of the code
    Column("partner", String(40), nullable=False),
    Column("opens", String(12), nullable=False),  # group, counsellor, supervisor
    Column("expires", Moment, nullable=False),
)

codes = Table(
    "codes",
    metadata,
    Column("code", String(64), primary_key=True),  # a hash of the return code
    Column("case", ForeignKey("cases.case", ondelete="CASCADE"), nullable=False, index=True),
    Column("made", Moment, nullable=False),
)

heard = Table(
    "heard",
    metadata,
    Column("turn", _Serial, primary_key=True, autoincrement=True),  # the order of hearing: Telegram's numbers restart
    Column("bot", String(8), nullable=False),  # seeker or desk
    Column("update", BigInteger, nullable=False),
    Column("lane", String(32), nullable=False),  # a keyed hash of the chat
    Column("body", LargeBinary),  # sealed; none once it was acted on
    Column("state", String(8), nullable=False),  # waiting, done, dead
    Column("tries", Integer, nullable=False, default=0),
    Column("trouble", String(80)),  # the name of what went wrong, never a person's words
    Column("came", Moment, nullable=False),
    UniqueConstraint("bot", "update", name="heard_once"),
    Index("to_hear", "bot", "state", "lane", "turn"),
)

letters = Table(
    "letters",
    metadata,
    Column("letter", _Serial, primary_key=True, autoincrement=True),
    Column("bot", String(8), nullable=False),  # which bot carries it: seeker or desk
    Column("to", String(40), nullable=False),  # a seeker, a counsellor, or a partner's group
    Column("lane", String(80), nullable=False),  # letters of one lane arrive in the order in which they were written
    Column("case", ForeignKey("cases.case", ondelete="CASCADE"), index=True),
    Column("kind", String(12), nullable=False),
    Column("body", LargeBinary),  # sealed; none once it need not be shown again
    Column("author", String(32)),
    Column("origin", BigInteger),  # its number in the author's chat, so that an edit finds it
    Column("follows", BigInteger),  # the letter that this one edits or answers
    Column("urgent", Integer, nullable=False, default=0),  # the level; 4 overtakes everything
    Column("state", String(8), nullable=False),  # waiting, sending, sent, failed
    Column("tries", Integer, nullable=False, default=0),
    Column("due", Moment, nullable=False),
    Column("written", Moment, nullable=False),
    Column("receipt", BigInteger),  # its number in the reader's chat
    Column("trouble", String(80)),
    Index("to_carry", "bot", "state", "due"),
    Index("in_lane", "lane", "state", "letter"),
    Index("of_author", "author", "origin"),
    Index("for_reader", "to", "receipt"),
)

counts = Table(
    "counts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("what", String(80), primary_key=True),
    Column("number", Integer, nullable=False),
)
