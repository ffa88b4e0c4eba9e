"""A window per shape of screen, in one dialog. Windows decide how a screen is tapped; what it says is in `screens`."""

from collections.abc import Awaitable, Callable
from operator import itemgetter
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.api.exceptions import UnknownIntent
from aiogram_dialog.widgets.kbd import Column, Group, Keyboard, Select
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Format

from bot.dialogs.screens import LIVE, SHAPES, Screen

#: What a tap does: (manager, `answer` or `call`, what the button sends back).
Tapped = Callable[[DialogManager, str, str], Awaitable[None]]

SHAPE_NAMES = (*dict.fromkeys(SHAPES.values()), LIVE, "pending")

#: One state a shape; the framework keeps no other truth about a talk.
Shape = type("Shape", (StatesGroup,), {name: State() for name in SHAPE_NAMES})


def state_of(shape: str) -> State:
    found: State = getattr(Shape, shape)
    return found


def dialog(tapped: Tapped) -> Dialog:
    """The one dialog of the seeker's face."""
    return Dialog(*(_window(shape, tapped) for shape in SHAPE_NAMES))


def _window(shape: str, tapped: Tapped) -> Window:
    answers = Column(_buttons("answer", tapped))
    footer = Group(_buttons("call", tapped), width=2)
    if shape == LIVE:
        return Window(
            Format("{screen.text}"),
            footer,
            state=state_of(shape),
            getter=_shown,
            markup_factory=ReplyKeyboardFactory(resize_keyboard=True, is_persistent=True),
        )
    return Window(Format("{screen.text}"), answers, footer, state=state_of(shape), getter=_shown)


def _buttons(kind: str, tapped: Tapped) -> Keyboard:
    async def click(_query: CallbackQuery, _widget: Any, manager: DialogManager, sent: str) -> None:
        await tapped(manager, kind, sent)

    return Select(Format("{item[1]}"), id=kind, item_id_getter=itemgetter(0), items=f"{kind}s", on_click=click)


async def _shown(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    screen: Screen | None = dialog_manager.middleware_data.get("screen")
    if screen is None:  # the framework wants to redraw because no button here is the one that was tapped
        raise UnknownIntent("This window has no such button.")
    return {"screen": screen, "answers": screen.answers, "calls": screen.footer}
