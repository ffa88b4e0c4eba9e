"""Letters to a seeker: words as messages, sentences of ours with the screen, and what a refusal means."""

from datetime import timedelta

import pytest

from bot.errors import Later, Undeliverable
from bot.office import counsellor, rounds
from bot.outbox import Kind, Letter, Receipt
from bot.sandbox import Answer
from tests.line import COUNSELLOR, Caller, Line


@pytest.fixture
async def me(line: Line) -> Caller:
    me = line.seeker()
    await me.to_menu()
    return me


def words(me: Caller, text: str = "Здравствуйте <3", kind: Kind = Kind.WORDS) -> Letter:
    return Letter("seeker", me.name, kind, text)


async def test_words_arrive_as_they_are(me: Caller) -> None:
    receipt = await me.line.face.carrier.carry(words(me), None)
    assert (me.last.id, me.last.text) == (receipt.number, "Здравствуйте <3")
    assert me.last.protected


async def test_an_edit_changes_its_message_or_is_said_again(me: Caller) -> None:
    carrier = me.line.face.carrier
    first = await carrier.carry(words(me), None)
    assert await carrier.carry(words(me, "Добрый день", Kind.EDIT), first.number) == first
    assert await carrier.carry(words(me, "Добрый день", Kind.EDIT), first.number) == first, "not modified is done"
    assert me.last.text == "Добрый день"
    assert first.number is not None
    await me.person.deletes(me.line.bot, first.number)
    again = await carrier.carry(words(me, "Добрый вечер", Kind.EDIT), first.number)
    assert again != first
    assert me.last.text == "Добрый вечер"
    assert (await carrier.carry(words(me, "Ещё", Kind.EDIT), None)).number == me.last.id


async def test_a_sentence_of_ours_comes_with_the_screen_and_says_nothing_in_the_list_of_chats(me: Caller) -> None:
    before = me.screen.id
    notice = Letter("seeker", me.name, Kind.NOTICE, key="promise_missed", facts={"name": "Торғай-1"})
    assert await me.line.face.carrier.carry(notice, None) == Receipt(None)
    assert me.screen.id > before
    assert me.screen.text.startswith(me.word("follow_up") + "\n")
    assert me.word("promise_missed") in me.screen.text
    assert len(me.messages) == 1


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        (Answer(403, "Forbidden: bot was blocked by the user"), Undeliverable("blocked")),
        (Answer(403, "Forbidden: user is deactivated"), Undeliverable("deactivated")),
        (Answer(400, "Bad Request: chat not found"), Undeliverable("no_chat")),
        (Answer(400, "Bad Request: something odd"), Undeliverable("refused")),
        (Answer(429, retry_after=30), Later(timedelta(seconds=30))),
    ],
)
async def test_each_refusal_is_told_by_its_name(me: Caller, answer: Answer, raised: Exception) -> None:
    me.line.tg.faults.add(answer, "sendMessage")
    with pytest.raises(type(raised)) as caught:
        await me.line.face.carrier.carry(words(me), None)
    assert repr(caught.value) == repr(raised)
    notice = Letter("seeker", me.name, Kind.NOTICE, key="letter_not_delivered")
    with pytest.raises(type(raised)):
        await me.line.face.carrier.carry(notice, None)


async def test_nobody_gets_a_letter_that_is_not_for_seekers(me: Caller) -> None:
    with pytest.raises(Undeliverable, match="refused"):
        await me.line.face.carrier.carry(words(me, kind=Kind.CARD), None)
    with pytest.raises(Undeliverable, match="no_chat"):
        await me.line.face.carrier.carry(Letter("seeker", "nobody", Kind.WORDS, "…"), None)


async def test_every_sentence_that_the_office_sends_can_be_said(line: Line) -> None:
    """From taking to releasing, taking again and closing: the seeker reads each, in both languages."""
    await line.opens_desk()
    for tongue in ("ru", "kk"):
        me = line.seeker(tongue)
        case = await me.talks()
        await counsellor.releases(line.office, COUNSELLOR, case.id)
        await line.settles()
        assert me.word("counsellor_left", name=case.name) in me.screen.text
        assert me.controls == []
        await counsellor.takes(line.office, COUNSELLOR, case.id)
        await line.settles()
        await counsellor.closes(line.office, COUNSELLOR, case.id)
        await line.settles()
        assert me.word("case_closed", name=case.name) in me.screen.text
        assert all(f"seeker.{key}" in line.office.content.words for key in ("letter_not_delivered", "promise_missed"))


async def test_words_vanish_from_the_chat_and_the_screen_stays(line: Line) -> None:
    await line.opens_desk()
    me = line.seeker()
    case = await me.talks()
    await me.presses(me.word("data"))
    await me.taps(me.label("s14.topics.act"), me.label("s14.act.vanish"), me.label("s14.vanish.after_1"))
    await me.writes("мои слова")
    await me.hears(case, "слова консультанта")
    line.clock.passes(3600)
    await rounds.passes(line.office)
    await line.settles()
    texts = [one.text for one in me.person.screen(line.bot)]
    assert "мои слова" not in texts
    assert "слова консультанта" not in texts
    assert me.word("live_end") in me.controls


async def test_a_person_with_a_code_is_told_where_to_put_it(line: Line) -> None:
    await line.opens_desk()
    first, again = line.seeker(), line.seeker()
    await first.waits()
    code = next(word for word in first.screen.text.replace(".", " ").split() if word.count("-") == 2)
    await again.to_menu()
    await again.taps(again.word("human"), again.label("human.offer.code"))
    assert again.label("human.code") in again.screen.text
    await again.writes("aaaa-bbbb-cccc")
    assert again.word("return_code_bad") in again.screen.text
    await again.writes(code)
    assert again.word("came_back") in again.screen.text


async def test_what_is_left_of_an_old_screen_does_not_say_a_sentence_twice(me: Caller) -> None:
    me.line.tg.faults.add(Answer(429, retry_after=9), "deleteMessage", times=9)
    notice = Letter("seeker", me.name, Kind.NOTICE, key="promise_missed", facts={"name": "Торғай-1"})
    assert await me.line.face.carrier.carry(notice, None) == Receipt(None)
    assert [me.word("promise_missed") in message.text for message in me.messages] == [False, True]
