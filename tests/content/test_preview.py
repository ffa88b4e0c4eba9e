"""The page that is mailed: whole in one file, and its engine walks as ours does."""

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from bot import content, talk
from bot.content import check, walks
from bot.content.preview import FOOTER, preview
from tests.content import example

BOOKS = [example.BOOK, *([content.HERE] if (content.HERE / "scripts" / "s00.yaml").exists() else [])]
CHROMIUM = shutil.which("chromium")


def _read(folder: Path) -> content.Content:
    return content.load(folder, check.locales_of(folder))


def test_the_page_asks_nothing_of_the_network() -> None:
    page = preview(_read(example.BOOK))
    assert not re.findall(r"""(?:src|href)=["'][^"']*|url\(|@import|fetch\(""", page)
    assert set(re.findall(r"https?://[^\s\"'\\<]+", page)) <= {"http://www.w3.org/2000/svg"}


def test_the_page_holds_every_sentence_in_both_languages() -> None:
    book = json.loads(preview(_read(example.BOOK)).split('type="application/json">')[1].partition("</script>")[0])
    facts = check.read_facts(example.BOOK, example.BOOK / "locales", today=example.TODAY)
    held = json.dumps(book["scripts"], ensure_ascii=False)
    assert all(line.text in held for line in facts.lines() if line.kind != "words")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def _opened(chromium: Any, folder: Path, tmp_path: Path, width: int = 1280) -> Page:
    (tmp_path / "preview.html").write_text(preview(_read(folder)), "utf-8")
    page: Page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "preview.html").as_uri())
    return page


#: Walks on in the page: what was heard goes in, where it led comes out.
_WALK = """heard => {
  let talk = walk.begin();
  return heard.map(says => {
    talk = says.startsWith("call ") ? walk.call(talk, says.slice(5)) : walk.press(talk, says);
    return [talk.path.map(one => one.join(".")), talk.answers, talk.raised.map(one => one.join(" ")), walk.buttons(talk).map(one => one[0])];
  });
}"""


def _ours(book: content.Content, chance: random.Random, length: int) -> tuple[list[str], list[Any]]:
    """A random walk, and where each answer led."""
    now, said, led = talk.begin(book.book), [], []
    for _ in range(length):
        says = chance.choice(walks.answers(book.book, now))
        if chance.random() < 0.08:
            says = chance.choice(["call human", "call emergency", "call erase", "call data", "not_here"])
        now = talk.step(book.book, now, walks.heard(now, says)).talk
        raised = [f"{one.level.name} {one.reason}" for one in now.raised]
        answers = {name: list(given) for name, given in now.answers.items()}
        said.append(says)
        led.append([[str(one) for one in now.path], answers, raised, list(walks.answers(book.book, now))])
    return said, led


@pytest.mark.browser
@pytest.mark.parametrize("folder", BOOKS, ids=["small", "ours"][: len(BOOKS)])
def test_the_page_walks_as_the_engine_does(chromium: Any, folder: Path, tmp_path: Path) -> None:
    page, read = _opened(chromium, folder, tmp_path), _read(folder)
    for seed in range(60):
        said, led = _ours(read, random.Random(seed), 60)
        assert page.evaluate(_WALK, said) == led, f"walk {seed}"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_both_languages_walk_together(chromium: Any, tmp_path: Path, width: int) -> None:
    page = _opened(chromium, example.BOOK, tmp_path, width)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.click("[data-tongue=both]:is(button)")
    page.click(".phone[lang=ru] .buttons button")
    assert page.inner_text("#place") == "s00.danger"
    page.click(".phone[lang=kk] .buttons button")
    assert page.inner_text(".phone[lang=ru] .bubble").startswith("Если опасность сейчас, звоните 112")
    assert page.inner_text("#level") == "L4"
    assert page.locator("#picture .here").get_attribute("id") == "numbers"
    page.click("#back")
    assert page.inner_text("#place") == "s00.danger"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []
    page.close()


@pytest.mark.browser
def test_the_footer_stands_under_every_screen(chromium: Any, tmp_path: Path) -> None:
    page = _opened(chromium, example.BOOK, tmp_path)
    assert page.locator(".phone[lang=kk] .footer button").count() == len(FOOTER)
    page.click(".phone[lang=kk] .footer button >> nth=1")
    assert page.inner_text("#place") == "s13.numbers"
    page.close()


@pytest.mark.browser
def test_a_script_that_visits_another_first_is_still_the_one_that_is_shown(chromium: Any, tmp_path: Path) -> None:
    page = _opened(chromium, example.BOOK, tmp_path)
    page.click("#scripts [data-script=s01] button")
    assert page.inner_text("#place") == "about.role"
    assert page.locator("#picture [id=signs]").count() == 1
    page.click(".phone[lang=ru] .buttons button")
    assert page.inner_text("#place") == "s01.signs"
    assert page.locator("#picture .here").get_attribute("id") == "signs"
    page.close()


@pytest.mark.browser
def test_on_paper_every_script_stands_in_both_languages(chromium: Any, tmp_path: Path) -> None:
    page = _opened(chromium, example.BOOK, tmp_path)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.inner_text("#paper")
    assert "Вы сейчас разговариваете друг с другом?" in printed
    assert "Қазір бір-біріңізбен сөйлесесіздер ме?" in printed
    assert not page.is_visible("#phones")
    page.close()
