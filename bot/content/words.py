"""Words in the language and form of address of the one who reads them.

The gettext id is the source sentence (Russian), its context the place where it stands; so a changed source sentence
has no translation until somebody looks at it again. Fuzzy entries are never compiled.

A tongue is `ru`, `kk`, or one of these with a familiar form of address, `ru@ty`, `kk@sen`, which holds only the
sentences that differ and falls back to its language.
"""

import gettext
import io
from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "ru"
LANGUAGES = ("kk", "ru")
FAMILIAR = {"kk": "kk@sen", "ru": "ru@ty"}


class Words:
    """Sentences by context. `sources` maps a context (`seeker.next`) to its source sentence."""

    def __init__(self, sources: Mapping[str, str], locales: Path) -> None:
        self._sources = sources
        self._tongues = {folder.name: _compiled(folder) for folder in sorted(locales.iterdir()) if folder.is_dir()}

    def say(self, context: str, tongue: str, **facts: object) -> str:
        """The sentence of a context in a tongue, its placeholders filled. KeyError for a context that nobody wrote."""
        source = self._sources[context]
        said = self.translate(context, source, tongue)
        return said.format(**facts) if facts else said

    def translate(self, context: str, source: str, tongue: str) -> str:
        """A source sentence in a tongue; the source itself where nothing else is known."""
        for name in dict.fromkeys((tongue, tongue.partition("@")[0])):
            known = self._tongues.get(name)
            said = known.pgettext(context, source) if known else source
            if said != source:
                return said
        return source

    def __contains__(self, context: str) -> bool:
        return context in self._sources


def tongue(language: str, form: str = "formal") -> str:
    """The tongue for a language (`kk`, `ru`) and a form of address (`formal`, `informal`)."""
    return FAMILIAR[language] if form == "informal" else language


def read_catalog(folder: Path) -> Catalog:
    """The catalogue of one tongue: `locales/kk`."""
    with (folder / "LC_MESSAGES" / "bot.po").open("rb") as file:
        return read_po(file, locale=folder.name.partition("@")[0])


def _compiled(folder: Path) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, read_catalog(folder), use_fuzzy=False)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
