"""Drivers that speak like people: a seeker who chooses and writes, a counsellor who takes, answers and closes.

They see only what their telephone shows, and wait for it; nothing here looks into the store.
"""

from dataclasses import dataclass

from bot.content.words import Words
from bot.sandbox import Person, Seen, SmallTelegram
from bot.sandbox.chats import Bot, Room

_PATIENCE = 15.0


@dataclass
class Seeker:
    """Somebody with the seeker's bot open. `tongue` is the language that they chose."""

    tg: SmallTelegram
    person: Person
    bot: Bot
    words: Words
    tongue: str = "ru"

    def word(self, key: str, **facts: object) -> str:
        """What a button or sentence of the seeker's face is called in their language."""
        return self.words.say(f"seeker.{key}", self.tongue, **facts)

    @property
    def screen(self) -> Seen:
        """The one message of the bot that has buttons, or the last there is."""
        ours = [one for one in self.person.screen(self.bot) if not one.mine and not one.service]
        return next((one for one in reversed(ours) if one.keyboard), ours[-1])

    @property
    def buttons(self) -> list[str]:
        return [label for row in self.screen.keyboard for label in row]

    async def starts(self, payload: str = "") -> None:
        await self.person.starts(self.bot, payload)
        await self.reads_buttons()

    async def reads_buttons(self) -> Seen:
        return await self.tg.settles(self._with_buttons, _PATIENCE)

    def _with_buttons(self) -> Seen | None:
        ours = [one for one in self.person.screen(self.bot) if not one.mine and one.keyboard]
        return ours[-1] if ours else None

    async def chooses(self, label: str) -> Seen:
        """Taps a button once it is there, and waits until the screen answers."""
        await self.tg.settles(lambda: self._with_buttons() and label in self.buttons, _PATIENCE)
        before = (self.screen.id, self.screen.text, self.screen.keyboard)
        await self.person.taps(self.bot, label)
        await self.tg.settles(lambda: self._changed(before), _PATIENCE)
        return self.screen

    def _changed(self, before: tuple[object, ...]) -> bool:
        now = self._with_buttons()
        live = bool(self.person.reply_keyboard(self.bot))
        return live or (now is not None and (now.id, now.text, now.keyboard) != before)

    async def walks(self, *labels: str) -> Seen:
        for label in labels:
            await self.chooses(label)
        return self.screen

    async def writes(self, text: str) -> None:
        await self.person.types(self.bot, text)

    async def sees(self, words: str) -> Seen:
        return await self.person.sees(self.bot, words, within=_PATIENCE)

    async def begins(self) -> None:
        """From Start to the menu, by the shortest way, in the language of this driver."""
        await self.starts()
        await self.chooses({"kk": "Қазақша", "ru": "Русский"}[self.tongue])
        for context in ("s00.limits.clear", "s00.safe.safe", "s00.danger.calm"):
            await self.chooses(self.label(context))

    def label(self, context: str) -> str:
        """What the button of a script is called in their language."""
        return self.words.say(context, self.tongue)

    async def hands_off(self, *, at_most: int = 40) -> str:
        """Asks for a human and goes on, declining what may be declined, until the card is sent; gives the case's name."""
        await self.chooses(self.word("human"))
        for _ in range(at_most):
            if self.word("send_card") in self.buttons:
                break
            await self.chooses(self._onward())
        shown = await self.chooses(self.word("send_card"))
        return case_in(shown.text)

    def _onward(self) -> str:
        skip, onward = self.word("skip"), self.word("next")
        choices = [self.label("human.offer.go"), self.label("human.own_words.none"), skip, onward]
        return next((one for one in choices if one in self.buttons), self.buttons[0])


def case_in(text: str) -> str:
    """The name of a case, «Қарлығаш-1», in a sentence."""
    return next(word.strip(".,:—«» ") for word in text.split() if "-" in word and word.strip(".,:«»")[-1:].isdigit())


@dataclass
class Counsellor:
    """Somebody at the desk: her private chat with its bot, and the partner's group."""

    tg: SmallTelegram
    person: Person
    bot: Bot
    group: Room
    words: Words
    tongue: str = "ru"

    def word(self, key: str, **facts: object) -> str:
        return self.words.say(f"desk.{key}", self.tongue, **facts)

    async def takes(self, case: str) -> Seen:
        """Takes a case from the board; gives its card once it is there."""
        label = await self.tg.settles(lambda: self._take_button(case), _PATIENCE)
        await self.person.taps(self.group, label)
        await self.tg.settles(lambda: self.topic(case), _PATIENCE)
        return await self.tg.settles(lambda: self._card(case), _PATIENCE)

    def _take_button(self, case: str) -> str | None:
        rows = [row for one in self.person.screen(self.group) for row in one.keyboard]
        return next((label for row in rows for label in row if case in label), None)

    def topic(self, case: str) -> int | None:
        found = self.person.topics(self.bot)
        return next((number for name, number in found.items() if case in name), None)

    def _card(self, case: str) -> Seen | None:
        said = self.person.screen(self.bot, self.topic(case))
        return next((one for one in said if one.keyboard), None)

    async def says(self, case: str, text: str) -> None:
        await self.person.types(self.bot, text, topic=self.topic(case))

    async def sees(self, case: str, words: str) -> Seen:
        return await self.person.sees(self.bot, words, topic=self.topic(case), within=_PATIENCE)

    async def does(self, case: str, label: str) -> None:
        """Presses a button in the topic of a case."""
        await self.tg.settles(lambda: self._has(case, label), _PATIENCE)
        await self.person.taps(self.bot, label, topic=self.topic(case))

    def _has(self, case: str, label: str) -> bool:
        said = self.person.screen(self.bot, self.topic(case))
        return any(label in row for one in said for row in one.keyboard)

    async def closes(self, case: str) -> None:
        await self.does(case, self.word("close"))
        await self.does(case, self.word("close_yes"))

    def everything(self) -> str:
        """All that this telephone shows, in both chats."""
        seen = [*self.person.screen(self.bot), *self.person.screen(self.group)]
        return "\n".join([*(str(one) for one in seen), *self.person.topics(self.bot)])
