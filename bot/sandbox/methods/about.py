"""A bot and Telegram about the bot itself: who it is, what it says of itself, where its updates go."""

import re
from functools import partial
from typing import Any

from bot.sandbox import refusals
from bot.sandbox.chats import Bot, Webhook, Wire
from bot.sandbox.methods.asked import Do
from bot.sandbox.reading import Asked
from bot.sandbox.telegram import Telegram

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
LONGEST = {"description": 512, "short_description": 120, "name": 64}


def get_me(_tg: Telegram, bot: Bot, _asked: Asked) -> Wire:
    return {
        **bot.user.wire(),
        "can_join_groups": True,
        "can_read_all_group_messages": not bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": bot.topics,
        "allows_users_to_create_topics": False,
    }


async def get_updates(_tg: Telegram, bot: Bot, asked: Asked) -> list[Wire]:
    if bot.webhook is not None:
        raise refusals.conflict(refusals.HAS_WEBHOOK)
    bot.queue.allow(asked.get("allowed_updates"))
    return await bot.queue.poll(asked.get("offset") or 0, asked.get("limit") or 100, asked.get("timeout") or 0)


def set_webhook(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    """Telegram takes only https; on this machine plain http is allowed, to loopback alone."""
    url = str(asked.get("url") or "")
    if not url:
        return delete_webhook(tg, bot, asked)
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise refusals.bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = asked.get("secret_token")
    if secret is not None and not SECRET.fullmatch(secret):
        raise refusals.bad("secret token contains unallowed characters")
    bot.queue.allow(asked.get("allowed_updates"))
    _drop_pending(bot, asked)
    bot.webhook = Webhook(url, secret, asked.get("max_connections") or 40)
    bot.queue.stop_poller()
    tg.touch()
    return True


def delete_webhook(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    _drop_pending(bot, asked)
    bot.webhook = None
    tg.touch()
    return True


def _drop_pending(bot: Bot, asked: Asked) -> None:
    if asked.get("drop_pending_updates"):
        bot.queue.waiting.clear()


def get_webhook_info(_tg: Telegram, bot: Bot, _asked: Asked) -> Wire:
    hook = bot.webhook
    said: Wire = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.queue.waiting),
    }
    if bot.queue.allowed is not None:
        said["allowed_updates"] = sorted(bot.queue.allowed)
    if hook is not None:
        said["max_connections"] = hook.max_connections
        if hook.last_error:
            said["last_error_date"], said["last_error_message"] = hook.last_error
    return said


def _key(what: str, asked: Asked) -> tuple[str, str]:
    scope = asked.get("scope") or {}
    place = "/".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)
    return f"{what} {place or 'default'}" if what == "commands" else what, str(asked.get("language_code") or "")


def set_my_commands(tg: Telegram, bot: Bot, asked: Asked) -> bool:
    commands: list[Any] = asked.get("commands") or []
    if len(commands) > MOST_COMMANDS:
        raise refusals.bad("BOT_COMMANDS_TOO_MUCH")
    if any(not COMMAND.fullmatch(one.get("command", "").lstrip("/")) for one in commands):
        raise refusals.bad("BOT_COMMAND_INVALID")
    bot.about[_key("commands", asked)] = commands
    tg.touch()
    return True


def get_my_commands(_tg: Telegram, bot: Bot, asked: Asked) -> list[Any]:
    return list(bot.about.get(_key("commands", asked), []))


def delete_my_commands(_tg: Telegram, bot: Bot, asked: Asked) -> bool:
    bot.about.pop(_key("commands", asked), None)
    return True


def _set(what: str, tg: Telegram, bot: Bot, asked: Asked) -> bool:
    words = str(asked.get(what) or "")
    if len(words) > LONGEST[what]:
        raise refusals.bad(f"{what.replace('_', ' ')} is too long")
    bot.about[_key(what, asked)] = words
    tg.touch()
    return True


def _get(what: str, _tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    usual = bot.user.first_name if what == "name" else ""
    return {what: bot.about.get(_key(what, asked)) or bot.about.get((what, "")) or usual}


def set_chat_menu_button(_tg: Telegram, bot: Bot, asked: Asked) -> bool:
    bot.about["menu", ""] = asked.get("menu_button") or {"type": "default"}
    return True


def get_chat_menu_button(_tg: Telegram, bot: Bot, _asked: Asked) -> Any:
    return bot.about.get(("menu", ""), {"type": "commands"})


def log_out(_tg: Telegram, _bot: Bot, _asked: Asked) -> bool:
    return True


ABOUT: dict[str, Do] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": partial(_set, "description"),
    "getMyDescription": partial(_get, "description"),
    "setMyShortDescription": partial(_set, "short_description"),
    "getMyShortDescription": partial(_get, "short_description"),
    "setMyName": partial(_set, "name"),
    "getMyName": partial(_get, "name"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "logOut": log_out,
    "close": log_out,
}
