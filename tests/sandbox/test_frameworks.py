"""Both frameworks really poll the small Telegram over HTTP, and take every update and every refusal it has."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import telegram as ptb
import telegram.error
import telegram.ext
from aiogram import Bot, Dispatcher, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.sandbox import Answer, Cut, SmallTelegram


@asynccontextmanager
async def aiogram_echo(tg: SmallTelegram, token: str) -> AsyncIterator[Bot]:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(tg.url)))
    dispatcher = Dispatcher()
    button = InlineKeyboardButton(text="Да", callback_data="да")

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(
            f"<b>{message.text}</b>",
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        )

    @dispatcher.callback_query()
    async def tapped(query: CallbackQuery) -> None:
        await query.answer("Принято", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_text("Готово")

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    try:
        yield bot
    finally:
        await dispatcher.stop_polling()
        await polling


async def test_an_aiogram_bot_polls_answers_hears_taps_and_edits(tg: SmallTelegram) -> None:
    bot, person = tg.bot("11:echo-aiogram", "echo_bot"), tg.person("Айгүл")
    async with aiogram_echo(tg, "11:echo-aiogram"):
        await person.starts(bot, "x1")
        await tg.settles(lambda: len(person.screen(bot)) == 2)
        assert person.screen(bot)[1].text == "/start x1"
        assert person.screen(bot)[1].keyboard == (("Да",),)
        await person.taps(bot, "Да")
        await tg.settles(lambda: person.screen(bot)[1].text == "Готово")
    assert [(toast.text, toast.alert) for toast in person.toasts] == [("Принято", True)]
    assert person.screen(bot)[1].keyboard == ()
    assert person.screen(bot)[1].edited
    assert tg.mistakes == []


@asynccontextmanager
async def ptb_application(tg: SmallTelegram, token: str) -> AsyncIterator[ptb.ext.Application]:
    builder = ptb.ext.Application.builder().token(token)
    application = builder.base_url(f"{tg.url}/bot").base_file_url(f"{tg.url}/file/bot").build()
    async with application:
        await application.start()
        await application.updater.start_polling(allowed_updates=ptb.Update.ALL_TYPES)
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()


async def test_a_ptb_bot_polls_keeps_topics_hears_reactions_and_taps(tg: SmallTelegram) -> None:
    bot, person = tg.bot("12:desk-ptb", "desk_bot", topics=True), tg.person("Ерлан", role="counsellor")
    heard: list[str] = []

    async def start(update: ptb.Update, context: ptb.ext.ContextTypes.DEFAULT_TYPE) -> None:
        chat = update.effective_chat
        topic = await context.bot.create_forum_topic(chat.id, "Қарлығаш-14")
        keyboard = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Взять", callback_data="take")]])
        await context.bot.send_message(
            chat.id, "Карточка", message_thread_id=topic.message_thread_id, reply_markup=keyboard, protect_content=True
        )

    async def tapped(update: ptb.Update, context: ptb.ext.ContextTypes.DEFAULT_TYPE) -> None:
        await update.callback_query.answer("Ваше")
        await context.bot.set_message_reaction(update.effective_chat.id, update.callback_query.message.id, "👍")

    async def anything(update: ptb.Update, _context: ptb.ext.ContextTypes.DEFAULT_TYPE) -> None:
        kind = "reaction" if update.message_reaction else update.effective_message.text or "note"
        heard.append(kind)

    async with ptb_application(tg, "12:desk-ptb") as application:
        application.add_handler(ptb.ext.CommandHandler("start", start))
        application.add_handler(ptb.ext.CallbackQueryHandler(tapped))
        application.add_handler(ptb.ext.MessageReactionHandler(anything), group=1)
        application.add_handler(ptb.ext.MessageHandler(ptb.ext.filters.ALL, anything), group=1)
        await person.starts(bot)
        await tg.settles(lambda: any(seen.keyboard for seen in person.screen(bot)))
        topic = person.topics(bot)["Қарлығаш-14"]
        card = person.screen(bot, topic)[-1]
        assert (card.text, card.protected, card.topic) == ("Карточка", True, topic)
        await person.taps(bot, "Взять", topic=topic)
        await tg.settles(lambda: person.screen(bot, topic)[-1].reactions == ("👍",))
        await person.types(bot, "Здравствуйте", topic=topic)
        await person.reacts(bot, card.id, "🙏")
        await tg.settles(lambda: "reaction" in heard)
    assert heard == ["/start", "note", "Здравствуйте", "reaction"]
    assert [toast.text for toast in person.toasts] == ["Ваше"]
    assert tg.mistakes == []


async def test_a_blocked_bot_gets_ptbs_forbidden(tg: SmallTelegram) -> None:
    bot, person = tg.bot("12:desk-ptb", "desk_bot"), tg.person("Ерлан")
    await person.starts(bot)
    await person.blocks(bot)
    async with ptb_application(tg, "12:desk-ptb") as application:
        with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
            await application.bot.send_message(person.id, "Вы здесь?")


REFUSALS = [
    (Answer(400, "message thread not found"), exceptions.TelegramBadRequest, telegram.error.BadRequest),
    (Answer(401), exceptions.TelegramUnauthorizedError, telegram.error.InvalidToken),
    (Answer(403, "bot was blocked by the user"), exceptions.TelegramForbiddenError, telegram.error.Forbidden),
    (Answer(409, "other getUpdates request"), exceptions.TelegramConflictError, telegram.error.Conflict),
    (Answer(429, retry_after=3), exceptions.TelegramRetryAfter, telegram.error.RetryAfter),
    (Answer(500), exceptions.TelegramServerError, telegram.error.NetworkError),
    (Answer(502), exceptions.TelegramServerError, telegram.error.NetworkError),
    (Cut(applied=False), exceptions.TelegramNetworkError, telegram.error.NetworkError),
    (Cut(applied=True), exceptions.TelegramNetworkError, telegram.error.NetworkError),
]


@pytest.mark.parametrize(("trouble", "by_aiogram", "by_ptb"), REFUSALS)
async def test_each_trouble_is_the_right_exception_in_both(
    tg: SmallTelegram,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Answer | Cut,
    by_aiogram: type[Exception],
    by_ptb: type[Exception],
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the older form of retry_after warns
    bot, person = tg.bot("13:both-bots", "both_bot"), tg.person("Айгүл")
    await person.starts(bot)
    tg.faults.add(trouble, "sendMessage")
    async with Bot("13:both-bots", session=AiohttpSession(api=TelegramAPIServer.from_base(tg.url))) as one:
        with pytest.raises(by_aiogram):
            await one.send_message(person.id, "x")
    async with ptb.Bot("13:both-bots", base_url=f"{tg.url}/bot") as other:
        with pytest.raises(by_ptb):
            await other.send_message(person.id, "x")


async def test_a_migrated_group_is_understood_by_both(tg: SmallTelegram) -> None:
    bot = tg.bot("13:both-bots", "both_bot")
    group = tg.group("Топ", [tg.person("Айгүл"), bot])
    new = tg.migrate(group)
    async with Bot("13:both-bots", session=AiohttpSession(api=TelegramAPIServer.from_base(tg.url))) as one:
        with pytest.raises(exceptions.TelegramMigrateToChat) as aiogram_says:
            await one.send_message(group.id, "x")
    async with ptb.Bot("13:both-bots", base_url=f"{tg.url}/bot") as other:
        with pytest.raises(telegram.error.ChatMigrated) as ptb_says:
            await other.send_message(group.id, "x")
    assert aiogram_says.value.migrate_to_chat_id == ptb_says.value.new_chat_id == new.id


async def test_files_go_up_from_both(tg: SmallTelegram) -> None:
    bot, person = tg.bot("13:both-bots", "both_bot"), tg.person("Айгүл")
    await person.starts(bot)
    async with Bot("13:both-bots", session=AiohttpSession(api=TelegramAPIServer.from_base(tg.url))) as one:
        await one.send_document(person.id, BufferedInputFile(b"a", "a.txt"), caption="Есеп")
    async with ptb.Bot("13:both-bots", base_url=f"{tg.url}/bot") as other:
        await other.send_document(person.id, b"b", filename="b.txt")
    assert [one.content["document"]["file_name"] for one in person.messages(bot)[1:]] == ["a.txt", "b.txt"]
    assert list(tg.telegram.files.kept.values()) == [b"a", b"b"]
    assert tg.mistakes == []


async def test_a_second_poller_ends_the_first_in_ptb(tg: SmallTelegram) -> None:
    bot = tg.bot("12:desk-ptb", "desk_bot")
    async with ptb.Bot("12:desk-ptb", base_url=f"{tg.url}/bot") as one:
        first = asyncio.create_task(one.get_updates(timeout=20))
        await tg.settles(lambda: bot.queue.polled == 1)
        async with ptb.Bot("12:desk-ptb", base_url=f"{tg.url}/bot") as other:
            await other.get_updates(timeout=0)
        with pytest.raises(telegram.error.Conflict, match="terminated by other getUpdates request"):
            await first
