"""The page in a real browser: two telephones that talk, on a laptop and on a small screen."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.sandbox import DESK_TOKEN, SEEKER_TOKEN, Person, SmallTelegram
from bot.sandbox.chats import Bot, Room

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")]


@dataclass
class Stage:
    tg: SmallTelegram
    page: Page
    seeker: Person
    counsellor: Person
    bot: Bot
    desk: Bot
    group: Room
    call: Any

    def phone(self, role: str) -> Locator:
        return self.page.get_by_test_id(f"phone-{role}")

    async def says(self, chat: int, text: str, token: str = SEEKER_TOKEN, **more: Any) -> int:
        said = await self.call.raw("sendMessage", token=token, chat_id=chat, text=text, **more)
        assert said["ok"], said
        return int(said["result"]["message_id"])


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture
async def stage(tg: SmallTelegram, call: Any, browser: Browser) -> AsyncIterator[Stage]:
    seeker_bot, desk = tg.two_bots()
    seeker, counsellor = tg.person("Қонақ", language="kk"), tg.person("Асель", role="counsellor")
    group = tg.group("Кезек", [tg.person("Басшы", role="counsellor"), desk])
    page = await browser.new_page(viewport={"width": 1440, "height": 860})
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("requestfailed", lambda request: trouble.append(request.url) if "/events" not in request.url else None)
    outside: list[str] = []
    page.on(
        "request",
        lambda request: outside.append(request.url) if not request.url.startswith((tg.url, "data:")) else None,
    )
    await page.goto(tg.url)
    yield Stage(tg, page, seeker, counsellor, seeker_bot, desk, group, call)
    await page.close()
    assert trouble == []
    assert outside == []


async def test_a_seeker_starts_types_and_taps(stage: Stage) -> None:
    phone = stage.phone("seeker")
    await phone.get_by_test_id("start").click()
    await expect(phone.get_by_test_id("words")).to_have_text("/start")
    keys = {"inline_keyboard": [[{"text": "Ия", "callback_data": "yes"}]]}
    asked = await stage.says(stage.seeker.id, "<b>Сәлем</b> 🔥", parse_mode="HTML", reply_markup=keys)
    await expect(phone.locator(".words strong")).to_have_text("Сәлем")
    await phone.get_by_test_id("inline-button").click()
    await stage.tg.settles(lambda: stage.bot.queue.waiting[-1].update.get("callback_query"))
    tap = stage.bot.queue.waiting[-1].update["callback_query"]["id"]
    await stage.call.raw("answerCallbackQuery", token=SEEKER_TOKEN, callback_query_id=tap, text="Жазып алдық")
    await expect(phone.get_by_test_id("toast")).to_have_text("Жазып алдық")
    edit = {"chat_id": stage.seeker.id, "message_id": asked, "text": "Рақмет"}
    await stage.call.raw("editMessageText", token=SEEKER_TOKEN, **edit)
    await expect(phone.get_by_test_id("words").last).to_have_text("Рақмет")
    await expect(phone.get_by_test_id("edited")).to_be_visible()
    await phone.get_by_test_id("input").fill("Менің сөзім")
    await phone.get_by_test_id("input").press("Enter")
    await expect(phone.get_by_test_id("words").last).to_have_text("Менің сөзім")
    await stage.call.raw("deleteMessage", token=SEEKER_TOKEN, chat_id=stage.seeker.id, message_id=asked)
    await expect(phone.get_by_test_id("words")).to_have_text(["/start", "Менің сөзім"])


async def test_an_alert_must_be_closed(stage: Stage) -> None:
    phone = stage.phone("seeker")
    await expect(phone.get_by_test_id("start")).to_be_visible()
    stage.tg.telegram.toast(stage.seeker.user, stage.bot, "Назар аударыңыз", alert=True)
    stage.tg.telegram.touch()
    await expect(phone.get_by_test_id("alert")).to_contain_text("Назар аударыңыз")
    await phone.get_by_test_id("alert-ok").click()
    await expect(phone.get_by_test_id("alert")).to_have_count(0)


async def test_a_reply_keyboard_and_the_attach_menu_send(stage: Stage) -> None:
    await stage.seeker.starts(stage.bot)
    await stage.says(stage.seeker.id, "Жаза беріңіз", reply_markup={"keyboard": [[{"text": "Аяқтау"}]]})
    phone = stage.phone("seeker")
    await phone.get_by_test_id("reply-button").click()
    await expect(phone.get_by_test_id("words").last).to_have_text("Аяқтау")
    for kind in ("photo", "voice", "sticker", "document", "contact", "location", "forward"):
        await phone.get_by_test_id("attach").click()
        await phone.get_by_test_id(f"attach-{kind}").click()
    await stage.tg.settles(lambda: len(stage.seeker.screen(stage.bot)) == 10)
    sent = [next(iter(one.content)) for one in stage.seeker.messages(stage.bot)[3:]]
    assert sent == ["photo", "voice", "sticker", "document", "contact", "location", "text"]


async def test_a_message_is_edited_answered_reacted_to_and_deleted_from_its_menu(stage: Stage) -> None:
    await stage.seeker.starts(stage.bot)
    await stage.says(stage.seeker.id, "Сұрақ")
    phone = stage.phone("seeker")
    messages = phone.get_by_test_id("list").get_by_test_id("message")
    theirs = phone.locator("[data-test=message][data-id='2']")
    await theirs.get_by_test_id("message-menu").click()
    await phone.get_by_test_id("react-👍").click()
    await expect(theirs.get_by_test_id("reaction")).to_have_text("👍")
    await theirs.get_by_test_id("message-menu").click()
    await phone.get_by_test_id("reply").click()
    await phone.get_by_test_id("input").fill("Жауап")
    await phone.get_by_test_id("send").click()
    await expect(messages.last.locator(".quoted")).to_contain_text("Сұрақ")
    await messages.last.get_by_test_id("message-menu").click()
    await phone.get_by_test_id("edit").click()
    await phone.get_by_test_id("input").fill("Басқа жауап")
    await phone.get_by_test_id("send").click()
    await expect(messages.last.get_by_test_id("words")).to_have_text("Басқа жауап")
    await messages.last.get_by_test_id("message-menu").click()
    await phone.get_by_test_id("delete").click()
    await expect(phone.get_by_test_id("words")).to_have_text(["/start", "Сұрақ"])


async def test_the_bot_is_blocked_and_unblocked(stage: Stage) -> None:
    await stage.seeker.starts(stage.bot)
    phone = stage.phone("seeker")
    await phone.get_by_test_id("chat-menu").click()
    await phone.get_by_test_id("block").click()
    await expect(phone.get_by_test_id("unblock")).to_be_visible()
    said = await stage.call.raw("sendMessage", token=SEEKER_TOKEN, chat_id=stage.seeker.id, text="x")
    assert said["description"] == "Forbidden: bot was blocked by the user"
    await phone.get_by_test_id("unblock").click()
    await expect(phone.get_by_test_id("input")).to_be_visible()


async def test_commands_copies_and_links_to_the_bot_work_from_the_chat(stage: Stage) -> None:
    commands = [{"command": "stop", "description": "Тоқтату"}]
    await stage.call.raw("setMyCommands", token=SEEKER_TOKEN, commands=commands)
    await stage.seeker.starts(stage.bot)
    buttons = [
        [{"text": "Код", "copy_text": {"text": "QAR-14"}}],
        [{"text": "Қайту", "url": f"https://t.me/{stage.bot.username}?start=QAR-14"}],
    ]
    await stage.says(stage.seeker.id, "Кодыңыз", reply_markup={"inline_keyboard": buttons})
    phone = stage.phone("seeker")
    await phone.get_by_test_id("inline-button").first.click()
    await expect(phone.get_by_test_id("toast")).to_be_visible()
    await phone.get_by_test_id("inline-button").last.click()
    await expect(phone.get_by_test_id("words").last).to_have_text("/start QAR-14")
    await phone.get_by_test_id("chat-menu").click()
    await expect(phone.get_by_test_id("sheet")).not_to_contain_text("object")
    await phone.get_by_test_id("command").click()
    await expect(phone.get_by_test_id("words").last).to_have_text("/stop")


async def test_a_counsellor_joins_the_group_and_works_in_topics(stage: Stage) -> None:
    phone = stage.phone("counsellor")
    await phone.get_by_test_id("join-group").click()
    board = await stage.says(stage.group.id, "Тақта", token=DESK_TOKEN)
    await stage.call.raw("pinChatMessage", token=DESK_TOKEN, chat_id=stage.group.id, message_id=board)
    await phone.get_by_test_id("chat-row").nth(1).click()
    await expect(phone.get_by_test_id("pinned")).to_contain_text("Тақта")
    await phone.get_by_test_id("back").click()
    await phone.get_by_test_id("chat-row").first.click()
    await phone.get_by_test_id("start").click()
    await stage.tg.settles(lambda: stage.counsellor.screen(stage.desk))
    made = await stage.call.raw("createForumTopic", token=DESK_TOKEN, chat_id=stage.counsellor.id, name="Қарлығаш-14")
    topic = made["result"]["message_thread_id"]
    await stage.says(stage.counsellor.id, "Карточка", token=DESK_TOKEN, message_thread_id=topic)
    await phone.get_by_test_id("topic-row").click()
    await phone.get_by_test_id("input").fill("Саламатсыз ба")
    await phone.get_by_test_id("send").click()
    await expect(phone.get_by_test_id("words").last).to_have_text("Саламатсыз ба")
    assert stage.counsellor.screen(stage.desk)[-1].topic == topic
    await stage.call.raw("deleteForumTopic", token=DESK_TOKEN, chat_id=stage.counsellor.id, message_thread_id=topic)
    await expect(phone.get_by_test_id("words")).to_have_text(["/start"])


async def test_people_are_added_and_switched_and_the_language_too(stage: Stage) -> None:
    column = stage.page.get_by_test_id("column-seeker")
    await column.get_by_test_id("add-person").click()
    switch = column.get_by_test_id("person-switch")
    await expect(switch.locator("option")).to_have_count(2)
    await expect(stage.phone("seeker").get_by_test_id("start")).to_have_text("Начать")
    await stage.page.get_by_test_id("language-kk").click()
    await expect(stage.phone("seeker").get_by_test_id("start")).to_have_text("Бастау")
    await stage.seeker.starts(stage.bot)
    await switch.select_option("Қонақ")
    await expect(stage.phone("seeker").get_by_test_id("words")).to_have_text("/start")


async def test_what_is_kept_is_shown_as_it_changes(stage: Stage) -> None:
    async def kept(user_id: int) -> list[tuple[str, str]]:
        return [("Жазған сөздер", str(len(stage.tg.people[user_id].screen(stage.bot))))]

    stage.tg.kept = kept
    await stage.seeker.starts(stage.bot)
    await expect(stage.page.get_by_test_id("kept-row")).to_contain_text("1")
    await stage.seeker.types(stage.bot, "x")
    await expect(stage.page.get_by_test_id("kept-row")).to_contain_text("2")


@pytest.mark.parametrize(("width", "height"), [(360, 640), (412, 915)])
async def test_on_a_small_screen_one_telephone_fills_it_without_sideways_scrolling(
    stage: Stage, width: int, height: int
) -> None:
    await stage.seeker.starts(stage.bot)
    rows = [
        [{"text": "Ұзақ жазуы бар түйме", "callback_data": "x"}, {"text": "Екінші түйме", "callback_data": "y"}]
    ] * 3
    await stage.says(stage.seeker.id, "Сөз " * 40 + "ш" * 60, reply_markup={"inline_keyboard": rows})
    page = stage.page
    await page.set_viewport_size({"width": width, "height": height})
    await expect(stage.phone("seeker")).to_be_visible()
    await expect(stage.phone("counsellor")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    box = await stage.phone("seeker").get_by_test_id("input").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= height
    await page.get_by_test_id("tab-counsellor").click()
    await expect(stage.phone("counsellor")).to_be_visible()
    await page.get_by_test_id("tab-kept").click()
    await expect(page.get_by_test_id("kept")).to_be_visible()


async def test_everything_that_can_be_pressed_has_a_name(stage: Stage) -> None:
    await stage.seeker.starts(stage.bot)
    keys = {"inline_keyboard": [[{"text": "Ия", "callback_data": "yes"}]]}
    await stage.says(stage.seeker.id, "Сұрақ", reply_markup=keys)
    await stage.phone("seeker").get_by_test_id("inline-button").wait_for()
    nameless = """[...document.querySelectorAll("button, a, select, textarea")]
        .filter((node) => node.checkVisibility() && !node.innerText?.trim() && !node.getAttribute("aria-label"))
        .map((node) => node.outerHTML)"""
    assert await stage.page.evaluate(nameless) == []


async def test_the_page_says_that_the_server_is_gone_and_starts_anew_when_it_is_back(browser: Browser) -> None:
    async with SmallTelegram() as first:
        first.two_bots()
        first.person("Бірінші")
        url = first.url
        page = await browser.new_page()
        await page.goto(url)
        await expect(page.get_by_test_id("column-seeker").locator("option")).to_have_text(["Бірінші"])
        await expect(page.get_by_test_id("start").first).to_be_visible()
    await expect(page.get_by_test_id("offline")).to_be_visible()
    async with SmallTelegram(port=int(url.rpartition(":")[2]), seed=3) as second:
        second.two_bots()
        second.telegram.new_user("Орын")  # so that numbers of people differ
        second.person("Екінші")
        await expect(page.get_by_test_id("column-seeker").locator("option")).to_have_text(["Екінші"])
        await page.close()
