"""Which handler hears what: commands, taps, words, and what Telegram says about places."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.desk import buttons, comings, joining, taking, talking
from bot.desk.face import Desk, her, private, tongue_of

Handler = Callable[[Desk, Update], Awaitable[None]]

COMMANDS: dict[str, Handler] = {
    "start": joining.starts,
    "join": joining.joins,
    "bind": joining.binds,
    "language": joining.asks_tongue,
    "board": taking.reposts,
    "queue": taking.only_hers(taking.queue),
    "mine": taking.only_hers(taking.mine),
    "duty": taking.only_hers(taking.duty),
    "close": taking.only_hers(taking.asks_close),
    "release": taking.only_hers(taking.asks_release),
}

#: The verb of a button → its handler, and how many facts the button carries.
TAPS: dict[str, tuple[Callable[..., Awaitable[None]], int]] = {
    buttons.TAKE: (taking.takes, 1),
    buttons.SHOW: (taking.shows, 1),
    buttons.CLOSE: (taking.asks_to_close, 1),
    buttons.CLOSED: (taking.closes, 1),
    buttons.RELEASE: (taking.asks_to_release, 1),
    buttons.RELEASED: (taking.releases, 1),
    buttons.KEEP: (taking.goes_on, 0),
    buttons.DUTY: (taking.turns, 1),
    buttons.TO: (talking.sends_to, 2),
    buttons.SEND: (talking.sends, 1),
    buttons.CHANGE: (talking.changes, 1),
    buttons.DROP: (talking.drops, 1),
    buttons.TONGUE: (joining.chooses_tongue, 1),
    buttons.GROUP_TONGUE: (joining.chooses_group_tongue, 1),
}

#: Commands in Telegram's own menu: in her chat, and in a group.
HERS, OF_GROUP = ("queue", "mine", "duty", "close", "release", "language", "help"), ("bind", "board", "language")

Facts = dict[Any, Any]
Context = CallbackContext[ExtBot[None], Facts, Facts, Facts]


def listen(application: Application[ExtBot[None], Context, Facts, Facts, Facts, None], desk: Desk) -> None:
    def on(handler: Handler) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
        async def heard(update: Update, _context: Context) -> None:
            await handler(desk, update)

        return heard

    fresh = filters.UpdateType.MESSAGE
    for command, handler in COMMANDS.items():
        application.add_handler(CommandHandler(command, on(handler), fresh))
    application.add_handler(MessageHandler(fresh & filters.COMMAND, on(helps)))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, on(comings.moves)))
    application.add_handler(MessageHandler(filters.StatusUpdate.FORUM_TOPIC_CREATED, on(comings.topic_made)))
    application.add_handler(MessageHandler(fresh & ~filters.StatusUpdate.ALL, on(talking.writes)))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, on(talking.edits)))
    application.add_handler(CallbackQueryHandler(on(taps)))
    application.add_handler(ChatMemberHandler(on(comings.comes_or_goes), ChatMemberHandler.MY_CHAT_MEMBER))


async def helps(desk: Desk, update: Update) -> None:
    """/help, and every command that is not known."""
    message, known = update.effective_message, await her(desk, update)
    if message is None or not private(message):
        return
    tongue = known.tongue if known else tongue_of(update.effective_user)
    lines = [desk.say("help", tongue), *(f"/{name} — {desk.say(f'commands.{name}', tongue)}" for name in HERS)]
    if not (message.text or "").startswith("/help"):
        lines.insert(0, desk.say("unknown_command", tongue))
    await desk.answers(message, "\n".join(lines))


async def taps(desk: Desk, update: Update) -> None:
    """Every tap is answered; a button that means nothing any more says so, and goes."""
    query = update.callback_query
    if query is None:
        return
    verb, about = buttons.read(query.data or "")
    handler, facts = TAPS.get(verb, (None, 0))
    if handler is not None and len(about) == facts:
        await handler(desk, update, *about)
        return
    known = await her(desk, update)
    await desk.flashes(
        query, desk.say("stale_button", known.tongue if known else tongue_of(query.from_user)), alert=True
    )
    await desk.loses_buttons(query)
