"""A mother, a card, a counsellor: the whole path, in both languages, through both real bots."""

import pytest

from tests.journeys.conftest import Town


@pytest.mark.parametrize("tongue", ["kk", "ru"])
async def test_a_mother_walks_to_a_counsellor_s_answer_and_a_closed_case(town: Town, tongue: str) -> None:
    """S02, the fiancé: from Start to a closed case."""
    mother, (counsellor, _) = town.seeker(tongue=tongue), town.counsellors()
    await mother.begins()
    for context in ("menu.top.close", "menu.close.partner", "s02.who.mother"):
        await mother.chooses(mother.label(context))
    case = await mother.hands_off()

    card = await counsellor.takes(case)
    assert case in card.text
    await mother.sees(mother.word("case_taken", name=case))

    await mother.writes("Қызым үйге келмей жатыр")
    await counsellor.sees(case, "Қызым үйге келмей жатыр")
    await counsellor.says(case, "Мен осындамын, асықпаңыз")
    await mother.sees("Мен осындамын, асықпаңыз")

    await counsellor.closes(case)
    await mother.sees(mother.word("case_closed", name=case))
    await town.tg.settles(lambda: counsellor.topic(case) is None)


async def test_nothing_that_either_bot_sends_can_be_forwarded_or_saved(town: Town) -> None:
    """protect_content on every message of both bots, and no request that a bot should not make."""
    mother, (counsellor, _) = town.seeker(), town.counsellors()
    await mother.begins()
    case = await mother.hands_off()
    await counsellor.takes(case)
    await counsellor.says(case, "Я здесь")
    await mother.sees("Я здесь")
    await counsellor.closes(case)
    await town.tg.settles(lambda: counsellor.topic(case) is None)
    sent = [one for one in town.tg.sent if one.method.lower().startswith(("send", "copy", "forward"))]
    said = [one for one in sent if one.method.lower() != "sendchataction"]
    assert {one.bot for one in said} == {town.seekers_bot.username, town.desk.username}
    assert [one.method for one in said if one.params.get("protect_content") is not True] == []


@pytest.mark.parametrize(
    "asked", ["психолог Қостанай қазақша қазір", "психолог костанай казахский сейчас", "psiholog kostanai"]
)
async def test_the_directory_answers_typed_words_and_marks_what_nobody_has_checked(town: Town, asked: str) -> None:
    who = town.seeker()
    await who.begins()
    await who.walks(who.label("menu.top.ask"), who.label("menu.ask.find"))
    await who.writes(asked)
    shown = await who.sees(town.words.say("directory.not_verified", "ru"))
    assert "111" in shown.text
    assert "остана" in shown.text
