"""The whole house is restarted in the middle of two people's talk: same store, same keys, the same phones."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot import assemble, playground
from bot.sandbox import SmallTelegram
from tests.journeys.conftest import Town
from tests.people import Seeker


class Houses:
    """One town, in which the house may be stopped and started anew."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.town: Town

    @asynccontextmanager
    async def stand(self) -> AsyncIterator["Houses"]:
        async with AsyncExitStack() as self._stack, SmallTelegram(seed=5) as self._tg:
            seekers_bot, desk = self._tg.two_bots()
            settings = playground.settings_for(self._tg.url, self.place)
            self._house = await self._stack.enter_async_context(AsyncExitStack())
            office, _ = await self._house.enter_async_context(assemble.house(settings, sandbox=True))
            group = await playground.furnish(office, self._tg, desk)
            self.town = Town(self._tg, office, seekers_bot, desk, group, settings)
            yield self
            await self.stops()
        assert self._tg.mistakes == []

    async def stops(self) -> None:
        await self._house.aclose()

    async def starts(self) -> None:
        town = self.town
        town.office, _ = await self._house.enter_async_context(assemble.house(town.settings, sandbox=True))

    async def restarts(self) -> None:
        await self.stops()
        await self.starts()


@pytest.fixture
async def houses(tmp_path: Path, unhurried: None) -> AsyncIterator[Houses]:
    async with Houses(tmp_path).stand() as houses:
        yield houses


async def to_the_card(who: Seeker) -> None:
    await who.begins()
    for context in ("menu.top.close", "menu.close.partner", "s02.who.mother"):
        await who.chooses(who.label(context))
    await who.chooses(who.word("human"))
    while who.word("send_card") not in who.buttons:
        await who.chooses(who._onward())


async def test_a_restart_between_any_two_steps_loses_nothing_and_repeats_nothing(houses: Houses) -> None:
    """On a question, on the card, while waiting, in the live talk: each next tap works at the first touch."""
    town = houses.town
    (counsellor, _) = town.counsellors()
    who = town.seeker(tongue="kk")
    await who.begins()
    await who.chooses(who.label("menu.top.close"))
    await houses.restarts()
    await who.chooses(who.label("menu.close.partner"))  # the tap itself, not a redrawn screen, leads on
    await who.chooses(who.label("s02.who.mother"))
    await who.chooses(who.word("human"))
    while who.word("send_card") not in who.buttons:
        await who.chooses(who._onward())
    card = who.screen
    await houses.restarts()
    assert who.screen == card, "a restart by itself changes nothing on the phone"
    case = (await who.chooses(who.word("send_card"))).text
    name = next(bird for bird in case.split() if bird.rstrip(".,").endswith("-1")).strip(".,«»")
    await houses.restarts()
    await counsellor.takes(name)
    await who.sees(who.word("case_taken", name=name))
    await houses.restarts()
    await who.writes("Қызым үйге келмей жатыр")
    await counsellor.sees(name, "Қызым үйге келмей жатыр")
    await houses.restarts()
    await counsellor.says(name, "Мен осындамын")
    await who.sees("Мен осындамын")
    await houses.restarts()
    await counsellor.closes(name)
    await who.sees(who.word("case_closed", name=name))
    texts = Counter(one.text for one in who.person.screen(who.bot) if not one.mine)
    assert texts["Мен осындамын"] == 1


async def test_what_people_do_while_the_house_is_down_is_done_when_it_is_up_in_order_and_once(houses: Houses) -> None:
    """Two seekers: one taps, one writes three messages, and their counsellor answers, all into a house that is not there."""
    town = houses.town
    first, second = town.seeker("Бірінші", tongue="kk"), town.seeker("Вторая")
    (counsellor, colleague) = town.counsellors()
    await first.begins()
    case = await first.hands_off()
    await counsellor.takes(case)
    await first.sees(first.word("case_taken", name=case))
    await to_the_card(second)

    await houses.stops()
    for words in ("бір", "екі", "үш"):
        await first.writes(words)
    await counsellor.says(case, "мен мұндамын")
    await second.person.taps(second.bot, second.word("send_card"))
    await houses.starts()

    await counsellor.sees(case, "үш")
    said = [one.text for one in counsellor.person.screen(counsellor.bot, counsellor.topic(case)) if not one.mine]
    assert [one for one in said if one in ("бір", "екі", "үш")] == ["бір", "екі", "үш"]
    await first.sees("мен мұндамын")
    brought = [one.text for one in first.person.screen(first.bot) if not one.mine]
    assert brought.count("мен мұндамын") == 1
    other = await town.tg.settles(lambda: _second_case(colleague.everything(), case))
    await colleague.takes(other)
    await second.sees(second.word("case_taken", name=other))


def _second_case(shown: str, first: str) -> str | None:
    """A case's name in what the desk shows, other than the first."""
    return next((name for name in re.findall(r"[^\W\d_]+-\d+", shown) if name[0].isupper() and name != first), None)
