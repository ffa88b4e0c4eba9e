"""What a bot may ask of Telegram: one function per Bot API method, and the table of them all."""

from bot.sandbox.methods.about import ABOUT
from bot.sandbox.methods.asked import Do
from bot.sandbox.methods.editing import EDITING
from bot.sandbox.methods.media import MEDIA
from bot.sandbox.methods.places import PLACES
from bot.sandbox.methods.sending import SENDING
from bot.sandbox.methods.taps import TAPS
from bot.sandbox.methods.topics import TOPICS

METHODS: dict[str, Do] = {
    name.lower(): do for table in (ABOUT, SENDING, MEDIA, EDITING, TAPS, PLACES, TOPICS) for name, do in table.items()
}

__all__ = ["METHODS", "Do"]
