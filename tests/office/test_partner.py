"""An operator invites a partner's people."""

import pytest

from bot.errors import BadCode, NotHere
from bot.office import Office, counsellor, partner
from tests.acts import GROUP, HER


async def test_an_invitation_opens_what_it_was_made_for(office: Office) -> None:
    code = await partner.invites(office, "training_line", "supervisor")
    joined = await counsellor.joins(office, HER, code, "Дана", "ru")
    assert (joined.partner, joined.role, joined.on_duty) == ("training_line", "supervisor", True)
    with pytest.raises(BadCode):
        await counsellor.binds(office, GROUP, await partner.invites(office, "training_line", "counsellor"), "ru")


async def test_nobody_is_invited_to_a_partner_that_does_not_exist(office: Office) -> None:
    with pytest.raises(NotHere, match="bot/content/partners"):
        await partner.invites(office, "nobody", "group")
