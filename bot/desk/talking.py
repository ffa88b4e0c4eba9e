"""Her words to a seeker. They are never lost and never reach another: when it is not clear whose they are, or they might
name somebody, they wait, sealed, until she taps.
"""

from telegram import Message, MessageEntity, Update

from bot.desk import joining
from bot.desk.face import Desk, her, private, tongue_of
from bot.desk.taking import case_meant
from bot.errors import NotHere
from bot.office import counsellor, unsent
from bot.office.counsellor import Colleague

#: What of a message makes it something that is not passed on, the most telling first.
_KINDS = (
    "photo",
    "video",
    "video_note",
    "animation",
    "voice",
    "audio",
    "document",
    "sticker",
    "contact",
    "location",
    "venue",
    "poll",
)
#: Kinds that are explained in the words of another.
_LIKE = {"video_note": "video", "animation": "video", "venue": "location"}
_LINKS = (MessageEntity.URL, MessageEntity.TEXT_LINK, MessageEntity.EMAIL)
_ACCOUNTS = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)


def not_passed_on(message: Message) -> str | None:
    """What a message is if it is not passed on: `photo`, `link`, `forward`…; None for plain words."""
    if message.forward_origin is not None:
        return "forward"
    for kind in _KINDS:
        if getattr(message, kind):
            return _LIKE.get(kind, kind)
    if not message.text:
        return "other"
    found = {entity.type for entity in message.entities}
    return "link" if found & set(_LINKS) else "contact" if found & set(_ACCOUNTS) else None


async def writes(desk: Desk, update: Update) -> None:
    """Anything that is not a command, in her private chat."""
    message = update.message
    if message is None or not private(message):
        return
    known = await her(desk, update)
    if known is None:
        await desk.answers(message, desk.say("not_a_counsellor", tongue_of(update.effective_user)))
    elif not known.working_name:
        await joining.names(desk, message, known)
    elif kind := not_passed_on(message):
        await desk.answers(message, desk.say(f"not_passed_on.{kind}", known.tongue))
    else:
        await _says(desk, message, known, message.text or "")


async def _says(desk: Desk, message: Message, known: Colleague, words: str) -> None:
    chat, origin = message.chat_id, message.message_id
    case = await case_meant(desk, message)
    asks = bool(desk.asks(words))
    if case is None and not await counsellor.holds(desk.office, chat):
        key = "topic_without_case" if message.is_topic_message else "no_case_words"
        await desk.answers(message, desk.say(key, known.tongue))
    elif case is None or asks:
        await unsent.keeps(desk.office, chat, words, origin, case.id if case else None, asks=asks)
    else:
        await _goes(desk, message, known, case.id, words)


async def _goes(desk: Desk, message: Message, known: Colleague, case: str, words: str) -> None:
    try:
        await counsellor.writes(desk.office, message.chat_id, case, words, message.message_id)
    except NotHere:  # it ended while she was writing
        await desk.answers(message, desk.say("not_yours", known.tongue))


async def edits(desk: Desk, update: Update) -> None:
    """She changed a message: the seeker sees it changed, or it goes now if it waited for that."""
    message = update.edited_message
    if message is None or not private(message):
        return
    known = await her(desk, update)
    if known is None or not known.working_name:
        return
    if kind := not_passed_on(message):
        await desk.answers(message, desk.say(f"not_passed_on.{kind}", known.tongue))
        return
    words = message.text or ""
    try:
        became = await unsent.edits(
            desk.office, message.chat_id, words, message.message_id, asks=bool(desk.asks(words))
        )
    except NotHere:
        became = unsent.NOT_CARRIED
    if became == unsent.NOT_CARRIED:
        await desk.answers(message, desk.say("edit_not_carried", known.tongue))


# — words that wait —


async def sends_to(desk: Desk, update: Update, *about: str) -> None:
    """A tap on the case that her words are for."""
    await _decides(desk, update, about[0], about[1])


async def sends(desk: Desk, update: Update, *about: str) -> None:
    """A tap on «Send» about words that might name somebody."""
    await _decides(desk, update, about[0], None)


async def _decides(desk: Desk, update: Update, origin: str, case: str | None) -> None:
    query, known = update.callback_query, await her(desk, update)
    if query is None or known is None:
        return
    try:
        became = await unsent.goes(desk.office, query.from_user.id, int(origin), case)
    except NotHere:
        await desk.flashes(query, desk.say("words_gone", known.tongue), alert=True)
        await desk.redraws(query, desk.say("words_gone", known.tongue))
        return
    await desk.flashes(query)
    said = "words_sent" if became == unsent.SENT else "words_wait"
    await desk.redraws(query, desk.say(said, known.tongue))


async def changes(desk: Desk, update: Update, *_about: str) -> None:
    """A tap on «Change»: the words wait on, and go when she edits her message."""
    query, known = update.callback_query, await her(desk, update)
    if query is not None and known is not None:
        await desk.flashes(query, desk.say("change_hint", known.tongue), alert=True)


async def drops(desk: Desk, update: Update, *about: str) -> None:
    """A tap on «Do not send»."""
    query, known = update.callback_query, await her(desk, update)
    if query is None or known is None:
        return
    await unsent.drops(desk.office, query.from_user.id, int(about[0]))
    await desk.flashes(query)
    await desk.redraws(query, desk.say("words_dropped", known.tongue))
