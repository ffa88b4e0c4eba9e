"""Letters arrive: in order, once, at Telegram's pace, whatever happens on the way."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot import store as stores
from bot.case import Move, State
from bot.errors import Later, MovedTo, Undeliverable
from bot.office import cases as case_acts
from bot.office import counsellor as desk
from bot.office import letters as letter_acts
from bot.office import seeker as seeker_acts
from bot.office.post import STANDING_BY, Post
from bot.outbox import HOPELESS, TRIES, Kind, Letter, Receipt
from bot.pace import TELEGRAM, UNLIMITED, Budgets
from bot.store.tables import cases, letters, seekers
from tests.office.people import World

SEEKER, HER, GROUP = 10, 20, -30


class Chat:
    """A carrier into memory. `refuses`: what a sending raises, by the words or key of its letter, until it is used up."""

    def __init__(self) -> None:
        self.got: list[tuple[Letter, int | None]] = []
        self.refuses: dict[str, list[Exception]] = {}
        self.numbers = iter(range(100, 100_000))
        self.topics = iter(range(1, 1000))
        self.before: Callable[[Letter], Any] = lambda _letter: None

    async def carry(self, letter: Letter, about: int | None) -> Receipt:
        if (pending := self.before(letter)) is not None:
            await pending
        if faults := self.refuses.get(letter.text or letter.key):
            raise faults.pop(0)
        self.got.append((letter, about))
        topic = next(self.topics) if letter.kind is Kind.CARD else None
        return Receipt(about if letter.kind is Kind.EDIT else next(self.numbers), topic)

    @property
    def texts(self) -> list[str]:
        return [letter.text or letter.key or letter.kind for letter, _ in self.got]


class Scene:
    """A seeker and a counsellor in one case, two posts, and what each chat received."""

    def __init__(self, world: World) -> None:
        self.world, self.office, self.clock = world, world.office, world.clock
        self.to_seeker, self.to_desk = Chat(), Chat()
        self.budgets = Budgets(UNLIMITED)
        self.posts = [self.post("seeker", self.to_seeker), self.post("desk", self.to_desk)]

    async def begins(self) -> None:
        self.seeker = await self.world.seeker(SEEKER)
        self.her = await self.world.counsellor(HER)
        await self.world.group(GROUP)
        self.case = await self.world.case(self.seeker, self.her)

    def post(self, bot: Any, chat: Chat, budgets: Budgets | None = None) -> Post:
        own = budgets or Budgets(UNLIMITED)
        return Post(self.office, bot, chat, budgets=own, ticks=self.clock.ticks, chance=lambda: 0.5)

    async def write(self, *wanted: Letter) -> list[int]:
        async with self.office.store.begin() as tx:
            return [await letter_acts.write(tx, self.office, letter) for letter in wanted]

    def words(self, text: str, **more: Any) -> Letter:
        """Hers to the seeker."""
        return Letter("seeker", self.seeker, Kind.WORDS, text, case=self.case, author=self.her, origin=7, **more)

    def answer(self, text: str) -> Letter:
        """The seeker's to her."""
        return Letter("desk", self.her, Kind.WORDS, text, case=self.case, author=self.seeker, origin=8)

    async def carry(self, *posts: Post, turns: int = 15) -> None:
        """Turns of the posts, each to its end; the clock stands still."""
        for _ in range(turns):
            for post in posts or self.posts:
                await post.turn()
                await post.settles()

    async def carry_for(self, post: Post, seconds: float) -> None:
        """As time passes: the post looks when it said it would."""
        end = self.clock.seconds + seconds
        while self.clock.seconds < end:
            wait = await post.turn()
            await post.settles()
            self.clock.passes(min(max(wait, 0.01), 1.0))

    async def states(self, bot: str = "seeker") -> list[str]:
        return [row.state for row in await self.world.rows(letters, letters.c.bot == bot)]


@pytest.fixture
async def scene(world: World) -> Scene:
    scene = Scene(world)
    await scene.begins()
    return scene


# — arriving —


async def test_letters_of_a_case_arrive_in_the_order_in_which_they_were_written(scene: Scene) -> None:
    await scene.write(*(scene.words(f"{number}") for number in range(9)))
    await scene.carry()
    assert scene.to_seeker.texts == [f"{number}" for number in range(9)]
    assert set(await scene.states()) == {"sent"}


async def test_the_receipt_is_kept_and_the_counsellor_is_told_that_her_words_arrived(scene: Scene) -> None:
    (number,) = await scene.write(scene.words("Здравствуйте"))
    await scene.carry()
    row = (await scene.world.rows(letters, letters.c.letter == number))[0]
    assert (row.state, row.receipt) == ("sent", 100)
    ((mark, about),) = scene.to_desk.got
    assert (mark.kind, mark.to, mark.follows, about) == (Kind.ARRIVED, scene.her, number, 7)


async def test_words_of_an_open_case_can_be_shown_again_and_those_of_a_closed_one_are_gone(scene: Scene) -> None:
    await scene.write(scene.words("первое"))
    await scene.carry()
    assert (await scene.world.rows(letters, letters.c.kind == Kind.WORDS))[0].body is not None
    await scene.write(scene.words("последнее"))
    await desk.closes(scene.office, HER, scene.case)
    await scene.carry()
    assert scene.to_seeker.texts == ["первое", "последнее", "case_closed"]
    assert [row.body for row in await scene.world.rows(letters)] == [None] * len(await scene.world.rows(letters))


async def test_a_letter_of_a_case_that_was_forgotten_fails_quietly(scene: Scene) -> None:
    await scene.write(scene.words("тайна"))
    async with scene.office.store.begin() as tx:
        await case_acts.forget(tx, scene.office, await case_acts.find(tx, scene.case))
    await scene.carry()
    assert scene.to_seeker.got == []
    assert await scene.states() == ["failed"]


async def test_a_card_is_remembered_with_its_topic(scene: Scene) -> None:
    await scene.write(Letter("desk", scene.her, Kind.CARD, case=scene.case))
    await scene.carry()
    assert (await scene.world.rows(cases))[0].topic == 1


# — edits —


async def test_an_edit_follows_its_letter_and_is_what_is_shown_again(scene: Scene) -> None:
    (number,) = await scene.write(scene.words("приходите в пять"))
    edit = Letter("seeker", scene.seeker, Kind.EDIT, "приходите в шесть", case=scene.case, follows=number)
    await scene.write(edit)
    await scene.carry()
    (_, _), (carried, about) = scene.to_seeker.got
    assert (carried.kind, carried.text, about) == (Kind.EDIT, "приходите в шесть", 100)
    shown = await desk.opens(scene.office, scene.case)
    assert shown.said == ((False, "приходите в шесть"),)


async def test_an_edit_of_one_of_several_joined_letters_leaves_the_others_as_they_were(scene: Scene) -> None:
    post = scene.post("seeker", scene.to_seeker, Budgets(TELEGRAM))
    numbers = await scene.write(*(scene.words(f"{number}") for number in range(10)))
    await scene.carry(post)
    edit = Letter("seeker", scene.seeker, Kind.EDIT, "четыре", case=scene.case, follows=numbers[4])
    await scene.write(edit)
    await scene.carry(post)
    carried, about = scene.to_seeker.got[-1]
    assert about == 100
    assert carried.text == "0 1 2 3 четыре 5 6 7 8 9".replace(" ", "\n\n")


async def test_an_edit_of_words_that_never_arrived_arrives_as_words(scene: Scene) -> None:
    (number,) = await scene.write(scene.words("раз"))
    scene.to_seeker.refuses["раз"] = [Undeliverable("too_late")]
    await scene.write(Letter("seeker", scene.seeker, Kind.EDIT, "два", case=scene.case, follows=number))
    await scene.carry()
    ((carried, about),) = scene.to_seeker.got
    assert (carried.kind, carried.text, about) == (Kind.WORDS, "два", None)


# — trouble on the way —


async def test_a_network_fault_is_tried_again_with_growing_pauses_and_the_order_is_kept(scene: Scene) -> None:
    await scene.write(scene.words("1"), scene.words("2"))
    scene.to_seeker.refuses["1"] = [OSError("down") for _ in range(5)]
    (post, _) = scene.posts
    await scene.carry(post)
    assert scene.to_seeker.got == [], "the clock stands still: nothing is tried again yet"
    await scene.carry_for(post, 60)
    assert scene.to_seeker.texts == ["1", "2"]
    assert (await scene.world.rows(letters))[0].tries == 5


async def test_emergencies_go_first_and_among_them_the_oldest(scene: Scene) -> None:
    post, _ = scene.posts
    for place, urgent in enumerate([0, 4, 3, 4]):
        name = await scene.world.seeker(100 + place)
        await scene.write(Letter("seeker", name, Kind.NOTICE, key=f"n{place}", urgent=urgent))
    await scene.carry(post)
    assert scene.to_seeker.texts == ["n1", "n3", "n0", "n2"]


async def test_what_waited_out_an_outage_is_woken_by_the_first_arrival(scene: Scene) -> None:
    post, _ = scene.posts
    other = await scene.world.seeker(11)
    await scene.write(Letter("seeker", other, Kind.NOTICE, key="old"))
    scene.to_seeker.refuses["old"] = [OSError("down") for _ in range(20)]
    await scene.carry_for(post, 100)
    scene.to_seeker.refuses.clear()
    (kept_back,) = await scene.world.rows(letters)
    assert kept_back.due > scene.clock(), "or it would go by itself"
    await scene.write(scene.words("new"))
    await scene.carry(post)
    assert scene.to_seeker.texts[-1] == "old", "the clock stood still since the arrival of the new one"


async def test_one_destination_that_must_wait_does_not_stop_the_others(scene: Scene) -> None:
    other = await scene.world.seeker(11)
    await scene.write(scene.words("1"), Letter("seeker", other, Kind.NOTICE, key="hello"))
    scene.to_seeker.refuses["1"] = [Later(timedelta(seconds=30))]
    (post, _) = scene.posts
    await scene.carry(post)
    assert scene.to_seeker.texts == ["hello"]
    scene.clock.passes(29)
    await scene.carry(post)
    assert scene.to_seeker.texts == ["hello"]
    scene.clock.passes(2)
    await scene.carry(post)
    assert scene.to_seeker.texts == ["hello", "1"]
    assert (await scene.world.rows(letters))[0].tries == 0, "being asked to wait is not a failure"


async def test_when_the_whole_bot_must_wait_nothing_goes(scene: Scene) -> None:
    other = await scene.world.seeker(11)
    await scene.write(scene.words("1"), Letter("seeker", other, Kind.NOTICE, key="hello"))
    for text in ("1", "hello"):
        scene.to_seeker.refuses[text] = [Later(timedelta(seconds=30), everywhere=True)]
    (post, _) = scene.posts
    await scene.carry(post)
    third = await scene.world.seeker(12)
    await scene.write(Letter("seeker", third, Kind.NOTICE, key="third"))
    await scene.carry(post)
    assert scene.to_seeker.got == []
    scene.clock.passes(31)
    scene.to_seeker.refuses.clear()
    await scene.carry(post)
    assert sorted(scene.to_seeker.texts) == ["1", "hello", "third"]


async def test_a_refusal_is_given_up_after_a_while_and_both_sides_learn_of_it(scene: Scene) -> None:
    await scene.write(scene.words("<b>"), scene.words("дальше"), scene.answer("ответ"))
    scene.to_seeker.refuses["<b>"] = [Undeliverable("refused") for _ in range(TRIES)]
    scene.to_desk.refuses["ответ"] = [Undeliverable("refused") for _ in range(TRIES)]
    for post in scene.posts:
        await scene.carry_for(post, 120)
    await scene.carry()
    assert scene.to_seeker.texts == ["дальше", "letter_not_delivered"]
    assert "letter_not_delivered" in scene.to_desk.texts


async def test_a_letter_that_the_network_never_takes_is_given_up_and_its_author_is_told(scene: Scene) -> None:
    (number,) = await scene.write(scene.words("1"))
    async with scene.office.store.begin() as tx:
        await tx.execute(update(letters).where(letters.c.letter == number).values(tries=HOPELESS - 1))
    scene.to_seeker.refuses["1"] = [OSError("down")]
    await scene.carry()
    assert "letter_not_delivered" in scene.to_desk.texts


async def test_a_sending_that_was_cut_off_is_found_again(scene: Scene) -> None:
    (number, _) = await scene.write(scene.words("1"), scene.words("2"))
    async with scene.office.store.begin() as tx:
        await tx.execute(update(letters).where(letters.c.letter == number).values(state="sending"))
    await scene.carry()
    assert scene.to_seeker.texts == ["1", "2"]


async def test_a_letter_is_marked_before_it_is_sent(scene: Scene) -> None:
    seen = []

    async def look() -> None:
        seen.extend(await scene.states())

    scene.to_seeker.before = lambda _letter: look()
    await scene.write(scene.words("1"))
    await scene.carry()
    assert seen == ["sending"]


async def test_draining_finishes_what_is_under_way_and_leaves_the_rest(scene: Scene) -> None:
    go_on = asyncio.Event()
    scene.to_seeker.before = lambda _letter: go_on.wait()
    await scene.write(scene.words("1"), scene.words("2"))
    post, _ = scene.posts
    await post.turn()
    draining = asyncio.create_task(post.drain(timedelta(seconds=10)))
    await asyncio.sleep(0)
    go_on.set()
    await draining
    assert await scene.states() == ["sent", "waiting"]


async def test_a_post_that_runs_can_be_drained_at_any_moment(scene: Scene) -> None:
    post, _ = scene.posts
    begun = asyncio.Event()
    scene.to_seeker.before = lambda _letter: begun.set()
    await scene.write(*(scene.words(f"{number}") for number in range(5)))
    running = asyncio.create_task(post.run())
    await begun.wait()
    await post.drain(timedelta(seconds=10))
    await running
    arrived = len(scene.to_seeker.got)
    assert await scene.states() == ["sent"] * arrived + ["waiting"] * (5 - arrived)


async def test_draining_lets_go_of_what_hangs_and_the_next_start_finds_it(scene: Scene) -> None:
    scene.to_seeker.before = lambda _letter: asyncio.Event().wait()
    await scene.write(scene.words("1"))
    post, _ = scene.posts
    await post.turn()
    await post.drain(timedelta(milliseconds=1))
    assert await scene.states() == ["sending"]
    scene.to_seeker.before = lambda _letter: None
    await scene.carry(scene.post("seeker", scene.to_seeker))
    assert scene.to_seeker.texts == ["1"]


async def test_a_clock_that_was_ahead_holds_no_letter_back(scene: Scene) -> None:
    scene.clock.passes(86_400 * 30)
    await scene.write(scene.words("1"))
    scene.clock.passes(-86_400 * 30)
    await scene.carry()
    assert scene.to_seeker.texts == ["1"]


# — people who leave, places that move —


async def test_a_seeker_who_blocked_the_bot_is_known_to_have_left_and_the_counsellor_is_told_once(scene: Scene) -> None:
    await scene.write(scene.words("1"), scene.words("2"))
    for text in "12":
        scene.to_seeker.refuses[text] = [Undeliverable("blocked")]
    await scene.carry()
    assert scene.to_desk.texts == ["seeker_left"]
    assert (await scene.world.rows(seekers))[0].gone
    assert await scene.states() == ["failed", "failed"]


async def test_words_reach_a_seeker_who_comes_back(scene: Scene) -> None:
    await scene.write(scene.words("1"), scene.words("2"))
    for text in "12":
        scene.to_seeker.refuses[text] = [Undeliverable("blocked")]
    await scene.carry()
    await seeker_acts.goes(scene.office, SEEKER, gone=False)
    await scene.carry()
    assert scene.to_seeker.texts == ["1", "2"]
    assert "seeker_returned" in scene.to_desk.texts


async def test_a_counsellor_who_cannot_be_reached_gives_her_cases_back_to_the_board(scene: Scene) -> None:
    await scene.write(scene.answer("1"), scene.answer("2"))
    scene.to_desk.refuses["1"] = [Undeliverable("blocked")]
    await scene.carry()
    (case,) = await scene.world.rows(cases)
    assert (case.state, case.counsellor) == (State.WAITING, None)
    assert scene.to_desk.texts == ["released"]
    assert scene.to_seeker.texts == ["counsellor_left"]
    again = await desk.opens(scene.office, scene.case)
    assert [text for _, text in again.said] == ["1", "2"], "the next one reads what could not reach her"


async def test_a_deleted_topic_is_made_again_with_the_card_before_the_letter(scene: Scene) -> None:
    async with scene.office.store.begin() as tx:
        await tx.execute(update(cases).values(topic=99))
    await scene.write(scene.answer("слова"))
    scene.to_desk.refuses["слова"] = [Undeliverable("no_topic")]
    await scene.carry()
    assert scene.to_desk.texts == ["card", "слова"]
    assert (await scene.world.rows(cases))[0].topic == 1


async def test_the_card_of_a_new_topic_does_not_say_what_comes_right_after_it(scene: Scene) -> None:
    await scene.write(scene.answer("раньше"))
    await scene.carry()
    await scene.write(scene.answer("сейчас"))
    assert (await desk.opens(scene.office, scene.case)).said == ((True, "раньше"),)


async def test_a_group_that_moved_is_followed(scene: Scene) -> None:
    await scene.write(Letter("desk", "umit", Kind.ALERT, key="new_case"))
    scene.to_desk.refuses["new_case"] = [MovedTo(-1000)]
    await scene.carry()
    assert scene.to_desk.texts == ["new_case"]
    assert await desk.address(scene.office, "umit") == -1000


async def test_an_alert_of_a_waiting_case_is_never_given_up(scene: Scene) -> None:
    waiting = await scene.world.case(await scene.world.seeker(11))
    alert = Letter("desk", "umit", Kind.ALERT, key="new_case", case=waiting)
    await scene.write(alert)
    scene.to_desk.refuses["new_case"] = [Undeliverable("no_chat") for _ in range(TRIES * 2)]
    await scene.carry_for(scene.posts[1], 1000)
    assert scene.to_desk.texts == ["new_case"]


async def test_an_alert_of_a_case_that_was_taken_meanwhile_holds_up_nothing(scene: Scene) -> None:
    await scene.write(Letter("desk", "umit", Kind.ALERT, key="late", case=scene.case), scene.answer("слова"))
    scene.to_desk.refuses["late"] = [Undeliverable("no_chat")]
    await scene.carry()
    assert scene.to_desk.texts == ["слова"]


# — pace —


async def test_waiting_words_of_one_case_become_one_message_when_there_is_no_room(scene: Scene) -> None:
    post = scene.post("seeker", scene.to_seeker, Budgets(TELEGRAM))
    await scene.write(*(scene.words(f"{number}") for number in range(12)))
    await scene.carry(post, scene.posts[1])
    assert "\n\n".join(scene.to_seeker.texts).split("\n\n") == [f"{number}" for number in range(12)]
    assert len(scene.to_seeker.got) == 1
    rows = await scene.world.rows(letters, letters.c.bot == "seeker")
    assert {(row.state, row.receipt) for row in rows} == {("sent", 100)}
    assert len(scene.to_desk.got) == 12, "each of her messages is marked as arrived"


async def test_a_few_words_are_sent_one_by_one(scene: Scene) -> None:
    post = scene.post("seeker", scene.to_seeker, Budgets(TELEGRAM))
    await scene.write(*(scene.words(f"{number}") for number in range(4)))
    await scene.carry(post)
    assert scene.to_seeker.texts == ["0", "1", "2", "3"]


async def test_words_are_joined_no_longer_than_a_message_may_be(scene: Scene) -> None:
    post = scene.post("seeker", scene.to_seeker, Budgets(TELEGRAM))
    await scene.write(*(scene.words("🕊" * 500 + f"{number}") for number in range(12)))
    await scene.carry_for(post, 60)
    assert [len(text.encode("utf-16-le")) // 2 <= 4096 for text in scene.to_seeker.texts] == [True] * 3
    assert [text[-1] for text in "\n\n".join(scene.to_seeker.texts).split("\n\n")] == [*"0123456789", "0", "1"]


async def test_a_flood_of_twice_the_groups_budget_loses_nothing_and_an_emergency_overtakes_it(scene: Scene) -> None:
    post = scene.post("desk", scene.to_desk, Budgets(TELEGRAM))
    await scene.write(*(Letter("desk", "umit", Kind.ALERT, key=f"a{n}") for n in range(80)))
    await scene.carry(post, turns=40)
    assert len(scene.to_desk.got) == TELEGRAM_GROUP - 4, "the rest of the minute is kept for emergencies"
    case = await scene.world.case(await scene.world.seeker(11))
    await scene.write(Letter("desk", "umit", Kind.ALERT, key="emergency", case=case, urgent=4))
    await scene.carry(post, turns=1)
    assert scene.to_desk.texts[-1] == "emergency", "it went at once"
    await scene.carry_for(post, 400)
    assert [text for text in scene.to_desk.texts if text != "emergency"] == [f"a{n}" for n in range(80)]


TELEGRAM_GROUP = 20


async def test_a_lane_whose_turn_has_not_come_does_not_stop_the_others(scene: Scene) -> None:
    other = await scene.world.seeker(11)
    await scene.write(scene.words("1"), Letter("seeker", other, Kind.NOTICE, key="hello"))
    async with scene.office.store.begin() as tx:
        later = scene.clock() + timedelta(seconds=60)
        await tx.execute(update(letters).where(letters.c.to == scene.seeker).values(due=later))
    await scene.carry(scene.posts[0])
    assert scene.to_seeker.texts == ["hello"]


async def test_closing_moves_are_as_the_table_says(scene: Scene) -> None:
    """The case of a counsellor who left can be taken by the next one."""
    await scene.write(scene.answer("1"))
    scene.to_desk.refuses["1"] = [Undeliverable("deactivated")]
    await scene.carry()
    async with scene.office.store.begin() as tx:
        row = await case_acts.find(tx, scene.case)
        assert await case_acts.move(tx, row, Move.TAKE) == State.TAKEN


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
@pytest.mark.postgres
async def test_of_two_processes_one_carries_and_the_other_takes_over_when_it_ends(scene: Scene, address: str) -> None:
    other = stores.connect(address)
    second = Post(
        replace(scene.office, store=other),
        "seeker",
        scene.to_seeker,
        budgets=Budgets(UNLIMITED),
        ticks=scene.clock.ticks,
    )
    first, _ = scene.posts
    await first._works()
    await scene.write(scene.words("1"))
    assert await second._works() == STANDING_BY
    assert scene.to_seeker.got == []
    await scene.office.store.claims.close()  # the connection of a process that was killed
    await second._works()
    await second.settles()
    assert scene.to_seeker.texts == ["1"]
    scene.clock.passes(STANDING_BY)
    assert await first._works() == STANDING_BY, "it notices that its claim is gone"
    await other.close()
