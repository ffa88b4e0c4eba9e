"""What Telegram says about places: the bot was blocked or taken out, a group moved, somebody made a topic by hand."""

from telegram import ChatMember, Update
from telegram.constants import ChatType

from bot.desk.face import Desk, her, private
from bot.office import counsellor

_OUT = (ChatMember.BANNED, ChatMember.LEFT)


async def comes_or_goes(desk: Desk, update: Update) -> None:
    """She blocked the bot: her cases wait for somebody else. A group put it out: no case is sent there."""
    change = update.my_chat_member
    if change is None or change.new_chat_member.status not in _OUT:
        return
    if change.chat.type == ChatType.PRIVATE:
        gone = await counsellor.goes(desk.office, change.chat.id)
        if gone is not None:
            await desk.boards.draws(gone.partner)
    else:
        await counsellor.unbinds(desk.office, change.chat.id)


async def moves(desk: Desk, update: Update) -> None:
    """A group became a supergroup: it has another address now, and needs its board anew."""
    message = update.effective_message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id
    partner = await counsellor.partner_of(desk.office, old)
    if partner is not None:
        await counsellor.moved(desk.office, partner, new)
        await desk.boards.reposts(partner)


async def topic_made(desk: Desk, update: Update) -> None:
    """A topic of her own making belongs to no case; she is told that the bot makes them."""
    message = update.effective_message
    if message is None or not private(message):
        return
    if message.from_user is None or message.from_user.id == desk.bot.id:
        return
    known = await her(desk, update)
    if known is not None:
        await desk.answers(message, desk.say("topic_without_case", known.tongue))
