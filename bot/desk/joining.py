"""Codes that bind a group and let a counsellor in; her working name; the language of a face."""

import re

from telegram import Message, Update

from bot.desk.buttons import DUTY, GROUP_TONGUE, TONGUE, Rows, carries
from bot.desk.face import LANGUAGES, Desk, given, her, private, tongue_of
from bot.errors import BadCode, NoRoom, NotHere, Taken
from bot.office import counsellor
from bot.office.counsellor import Colleague

#: Letters of any alphabet, perhaps several words; no digits and no @, so neither a telephone nor an account.
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_SHORTEST, _LONGEST = 2, 20


def is_working_name(name: str) -> bool:
    return _SHORTEST <= len(name) <= _LONGEST and _NAME.fullmatch(name) is not None


async def starts(desk: Desk, update: Update) -> None:
    """/start, perhaps through a link that carries a code."""
    message = update.effective_message
    if message is None or not private(message):
        return
    if given(message):
        await joins(desk, update)
        return
    known = await her(desk, update)
    if known is None:
        await desk.answers(message, desk.say("not_a_counsellor", tongue_of(update.effective_user)))
    elif not known.working_name:
        await _asks_name(desk, message, known.tongue)
    else:
        # Topics may have been switched on since her chat refused them.
        known = await counsellor.sets(desk.office, message.chat_id, topics=None)
        await desk.answers(message, desk.say("welcome_back", known.tongue, name=known.working_name), shift(desk, known))


async def joins(desk: Desk, update: Update) -> None:
    """/join CODE: lets her in; she names herself next."""
    message = update.effective_message
    if message is None:
        return
    tongue = tongue_of(update.effective_user)
    if not private(message):
        await desk.answers(message, desk.say("join.not_private", tongue))
        return
    if not given(message):
        await desk.answers(message, desk.say("join.code_ask", tongue))
        return
    try:
        await counsellor.joins(desk.office, message.chat_id, given(message), "", tongue)
    except BadCode:
        await desk.answers(message, desk.say("join.bad_code", tongue))
    except NoRoom:
        await desk.answers(message, desk.say("join.holding", tongue))
    else:
        await _asks_name(desk, message, tongue)


async def _asks_name(desk: Desk, message: Message, tongue: str) -> None:
    said = f"{desk.say('welcome', tongue)}\n\n{desk.say('join.name_ask', tongue)}"
    await desk.answers(message, said, _languages(desk, TONGUE))


async def names(desk: Desk, message: Message, known: Colleague) -> None:
    """What somebody without a working name writes is her working name."""
    name = " ".join((message.text or "").split())
    if not is_working_name(name):
        await desk.answers(message, desk.say("join.name_bad", known.tongue))
        return
    try:
        known = await counsellor.names(desk.office, message.chat_id, name)
    except Taken:
        await desk.answers(message, desk.say("join.name_taken", known.tongue))
        return
    await desk.answers(message, desk.say("join.ok", known.tongue, name=name), shift(desk, known))
    await desk.boards.draws(known.partner)


def shift(desk: Desk, known: Colleague) -> Rows:
    """The button that begins or ends her shift."""
    key, turn = ("off_duty", "off") if known.on_duty else ("on_duty", "on")
    return [[(desk.say(key, known.tongue), carries(DUTY, turn))]]


async def binds(desk: Desk, update: Update) -> None:
    """/bind CODE in the partner's group: its board appears and is pinned."""
    message = update.effective_message
    if message is None:
        return
    tongue = tongue_of(update.effective_user)
    if private(message):
        await desk.answers(message, desk.say("bind_group.not_a_group", tongue))
        return
    try:
        partner = await counsellor.binds(desk.office, message.chat_id, given(message), tongue)
    except BadCode:
        await desk.answers(message, desk.say("bind_group.bad_code", tongue))
        return
    await desk.answers(message, desk.say("bind_group.ok", tongue), _languages(desk, GROUP_TONGUE))
    await desk.boards.reposts(partner)
    await says_unpinned(desk, message, partner, tongue)


async def says_unpinned(desk: Desk, message: Message, partner: str, tongue: str) -> None:
    """A board that the bot may not pin would scroll away: the group is told what to do."""
    if partner in desk.boards.unpinned:
        await desk.answers(message, desk.say("bind_group.not_pinned", tongue))


async def asks_tongue(desk: Desk, update: Update) -> None:
    """/language."""
    message, known = update.effective_message, await her(desk, update)
    if message is None:
        return
    tongue = known.tongue if known else tongue_of(update.effective_user)
    verb = TONGUE if private(message) else GROUP_TONGUE
    await desk.answers(message, desk.say("language_ask", tongue), _languages(desk, verb))


def _languages(desk: Desk, verb: str) -> Rows:
    return [[(desk.say(f"language.{one}", one), carries(verb, one)) for one in LANGUAGES]]


async def chooses_tongue(desk: Desk, update: Update, *about: str) -> None:
    """A tap on a language, in her own chat."""
    query, known = update.callback_query, await her(desk, update)
    if query is None or about[0] not in LANGUAGES:
        return
    try:
        known = await counsellor.sets(desk.office, query.from_user.id, tongue=about[0])
    except NotHere:
        await desk.flashes(query, desk.say("not_a_counsellor", about[0]), alert=True)
        return
    await desk.flashes(query, desk.say("language_set", known.tongue))
    if not known.working_name:
        said = f"{desk.say('welcome', known.tongue)}\n\n{desk.say('join.name_ask', known.tongue)}"
        await desk.redraws(query, said, _languages(desk, TONGUE))


async def chooses_group_tongue(desk: Desk, update: Update, *about: str) -> None:
    """A tap on a language, in the group."""
    query, chat = update.callback_query, update.effective_chat
    if query is None or chat is None or about[0] not in LANGUAGES:
        return
    partner = await counsellor.partner_of(desk.office, chat.id)
    if partner is not None:
        await counsellor.speaks(desk.office, partner, about[0])
        await desk.boards.draws(partner)
    await desk.flashes(query, desk.say("language_set", about[0]))
