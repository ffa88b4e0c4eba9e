"""Files that bots send and fetch."""

from typing import Any

import aiohttp

from bot.sandbox import Person, SmallTelegram
from bot.sandbox.chats import Bot
from bot.sandbox.methods import media


async def test_an_uploaded_document_can_be_fetched_again(
    tg: SmallTelegram, call: Any, bot: Bot, person: Person
) -> None:
    form = aiohttp.FormData({"chat_id": str(person.id), "caption": "Есеп"})
    form.add_field("document", b"a,b\n1,2\n", filename="report.csv")
    async with call.session.post(f"{tg.url}/bot{bot.token}/sendDocument", data=form) as answer:
        said = (await answer.json())["result"]
    assert (said["caption"], said["document"]["file_name"]) == ("Есеп", "report.csv")
    file = await call("getFile", file_id=said["document"]["file_id"])
    async with call.session.get(f"{tg.url}/file/bot{bot.token}/{file['file_path']}") as answer:
        assert await answer.read() == b"a,b\n1,2\n"
    assert tg.mistakes == []


async def test_a_file_that_a_person_sent_has_a_name_to_send_it_by(call: Any, bot: Bot, person: Person) -> None:
    await person.sends_file(bot, "photo", caption="Сурет", content=b"jpeg")
    (update,) = await call.updates()
    photo = update["message"]["photo"][-1]
    assert photo["file_size"] == 4
    again = await call("sendPhoto", chat_id=person.id, photo=photo["file_id"])
    assert again["photo"][0]["file_id"] == photo["file_id"]


async def test_an_unknown_name_is_refused(call: Any, person: Person) -> None:
    said = await call.refused("sendPhoto", chat_id=person.id, photo="nothing")
    assert said == "Bad Request: wrong file identifier/HTTP URL specified"
    assert await call.refused("getFile", file_id="nothing") == "Bad Request: invalid file_id"


async def test_bots_cannot_fetch_what_is_larger_than_twenty_megabytes(tg: SmallTelegram, call: Any) -> None:
    kept = tg.telegram.files.keep(bytes(media.LARGEST_FETCHED + 1), "video")
    assert await call.refused("getFile", file_id=kept["file_id"]) == "Bad Request: file is too big"


async def test_a_long_caption_is_refused(call: Any, person: Person) -> None:
    said = await call.refused("sendPhoto", chat_id=person.id, photo="https://x.kz/a", caption="қ" * 1025)
    assert said == "Bad Request: message caption is too long"


async def test_a_file_needs_the_bots_own_token(tg: SmallTelegram, call: Any) -> None:
    kept = tg.telegram.files.keep(b"x", "photo")
    async with call.session.get(f"{tg.url}/file/bot1:nobody/files/{kept['file_id']}") as answer:
        assert answer.status == 404
