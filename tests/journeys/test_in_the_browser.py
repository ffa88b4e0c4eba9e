"""The same journey with a mouse: both phones on the sandbox's page, in a real browser, in either language."""

import os
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect
from playwright.async_api import TimeoutError as TooLong

from bot.office import kept
from tests.journeys.conftest import Town

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Where pictures of each moment go; none are taken when nobody asked.
PICTURES = os.environ.get("SENIM_PICTURES", "")
#: What is typed and seen by language: its name, a first message, an answer, and a message with a name and a phone.
TYPED = {
    "kk": (
        "Қазақша",
        "Қызым үйге келмей жатыр",
        "Мен осындамын, асықпаңыз",
        "Ұлымның аты Ерболат, нөмірі 8 701 555 44 33",
        "[ЕСІМ-1]",
        "Ұлымның аты Ерболат, нөмірі [ТЕЛЕФОН]",
    ),
    "ru": (
        "Русский",
        "Дочь не пришла домой",
        "Я здесь, не спешите",
        "Моего сына зовут Ерболат, его номер 8 701 555 44 33",
        "[ИМЯ-1]",
        "Моего сына зовут Ерболат, его номер [ТЕЛЕФОН]",
    ),
}
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="There is no Chromium on this machine."),
]


@dataclass
class Hand:
    """Somebody who sees only the page and has a mouse."""

    page: Page
    town: Town
    spoken: str
    trouble: list[str] = field(default_factory=list)

    def phone(self, role: str) -> Locator:
        return self.page.get_by_test_id(f"phone-{role}")

    def word(self, key: str, **facts: object) -> str:
        return self.town.words.say(key, self.spoken, **facts)

    async def taps(self, role: str, label: str) -> None:
        """A button that carries this label and nothing else, the newest of them; then the answer is waited for."""
        button = self.phone(role).get_by_test_id("inline-button").get_by_text(label, exact=True).last
        await button.wait_for()
        words = self.phone(role).get_by_test_id("message").last
        before = await words.inner_text()
        await button.click()
        await expect(words).not_to_have_text(before, use_inner_text=True)

    async def reads(self, role: str, words: str) -> None:
        await expect(self.phone(role).get_by_test_id("words").filter(has_text=words).last).to_be_visible()

    async def writes(self, role: str, words: str) -> None:
        await self.phone(role).get_by_test_id("input").fill(words)
        await self.phone(role).get_by_test_id("send").click()

    async def has(self, role: str, label: str) -> bool:
        return await self.phone(role).get_by_test_id("inline-button").get_by_text(label, exact=True).count() > 0

    async def picture(self, name: str) -> None:
        """The moment on a laptop and on a phone, for people to look at."""
        if not PICTURES:
            return
        for size, view in (("laptop", LAPTOP), ("phone", PHONE)):
            await self.page.set_viewport_size(view)
            for tab in ("seeker", "counsellor", "kept") if size == "phone" else ("",):
                if tab:
                    await self.page.get_by_test_id(f"tab-{tab}").click()
                await self.page.screenshot(
                    path=f"{PICTURES}/{self.spoken}-{name}-{size}{tab and '-' + tab}.png", animations="disabled"
                )
        await self.page.set_viewport_size(LAPTOP)


@pytest.fixture(params=["kk", "ru"])
async def hand(town: Town, request: pytest.FixtureRequest) -> AsyncIterator[Hand]:
    town.tg.kept = lambda chat: kept.rows(town.office, chat)
    async with async_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport=LAPTOP)
        hand = Hand(page, town, request.param)
        page.on("pageerror", lambda fault: hand.trouble.append(str(fault)))
        await page.goto(town.tg.url)
        yield hand
        assert hand.trouble == []
        await page.close()
        await browser.close()


async def walks_to_the_card(hand: Hand) -> None:
    await hand.phone("seeker").get_by_test_id("start").click()
    await hand.taps("seeker", TYPED[hand.spoken][0])
    for context in ("s00.limits.clear", "s00.safe.safe", "s00.danger.calm"):
        await hand.taps("seeker", hand.word(context))
    await hand.reads("seeker", hand.town.office.content.words.translate("menu.top", _menu(hand), hand.spoken))
    await hand.picture("2-menu")
    for context in ("menu.top.close", "menu.close.partner", "s02.who.mother"):
        await hand.taps("seeker", hand.word(context))
    await hand.taps("seeker", hand.word("seeker.human"))
    await _onward_until(hand, hand.word("seeker.send_card"))


def _menu(hand: Hand) -> str:
    return str(getattr(hand.town.office.content.book["menu"].nodes["top"], "text", ""))


async def _onward_until(hand: Hand, label: str, at_most: int = 40) -> None:
    """Declines what may be declined. A screen may be redrawn under the mouse; then the hand looks again, as people do."""
    choices = [hand.word(one) for one in ("human.offer.go", "human.own_words.none", "seeker.skip", "seeker.next")]
    buttons = hand.phone("seeker").get_by_test_id("message").last.get_by_test_id("inline-button")
    for _ in range(at_most):
        await buttons.first.wait_for()
        labels = await buttons.all_inner_texts()
        if label in labels:
            return
        with suppress(TooLong, AssertionError, IndexError):
            wanted = next((one for one in choices if one in labels), None) or labels[0]
            await buttons.get_by_text(wanted, exact=True).first.click(timeout=1000)
            await expect(buttons).not_to_have_text(labels, timeout=1000)
    raise AssertionError(f"There was no {label!r}.")


async def test_two_phones_meet_on_the_page(hand: Hand) -> None:
    """From Start on the left phone to a closed case on the right, with nothing but taps and words."""
    town = hand.town
    await hand.page.get_by_test_id(f"language-{hand.spoken}").click()
    await expect(hand.phone("seeker").get_by_test_id("start")).to_be_visible()
    await hand.reads(
        "counsellor", town.words.say("desk.no_cases", "ru")
    )  # the page opens where work begins: at the group's board
    await hand.picture("1-first")
    await walks_to_the_card(hand)
    await hand.picture("3-card")
    await hand.taps("seeker", hand.word("seeker.send_card"))
    await hand.reads("seeker", "Қарлығаш-1")
    await expect(hand.phone("counsellor").get_by_test_id("inline-button").filter(has_text="Қарлығаш-1")).to_be_visible()
    await hand.picture("4-waiting-and-board")

    await hand.phone("counsellor").get_by_test_id("inline-button").filter(has_text="Қарлығаш-1").click()
    await hand.reads("seeker", hand.word("seeker.case_taken", name="Қарлығаш-1"))
    await hand.phone("counsellor").get_by_test_id("back").click()
    await hand.phone("counsellor").get_by_test_id("chat-row").filter(has_text="Senim Desk").click()
    await hand.phone("counsellor").get_by_test_id("topic-row").filter(has_text="Қарлығаш-1").click()
    await hand.reads("counsellor", "Қарлығаш-1")
    await hand.picture("5-topic-with-card")

    _, first, answer, named, hidden, shown = TYPED[hand.spoken]
    await hand.writes("seeker", first)
    await hand.reads("counsellor", first)
    await hand.writes("counsellor", answer)
    await hand.reads("seeker", answer)
    await expect(hand.page.get_by_test_id("kept-row").first).to_be_visible()
    await hand.picture("6-live")

    await hand.writes("seeker", named)
    await hand.taps("seeker", hand.word("seeker.hidden_reveal", thing=hidden))
    await hand.picture("7-one-thing-shown")
    await hand.taps("seeker", hand.word("seeker.hidden_send"))
    await hand.reads("counsellor", shown)

    await _closes(hand)
    await hand.reads("seeker", hand.word("seeker.case_closed", name="Қарлығаш-1"))
    await hand.picture("8-closed")


async def _closes(hand: Hand) -> None:
    for key in ("desk.close", "desk.close_yes"):
        spoken = [hand.word(key), hand.town.words.say(key, "ru")]
        buttons = hand.phone("counsellor").get_by_test_id("inline-button")
        await buttons.filter(has_text=spoken[0]).or_(buttons.filter(has_text=spoken[1])).last.click()
