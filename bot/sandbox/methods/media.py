"""Files: bots send them by upload, by name or by address, and fetch those that people sent."""

from collections.abc import Callable
from functools import partial
from typing import Any

from aiogram.types import BufferedInputFile

from bot.sandbox import refusals
from bot.sandbox.chats import Bot, Files, Wire
from bot.sandbox.methods import asked as get
from bot.sandbox.reading import Asked
from bot.sandbox.telegram import Telegram

LARGEST_FETCHED = 20 << 20  # bytes that getFile hands to a bot


def photo(file: Wire) -> Any:
    """A photo comes in sizes; one is enough here."""
    return [{**file, "width": 640, "height": 480}]


def document(file: Wire) -> Any:
    return {**file, "file_name": "document"}


def voice(file: Wire) -> Any:
    return {**file, "duration": 3, "mime_type": "audio/ogg"}


def video(file: Wire) -> Any:
    return {**file, "width": 640, "height": 480, "duration": 3}


def video_note(file: Wire) -> Any:
    return {**file, "length": 240, "duration": 3}


def sticker(file: Wire) -> Any:
    return {
        **file,
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "💙",
    }


SHAPES: dict[str, Callable[[Wire], Any]] = {
    "photo": photo,
    "document": document,
    "voice": voice,
    "audio": voice,
    "video": video,
    "animation": video,
    "video_note": video_note,
    "sticker": sticker,
}


def shape(files: Files, kind: str, content: bytes) -> Wire:
    """What a message with such a file holds."""
    return {kind: SHAPES[kind](files.keep(content, kind))}


def _file(tg: Telegram, given: Any, kind: str) -> Wire:
    if isinstance(given, BufferedInputFile):
        found: Wire = shape(tg.files, kind, given.data)
        if kind == "document":
            found[kind]["file_name"] = given.filename
        return found
    if not isinstance(given, str) or not given:
        raise refusals.bad(f"there is no {kind} in the request")
    if given in tg.files.kept:
        known = {"file_id": given, "file_unique_id": f"u{given}", "file_size": len(tg.files.kept[given])}
        return {kind: SHAPES[kind](known)}
    if given.startswith(("http://", "https://")):
        return shape(tg.files, kind, b"")  # the small Telegram never leaves this machine
    raise refusals.bad("wrong file identifier/HTTP URL specified")


def _send(kind: str, tg: Telegram, bot: Bot, asked: Asked) -> Wire:
    where = get.room(tg, bot, asked)
    content = {**_file(tg, asked.get(kind), kind), **get.caption(asked)}
    return get.post(tg, bot, asked, where, content).wire()


def get_file(tg: Telegram, _bot: Bot, asked: Asked) -> Wire:
    file_id = str(asked.get("file_id"))
    content = tg.files.kept.get(file_id)
    if content is None:
        raise refusals.bad("invalid file_id")
    if len(content) > LARGEST_FETCHED:
        raise refusals.bad("file is too big")
    path = f"files/{file_id}"
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(content), "file_path": path}


MEDIA: dict[str, get.Do] = {
    "sendPhoto": partial(_send, "photo"),
    "sendDocument": partial(_send, "document"),
    "sendVoice": partial(_send, "voice"),
    "sendAudio": partial(_send, "audio"),
    "sendVideo": partial(_send, "video"),
    "sendAnimation": partial(_send, "animation"),
    "sendVideoNote": partial(_send, "video_note"),
    "sendSticker": partial(_send, "sticker"),
    "getFile": get_file,
}
