"""E-mails, links and handles."""

import pytest

from bot.anonymise import redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("пишите на serik.b@yandex.kz", "пишите на [ПОЧТА]"),
        ("менің поштам nur_77@mail.ru ғой", "менің поштам [ПОШТА] ғой"),
        ("почта serik собака mail точка ru", "почта [ПОЧТА]"),
        ("пишите d.ospan.help (собака) yandex.kz вечером", "пишите [ПОЧТА] вечером"),
        ("пишите аспан жети собачка джимейл точка ком", "пишите [ПОЧТА]"),
        ("поштасы umit нүкте kz ит белгісі яндекс нүкте ру деді", "поштасы [ПОШТА] деді"),
        ("в дискорде он qara.boran#4417", "в дискорде он [НИК]"),
        ("вот https://t.me/+Qz81kLw, посмотрите", "вот [ССЫЛКА], посмотрите"),
        ("біздің топ t.me/haqiqat деген", "біздің топ [СІЛТЕМЕ] деген"),
        ("vk.com/id12345 это он", "[ССЫЛКА] это он"),
        ("в инстаграме он @silent.akh", "в инстаграме он [НИК]"),
        ("его ник tauhidsokol, не знаю имени", "его ник [НИК], не знаю имени"),
        ("пишет мне muhajir777 по ночам", "пишет мне [НИК] по ночам"),
        ("он там dark_angel", "он там [НИК]"),
    ],
)
def test_addresses_in_networks_go(text: str, expected: str) -> None:
    assert redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    ["удалил инстаграм и тикток", "купили iphone13", "смотрит youtube.com", "ютубтан көріп отыр", "on ne otve4aet"],
)
def test_names_of_networks_and_things_stay(text: str) -> None:
    assert redact(text).text == text
