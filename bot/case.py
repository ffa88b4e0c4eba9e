"""A case, its states, and the table of moves between them. Every state is listed; a move that is not here raises.

A case is named by a bird and a number, «Қарлығаш-14»: nothing in the name comes from the seeker.
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.errors import NotAllowed


class State(StrEnum):
    """Where a case stands."""

    WAITING = "waiting"  # on the partner's board
    TAKEN = "taken"  # a counsellor holds it; the two can write to each other
    CLOSED = "closed"  # ended by either side; its words are kept sealed for a while, then forgotten
    WITHDRAWN = "withdrawn"  # taken back by the seeker before anybody took it
    FORGOTTEN = "forgotten"  # its key is destroyed; only counts remain


class Move(StrEnum):
    """What can happen to a case."""

    TAKE = "taken"
    RELEASE = "released"  # back to the board: the shift ended, or another is needed
    TRANSFER = "transferred"  # to another partner's board, with the seeker's consent and the other side's acceptance
    CLOSE = "closed"
    WITHDRAW = "withdrawn"
    FORGET = "forgotten"


MOVES: Mapping[State, Mapping[Move, State]] = {
    State.WAITING: {
        Move.TAKE: State.TAKEN,
        Move.WITHDRAW: State.WITHDRAWN,
        Move.TRANSFER: State.WAITING,
        Move.FORGET: State.FORGOTTEN,
    },
    State.TAKEN: {
        Move.RELEASE: State.WAITING,
        Move.TRANSFER: State.WAITING,
        Move.CLOSE: State.CLOSED,
        Move.FORGET: State.FORGOTTEN,
    },
    State.CLOSED: {Move.FORGET: State.FORGOTTEN},
    State.WITHDRAWN: {Move.FORGET: State.FORGOTTEN},
    State.FORGOTTEN: {},
}

#: States in which a case waits for somebody to act.
OPEN = frozenset({State.WAITING, State.TAKEN})


def after(state: State, move: Move) -> State:
    """The state that a move leads to. Raises NotAllowed, and then nothing has changed."""
    try:
        return MOVES[state][move]
    except KeyError:
        raise NotAllowed(state, move) from None


def name(birds: tuple[str, ...], ordinal: int) -> str:
    """The name of the `ordinal`-th case (from 0): every bird flies once with each number, starting at 1."""
    return f"{birds[ordinal % len(birds)]}-{ordinal // len(birds) + 1}"
