"""A case moves by its table, or not at all."""

import pytest

from bot.case import MOVES, OPEN, Move, State, after, name
from bot.errors import NotAllowed


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_every_move_from_every_state_is_in_the_table_or_raises(state: State, move: Move) -> None:
    if move in MOVES[state]:
        assert after(state, move) is MOVES[state][move]
    else:
        with pytest.raises(NotAllowed, match=f"A case that is {state} cannot be {move}"):
            after(state, move)


def test_every_state_is_listed_and_all_but_the_first_can_be_reached() -> None:
    assert set(MOVES) == set(State)
    reached = {to for moves in MOVES.values() for to in moves.values()}
    assert reached | {State.WAITING} == set(State)


def test_every_case_can_be_forgotten_and_a_forgotten_one_stays_so() -> None:
    assert all(Move.FORGET in moves for state, moves in MOVES.items() if state is not State.FORGOTTEN)
    assert not MOVES[State.FORGOTTEN]


def test_only_open_cases_can_change_hands() -> None:
    for state, moves in MOVES.items():
        assert (set(moves) & {Move.TAKE, Move.RELEASE, Move.CLOSE} != set()) == (state in OPEN)


def test_names_repeat_no_sooner_than_every_bird_has_flown() -> None:
    birds = ("Қарлығаш", "Аққу")
    assert [name(birds, ordinal) for ordinal in range(4)] == ["Қарлығаш-1", "Аққу-1", "Қарлығаш-2", "Аққу-2"]
