"""A small Telegram on this machine: an HTTP Bot API that both bots poll, people to talk to them, and a page to watch.

refusals   Telegram's ways of saying no          chats      users, bots, rooms, topics, messages
updates    what waits for one bot                limits     how much a bot may send
markup     Telegram's HTML                       keyboards  what a keyboard may hold
faults     trouble on order                      telegram   the state, and who hears of what
reading    what a bot asked, checked             methods/   one function per Bot API method
people     what a person does                    door       the HTTP Bot API
server     SmallTelegram, all of it together     control    the same over HTTP, for the page and other processes
phone      what the page draws of one person     webhooks   updates carried to a bot's own address
page/      two telephones and what the store holds
"""

from bot.sandbox.faults import Answer, Cut, Delay, Lose, Repeat, Shuffle
from bot.sandbox.limits import Budgets, Rate
from bot.sandbox.people import Missing, Person, Seen
from bot.sandbox.server import DESK_TOKEN, SEEKER_TOKEN, SmallTelegram

__all__ = [
    "DESK_TOKEN",
    "SEEKER_TOKEN",
    "Answer",
    "Budgets",
    "Cut",
    "Delay",
    "Lose",
    "Missing",
    "Person",
    "Rate",
    "Repeat",
    "Seen",
    "Shuffle",
    "SmallTelegram",
]
