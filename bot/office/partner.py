"""What an operator does for a partner: makes the codes that bind its group and let its counsellors in."""

from bot.errors import NotHere
from bot.office import Office, codes


async def invites(office: Office, partner: str, opens: str) -> str:
    """A code that works once, for 48 hours; `opens` is `group`, `counsellor` or `supervisor`. Raises NotHere."""
    if partner not in office.partners:
        raise NotHere(f"There is no partner '{partner}' in bot/content/partners.")
    async with office.store.begin() as tx:
        return await codes.invite(tx, office, partner, opens)
