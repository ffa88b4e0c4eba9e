"""A marked person walks from Start to a closed case; then everything that is not theirs is searched for the marks."""

import base64
import hashlib
import json
import logging
import os
import sys
import tempfile
from asyncio import create_subprocess_exec, subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import assemble
from bot.errors import BadSettings, Unopenable
from bot.office import logs, seeker
from bot.sandbox import Answer, Person, SmallTelegram
from bot.sandbox.chats import Bot, Room, User, Wire
from bot.settings import Settings
from bot.store import tables, vault
from tests.journeys.conftest import Town
from tests.people import Seeker

#: More than 32 bits, so that its bytes are as distinctive as its digits; a private chat has its person's number.
WHO = 73_169_420_581
#: What a person's account and its envelope say. None of these stands anywhere in the house's own words.
NAMES = {
    "first name": "Тотыканар",
    "last name": "Сайраман-Дубль",
    "username": "toty_qanar_9157",
    "language": "qkanar",
    "about": "Қызыл үйдегі канармын",
    "contact's name": "Бозторғай Көрші",
    "forwarded from": "Шағала Танысова",
    "file": "kanar-photo-4471-id",
    "inline message": "kanar-inline-8812",
}
#: What people write although they are asked not to; each stands in words that do reach the counsellor, redacted.
SPOKEN = {
    "a name": "Сатыбалдиева",
    "a phone": "+7 701 918 27 36",
    "the same phone": "9182736",
    "a mail box": "kanar.apa@mail.kz",
    "a number of a document": "870512401239",
}
RAW = (
    f"Меня зовут Айгуль {SPOKEN['a name']}, телефон {SPOKEN['a phone']}, "
    f"почта {SPOKEN['a mail box']}, ИИН {SPOKEN['a number of a document']}. Дочь перестала говорить со мной"
)
ASKED = "Дочь перестала говорить со мной"  # what must arrive: the rest would prove nothing if all were lost

FRAMEWORKS = ("aiogram", "aiogram_dialog", "telegram", "alembic", "aiosqlite", "sqlalchemy", "aiohttp", "asyncio")


@dataclass(slots=True)
class MarkedUser(User):
    """An account with everything that Telegram may say of one."""

    def wire(self) -> Wire:
        return {**User.wire(self), "last_name": NAMES["last name"], "is_premium": True}


@dataclass(slots=True, eq=False)
class MarkedRoom(Room):
    """A private chat that says all it may of the person in it."""

    def wire(self) -> Wire:
        return {**Room.wire(self), "last_name": NAMES["last name"], "bio": NAMES["about"]}


def marked(tg: SmallTelegram, bot: Bot) -> Person:
    """Somebody whose every string and number can be found again."""
    user = MarkedUser(WHO, NAMES["first name"], username=NAMES["username"], language_code=NAMES["language"])
    tg.telegram.users[WHO] = user
    tg.telegram.rooms[bot.id, WHO] = MarkedRoom(WHO, "private", person=user, bot=bot)
    person = Person(tg.telegram, user)
    tg.people[WHO] = person
    return person


# — searching —


def shapes(mark: str | int) -> Iterator[bytes]:
    """Every form in which a mark might lie about: text in two encodings, packed numbers, and hashes without a key."""
    text = str(mark)
    yield from (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode())
    if isinstance(mark, int):
        least = (mark.bit_length() + 7) // 8
        yield from (mark.to_bytes(size, order) for size in (least, 8) for order in ("big", "little"))
    # Base64 of the whole bytes: what stands around a mark moves its letters, what stands alone does not.
    yield base64.b64encode(text.encode()).rstrip(b"=")[:-1]
    for kind in ("md5", "sha1", "sha256"):
        yield from (hashlib.new(kind, text.encode()).digest(), hashlib.new(kind, text.encode()).hexdigest().encode())


def leaks(places: dict[str, bytes], marks: dict[str, str | int]) -> list[str]:
    """Where which mark was found."""
    forms = {name: set(shapes(mark)) for name, mark in marks.items()}
    return [
        f"{name} in {place}"
        for place, there in places.items()
        for name, shape in forms.items()
        if any(one in there for one in shape)
    ]


class Listening(logging.Handler):
    """Keeps every line as a file would get it, with what came along and the traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {record.__dict__}")

    @property
    def heard(self) -> bytes:
        return "\n".join(self.lines).encode()


@contextmanager
def everything_logged() -> Iterator[Listening]:
    """Logging as the house sets it up, at DEBUG, with every framework turned up as loud as it goes."""
    root, factory = logging.getLogger(), logging.getLogRecordFactory()
    before, handlers = root.level, root.handlers[:]
    levels = {name: logging.getLogger(name).level for name in FRAMEWORKS}
    listening = Listening()
    try:
        root.handlers[:] = []
        logs.configure("DEBUG")
        root.addHandler(listening)
        for name in FRAMEWORKS:
            logging.getLogger(name).setLevel(logging.DEBUG)
        yield listening
    finally:
        logging.setLogRecordFactory(factory)
        root.handlers[:] = handlers
        root.setLevel(before)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


# — the journey —


@pytest.fixture
def listening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    """Stands before `town`, so that the whole house is heard from its first line on and its temporary files are ours."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with everything_logged() as heard:
        yield heard


@pytest.fixture
async def quiet_town(listening: Listening, town: Town) -> Town:
    return town


def odd_updates(person: Person) -> list[Wire]:
    """What no phone of the small Telegram sends, but Telegram might."""
    user, chat = person.user.wire(), {"id": WHO, "type": "private", "first_name": person.name, "bio": NAMES["about"]}
    tap = {"id": str(WHO), "from": user, "inline_message_id": NAMES["inline message"], "chat_instance": "1"}
    message = {"message_id": WHO, "date": 1, "chat": chat, "from": user}
    photo = {"file_id": NAMES["file"], "file_unique_id": NAMES["file"], "width": 1, "height": 1}
    return [
        {"update_id": 999_000_001, "callback_query": {**tap, "data": NAMES["about"]}},
        {"update_id": 999_000_002, "message": {**message, "photo": [photo], "caption": RAW}},
        {"update_id": 999_000_003, "message": {**message, "text": 7, "entities": NAMES["about"]}},  # cannot be read
        {"update_id": 999_000_004, "edited_message": {**message, "text": RAW}},
        {"update_id": 999_000_005, "inline_query": {"id": str(WHO), "from": user, "query": RAW, "offset": ""}},
        {"update_id": 999_000_006, "poll_answer": {"poll_id": str(WHO), "user": user, "option_ids": NAMES["about"]}},
    ]


async def sends_what_is_not_passed_on(who: Seeker) -> None:
    await who.person.sends_contact(who.bot, SPOKEN["a phone"], NAMES["contact's name"])
    await who.sees(who.word("not_passed_on.contact"))
    await who.person.forwards(who.bot, RAW, NAMES["forwarded from"])
    await who.sees(who.word("not_passed_on.forward"))
    await who.person.sends_file(who.bot, "voice", caption=RAW)
    await who.sees(who.word("not_passed_on.voice"))


async def journey(town: Town, who: Seeker) -> str:
    """S02, with names in every word, trouble on the way, and a counsellor who answers and closes."""
    (counsellor, _) = town.counsellors()
    await who.begins()
    await sends_what_is_not_passed_on(who)
    for context in ("menu.top.close", "menu.close.partner", "s02.who.mother"):
        await who.chooses(who.label(context))
    await who.chooses(who.word("human"))
    while who.label("human.own_words.add") not in who.buttons:
        await who.chooses(who._onward())
    await who.chooses(who.label("human.own_words.add"))
    await who.writes(RAW)
    await who.chooses(who.word("hidden_send"))
    await who.sees(who.word("words_kept"))
    while who.word("send_card") not in who.buttons:
        await who.chooses(who.word("next"))
    await who.chooses(who.word("send_card"))
    case = await town.tg.settles(lambda: next(iter(_names(counsellor.everything())), None))
    card = await counsellor.takes(case)
    assert ASKED in card.text
    await who.sees(who.word("case_taken", name=case))

    town.tg.faults.add(Answer(500, "Internal Server Error"), "sendMessage", chat=WHO, times=1)
    for update in odd_updates(who.person):
        town.tg.pushes(town.seekers_bot, update)
    await counsellor.says(case, "Расскажите, что было вчера")
    await who.sees("Расскажите, что было вчера")
    await who.writes(RAW)
    await who.chooses(who.word("hidden_send"))
    await counsellor.sees(case, ASKED)
    await who.writes("Спасибо вам")
    await counsellor.sees(case, "Спасибо вам")
    await who.person.edits(who.bot, who.person.screen(who.bot)[-1].id, "Спасибо, " + RAW)
    await counsellor.closes(case)
    await who.sees(who.word("case_closed", name=case))
    await town.tg.settles(lambda: counsellor.topic(case) is None)
    return case


def _names(shown: str) -> list[str]:
    return [word.strip("«».,:'\"()") for word in shown.split() if "-1" in word and "·" not in word]


async def printed(town: Town, *command: str) -> bytes:
    """What a command of the operator's prints, on the store of this town."""
    own = {"SENIM_STORE": town.settings.store, "SENIM_KEYS": str(town.settings.keys), "SENIM_LOG": "DEBUG"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = await create_subprocess_exec(sys.executable, "-m", "bot", *command, env={**os.environ, **own}, **pipes)
    out, _ = await process.communicate()
    assert process.returncode == 0 or command == ("doctor",), out.decode()  # doctor's exit code tells of dead updates
    return out


def shown_to_the_desk(town: Town) -> dict[str, bytes]:
    """All that counsellors and the group may see, and every request of the desk's bot with what it was answered."""
    desk = town.desk.username
    calls = [f"{one.method} {one.params} {one.result} {one.refusal}" for one in town.tg.sent if one.bot == desk]
    phones = {f"the phone of {one.person.name}": one.everything().encode() for one in town.counsellors()}
    toasts = [toast.text for one in town.counsellors() for toast in one.person.toasts]
    return {
        **phones,
        "the desk's requests": "\n".join(calls).encode(),
        "the toasts of the desk": "\n".join(toasts).encode(),
    }


def on_disk(place: Path) -> dict[str, bytes]:
    return {str(file.relative_to(place)): file.read_bytes() for file in place.rglob("*") if file.is_file()}


async def test_nothing_of_a_seeker_is_in_the_desk_the_store_or_the_logs(
    quiet_town: Town, listening: Listening, tmp_path: Path
) -> None:
    """Every name, number and word of one person, looked for in every place that is not their own chat."""
    town = quiet_town
    who = Seeker(town.tg, marked(town.tg, town.seekers_bot), town.seekers_bot, town.words)
    await journey(town, who)
    places = {
        **shown_to_the_desk(town),
        **on_disk(tmp_path),
        "the logs": listening.heard,
        "doctor": await printed(town, "doctor"),
        "report": await printed(town, "report"),
    }
    assert {"senim.db", "senim.db-wal"} <= places.keys()
    assert len(listening.lines) > 1000, "the frameworks were silent, so nothing was proved of the logs"
    taps = {f"tap {number}": tap.id for number, tap in enumerate(town.tg.telegram.taps.values()) if tap.by.id == WHO}
    assert leaks(places, {"id": WHO, **NAMES, **SPOKEN, **taps}) == []


async def test_a_mark_that_lies_somewhere_is_found(listening: Listening, tmp_path: Path) -> None:
    """The search itself: whoever weakens it, or the logs of the house, is told here."""
    logging.getLogger("bot.careless").warning("heard from %s", WHO)
    logging.getLogger("aiogram.event").warning("heard from %s", NAMES["username"])
    (tmp_path / "left").write_bytes(b"\x00" + WHO.to_bytes(8, "big"))
    (tmp_path / "hashed").write_text(hashlib.sha256(str(WHO).encode()).hexdigest())
    (tmp_path / "wide").write_bytes(NAMES["first name"].encode("utf-16-le"))
    (tmp_path / "escaped").write_text(json.dumps(NAMES["last name"]))
    found = leaks({**on_disk(tmp_path), "logs": listening.heard}, {"id": WHO, **NAMES})
    assert sorted(found) == [
        "first name in wide",
        "id in hashed",
        "id in left",
        "id in logs",
        "last name in escaped",
    ], "a framework's line must lose its values; a line of ours is searched as it stands"


async def test_a_desk_without_the_seeker_s_key_serves_counsellors_and_opens_no_address(town: Town) -> None:
    """`run desk` from a key file that was cut: the process lives, and no key of it opens where a seeker writes from."""
    await town.seeker().begins()
    whole = json.loads(town.settings.keys.read_text())
    cut = town.settings.keys.with_name("desk.keys")
    cut.write_text(json.dumps({name: secret for name, secret in whole.items() if name != "seeker"}))
    settings = _process(town.settings, "desk", cut)
    async with assemble.opened(settings) as desk:
        async with desk.store.begin() as tx:
            row = (await tx.execute(select(tables.seekers))).one()
        with pytest.raises(BadSettings, match="no `seeker` key"):
            await seeker.address(desk, row.seeker)
        for lock in _locks(desk.keys):
            for sealed, about in ((row.address, "address"), (row.talk, "talk")):
                with pytest.raises(Unopenable):
                    lock.open(sealed, f"{about} of {row.seeker}")
    async with assemble.opened(town.settings) as whole_house:
        assert await seeker.address(whole_house, row.seeker) == (town.seeker().person.id - 1, row.tongue)
    with pytest.raises(BadSettings, match="only `run desk` can go without it"):
        assemble.office(_process(town.settings, "seeker", cut), town.office.content, written=lambda: None)


def _process(settings: Settings, process: str, keys: Path) -> Settings:
    return replace(settings, process=process, keys=keys)


def _locks(keys: vault.Keys) -> list[Any]:
    return [keys.case, keys.desk.address, keys.desk.heard, keys.desk.talk]
