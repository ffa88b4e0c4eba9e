"""Telegram's HTML, read as Telegram reads it."""

import pytest

from bot.sandbox import markup
from bot.sandbox.refusals import Refusal


def entity(kind: str, offset: int, length: int, **more: str) -> dict:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>Сәлем</b>, дос", "Сәлем, дос", [entity("bold", 0, 5)]),
        ("🔥 <i>жедел</i>", "🔥 жедел", [entity("italic", 3, 5)]),
        ("a &lt; b &amp; c &#33;", "a < b & c !", []),
        ("<b>а<i>б</i></b>", "аб", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ('<a href="https://x.kz/1">тут</a>', "тут", [entity("text_link", 0, 3, url="https://x.kz/1")]),
        ("<a>тут</a>", "тут", []),
        ('<span class="tg-spoiler">ой</span>', "ой", [entity("spoiler", 0, 2)]),
        ("<blockquote expandable>ой</blockquote>", "ой", [entity("expandable_blockquote", 0, 2)]),
        ("\n  <b> край </b>\n", "край", [entity("bold", 0, 4)]),
        ("<b></b>пусто", "пусто", []),
    ],
)
def test_tags_become_entities(html: str, text: str, entities: list[dict]) -> None:
    assert markup.read(html, "HTML", None) == (text, entities)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>абзац</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("да <br> нет", 'Unsupported start tag "br" at byte offset 5'),
        ("<b>жирно", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>а</i>", 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
        ("а</b>", "Unexpected end tag at byte offset 2"),
        ("1 < 2", 'Unsupported start tag "" at byte offset'),
        ("<!-- тайна -->", 'Unsupported start tag "!--"'),
        ("<span>о</span>", 'Unsupported start tag "span" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(html: str, why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        markup.read(html, "HTML", None)
    assert refusal.value.description.startswith(f"Bad Request: can't parse entities: {why}")


def test_other_markup_is_a_mistake() -> None:
    with pytest.raises(Refusal) as refusal:
        markup.read("*a*", "MarkdownV2", None)
    assert refusal.value.mistake


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/start x1", ["bot_command"]),
        ("смотри https://example.kz/a и /stop", ["url", "bot_command"]),
        ("пиши a.b@example.kz или @somebody", ["email", "mention"]),
        ("24/7 и и/или", []),
    ],
)
def test_commands_and_addresses_are_found_in_plain_words(text: str, kinds: list[str]) -> None:
    assert [one["type"] for one in markup.read(text, None, None)[1]] == kinds


def test_nothing_is_found_inside_code() -> None:
    assert [one["type"] for one in markup.read("<code>/start</code>", "html", None)[1]] == ["code"]


def test_length_is_counted_in_utf16_units() -> None:
    assert markup.units("қ🔥") == 3


def test_given_entities_move_with_trimmed_words() -> None:
    assert markup.read("  да нет ", None, [entity("bold", 2, 2)]) == ("да нет", [entity("bold", 0, 2)])
