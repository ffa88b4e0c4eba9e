"""The queue and the shift; taking a case, showing it, giving it back, closing it."""

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.desk import board
from bot.desk.buttons import CLOSE, CLOSED, KEEP, RELEASE, RELEASED, SHOW, Rows, carries, column
from bot.desk.face import Desk, given, her, private, tongue_of
from bot.desk.joining import says_unpinned, shift
from bot.errors import NoRoom, NotAllowed, NotHere, Taken
from bot.office import counsellor
from bot.office.cases import CaseView
from bot.office.counsellor import Colleague

#: What a tap or a command is answered with where only a counsellor may ask.
Asked = Callable[[Desk, Message, Colleague], Awaitable[None]]


def only_hers(act: Asked) -> Callable[[Desk, Update], Awaitable[None]]:
    """A command of a counsellor in her own chat; anybody else is told how to become one."""

    async def asked(desk: Desk, update: Update) -> None:
        message = update.effective_message
        if message is None or not private(message):
            return
        known = await her(desk, update)
        if known is None or not known.working_name:
            key = "not_a_counsellor" if known is None else "join.name_ask"
            await desk.answers(message, desk.say(key, known.tongue if known else tongue_of(update.effective_user)))
            return
        await act(desk, message, known)

    return asked


async def takes(desk: Desk, update: Update, *about: str) -> None:
    """A tap on «Take», on the board or in her own list. One wins; the card arrives as a letter."""
    query, known = update.callback_query, await her(desk, update)
    if query is None:
        return
    tongue = known.tongue if known else tongue_of(query.from_user)
    try:
        case = await counsellor.takes(desk.office, query.from_user.id, about[0])
    except Taken:
        mine = {one.id for one in await counsellor.holds(desk.office, query.from_user.id)}
        await desk.flashes(
            query, desk.say("already_yours" if about[0] in mine else "taken_by_other", tongue), alert=True
        )
    except NoRoom:
        await desk.flashes(query, desk.say("full", tongue), alert=True)
    except NotHere:
        key = "not_a_counsellor" if known is None else "case_gone" if known.working_name else "join.name_ask"
        await desk.flashes(query, desk.say(key, tongue), alert=True)
    else:
        await desk.flashes(query, desk.say("you_hold", tongue, name=case.name))
    if known is not None:
        await desk.boards.draws(known.partner)
        await _redraws_queue(desk, query, known)


async def _redraws_queue(desk: Desk, query: CallbackQuery, known: Colleague) -> None:
    """Her own list shows what is left; the group's board is drawn by itself."""
    if query.message is not None and query.message.chat.id == query.from_user.id:
        said, rows = await _queue(desk, known)
        await desk.redraws(query, said, rows, mode=ParseMode.HTML)


async def queue(desk: Desk, message: Message, known: Colleague) -> None:
    """/queue: the board of her partner, for her alone."""
    said, rows = await _queue(desk, known)
    await desk.answers(message, said, rows, mode=ParseMode.HTML)


async def _queue(desk: Desk, known: Colleague) -> tuple[str, Rows]:
    shown = await counsellor.board(desk.office, known.partner)
    if shown is None:
        return desk.say("no_cases", known.tongue), []
    return board.render(desk.office.content.words, shown, known.tongue, desk.office.clock())


async def reposts(desk: Desk, update: Update) -> None:
    """/board in the group: the board again, at the bottom."""
    message = update.effective_message
    if message is None:
        return
    partner = await counsellor.partner_of(desk.office, message.chat_id)
    if partner is not None:
        await desk.boards.reposts(partner)
        await says_unpinned(desk, message, partner, tongue_of(update.effective_user))


# — her shift and her cases —


async def duty(desk: Desk, message: Message, known: Colleague) -> None:
    """/duty shows, /duty on and /duty off change."""
    turn = given(message).lower()
    if turn in ("on", "off"):
        known = await counsellor.sets(desk.office, message.chat_id, on_duty=turn == "on")
        await desk.boards.draws(known.partner)
    await desk.answers(message, await _duty_said(desk, message.chat_id, known), shift(desk, known))


async def turns(desk: Desk, update: Update, *about: str) -> None:
    """A tap that begins or ends her shift."""
    query = update.callback_query
    if query is None:
        return
    try:
        known = await counsellor.sets(desk.office, query.from_user.id, on_duty=about[0] == "on")
    except NotHere:
        await desk.flashes(query, desk.say("not_a_counsellor", tongue_of(query.from_user)), alert=True)
        return
    await desk.flashes(query)
    await desk.redraws(query, await _duty_said(desk, query.from_user.id, known), shift(desk, known))
    await desk.boards.draws(known.partner)


async def _duty_said(desk: Desk, chat: int, known: Colleague) -> str:
    if known.on_duty:
        return desk.say("duty_on", known.tongue)
    held = len(await counsellor.holds(desk.office, chat))
    return desk.say("duty_off_holding", known.tongue, count=held) if held else desk.say("duty_off", known.tongue)


async def mine(desk: Desk, message: Message, known: Colleague) -> None:
    """/mine: the cases in her hands; a tap shows one again."""
    held = await counsellor.holds(desk.office, message.chat_id)
    if not held:
        await desk.answers(message, desk.say("mine_none", known.tongue))
        return
    await desk.answers(message, desk.say("mine_title", known.tongue), _each(desk, held, SHOW, "show_one", known.tongue))


def _each(desk: Desk, held: tuple[CaseView, ...], verb: str, key: str, tongue: str) -> Rows:
    return column((desk.say(key, tongue, name=case.name), carries(verb, case.id)) for case in held)


async def shows(desk: Desk, update: Update, *about: str) -> None:
    """A tap that brings the card and what was said so far once more."""
    query, known = update.callback_query, await her(desk, update)
    if query is None or known is None:
        return
    try:
        await counsellor.shows_again(desk.office, query.from_user.id, about[0])
    except NotHere:
        await desk.flashes(query, desk.say("not_yours", known.tongue), alert=True)
    else:
        await desk.flashes(query)


# — giving back and closing: asked once, then done —


async def asks_close(desk: Desk, message: Message, known: Colleague) -> None:
    """/close."""
    await _asks_which(desk, message, known, CLOSE)


async def asks_release(desk: Desk, message: Message, known: Colleague) -> None:
    """/release."""
    await _asks_which(desk, message, known, RELEASE)


async def _asks_which(desk: Desk, message: Message, known: Colleague, verb: str) -> None:
    case = await case_meant(desk, message)
    if case is not None:
        await desk.answers(message, *_confirm(desk, case, verb, known.tongue))
        return
    held = await counsellor.holds(desk.office, message.chat_id)
    key = f"which_{verb}" if held else "mine_none"
    await desk.answers(message, desk.say(key, known.tongue), _each(desk, held, verb, "case_line", known.tongue))


async def case_meant(desk: Desk, message: Message) -> CaseView | None:
    """The case that a message of hers belongs to: by its topic, by what it answers, or because she holds no other.

    A case that lives in a topic is not meant by words outside of it.
    """
    if message.is_topic_message:
        known = await counsellor.case_in(desk.office, message.chat_id, topic=message.message_thread_id)
        return known or await _named_by(desk, message)
    if message.reply_to_message is not None:
        return await counsellor.case_in(desk.office, message.chat_id, number=message.reply_to_message.message_id)
    held = await counsellor.holds(desk.office, message.chat_id)
    return held[0] if len(held) == 1 and held[0].topic is None else None


async def _named_by(desk: Desk, message: Message) -> CaseView | None:
    """The case in her hands whose name the topic bears: a kill may fall between making a topic and noting it down."""
    opened = message.reply_to_message and message.reply_to_message.forum_topic_created
    held = await counsellor.holds(desk.office, message.chat_id)
    return next((one for one in held if opened and one.name in opened.name), None)


def _confirm(desk: Desk, case: CaseView, verb: str, tongue: str) -> tuple[str, Rows]:
    yes = CLOSED if verb == CLOSE else RELEASED
    rows = [
        [(desk.say(f"{verb}_yes", tongue), carries(yes, case.id))],
        [(desk.say("close_no", tongue), carries(KEEP))],
    ]
    return desk.say(f"{verb}_confirm", tongue, name=case.name), rows


async def asks_to_close(desk: Desk, update: Update, *about: str) -> None:
    """A tap on «Close» under a card, or on a case in a list."""
    await _asks_about(desk, update, about[0], CLOSE)


async def asks_to_release(desk: Desk, update: Update, *about: str) -> None:
    """A tap on «Release» under a card, or on a case in a list."""
    await _asks_about(desk, update, about[0], RELEASE)


async def _asks_about(desk: Desk, update: Update, case: str, verb: str) -> None:
    query, known = update.callback_query, await her(desk, update)
    if query is None or known is None:
        return
    held = {one.id: one for one in await counsellor.holds(desk.office, query.from_user.id)}
    if case not in held:
        await desk.flashes(query, desk.say("not_yours", known.tongue), alert=True)
        return
    await desk.flashes(query)
    if isinstance(query.message, Message):
        await desk.answers(query.message, *_confirm(desk, held[case], verb, known.tongue))


async def closes(desk: Desk, update: Update, *about: str) -> None:
    """She said yes: the case is closed. What she is told, and the emptied chat, come as a letter."""
    await _ends(desk, update, about[0], counsellor.closes, "case_closed_here")


async def releases(desk: Desk, update: Update, *about: str) -> None:
    """She said yes: the case is on the board again."""
    await _ends(desk, update, about[0], counsellor.releases, "released_ok")


async def _ends(desk: Desk, update: Update, case: str, act: Callable[..., Awaitable[CaseView]], key: str) -> None:
    query, known = update.callback_query, await her(desk, update)
    if query is None or known is None:
        return
    try:
        ended = await act(desk.office, query.from_user.id, case)
    except (NotHere, NotAllowed):
        await desk.flashes(query, desk.say("not_yours", known.tongue), alert=True)
    else:
        await desk.flashes(query, desk.say(key, known.tongue, name=ended.name))
    await _takes_away(query)
    await desk.boards.draws(known.partner)


async def goes_on(desk: Desk, update: Update, *_about: str) -> None:
    """She said no: the question goes away."""
    if update.callback_query is not None:
        await desk.flashes(update.callback_query)
        await _takes_away(update.callback_query)


async def _takes_away(query: CallbackQuery) -> None:
    """A question that was answered does not stay."""
    try:
        await query.delete_message()
    except TelegramError:
        return
