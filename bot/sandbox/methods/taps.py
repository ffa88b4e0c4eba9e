"""The answer to a finger on a button: until it comes, the button spins."""

from bot.sandbox import markup, refusals
from bot.sandbox.chats import Bot
from bot.sandbox.methods.asked import Do
from bot.sandbox.reading import Asked
from bot.sandbox.telegram import Telegram
from bot.sandbox.updates import CALLBACK_LIFE

LONGEST_ANSWER = 200


def answer_callback_query(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    tap = tg.taps.get(str(asked.get("callback_query_id")))
    if tap is None or tap.message.sender is not bot.user or tg.now() - tap.at > CALLBACK_LIFE:
        raise refusals.bad(refusals.TOO_OLD)
    text = asked.get("text") or ""
    if markup.units(text) > LONGEST_ANSWER:
        raise refusals.bad("MESSAGE_TOO_LONG")
    if tap.answer is None:  # a second answer is taken and shows nothing
        tap.answer = {"text": text, "show_alert": bool(asked.get("show_alert"))}
        if text:
            tg.toast(tap.by, bot, text, alert=bool(asked.get("show_alert")))
        tg.touch()
    return True


TAPS: dict[str, Do] = {"answerCallbackQuery": answer_callback_query}
