"""Sealing: AES-GCM, a key per case, and the key file that opens it all.

The key file holds three secrets. `seeker` makes the keyed hash that stands for a person and opens the address to
answer; only the seeker's side has it. `case` wraps the key of each case. `desk` does for counsellors what `seeker` does
for seekers. A desk started from a file without `seeker` cannot learn who writes.

What this does not protect: somebody who holds the key file and the store together opens everything that is still kept.
"""

import base64
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import BadSettings, Forgotten, Unopenable

#: Bytes that only a key opens. Only this module makes them.
Sealed = NewType("Sealed", bytes)

_NONCE = 12
NAMES = ("seeker", "case", "desk")


@dataclass(frozen=True, slots=True, repr=False)
class Lock:
    """One key. `about` binds sealed bytes to where they stand, so that a row cannot be put in the place of another."""

    key: bytes

    def seal(self, words: bytes | str, about: str) -> Sealed:
        nonce = os.urandom(_NONCE)
        raw = words.encode() if isinstance(words, str) else words
        return Sealed(nonce + AESGCM(self.key).encrypt(nonce, raw, about.encode()))

    def open(self, sealed: bytes, about: str) -> bytes:
        """The bytes that were sealed. Raises Unopenable for another key, another place or a changed byte."""
        try:
            return AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
        except (InvalidTag, ValueError):
            raise Unopenable("These sealed bytes do not open with this key.") from None


@dataclass(frozen=True, slots=True, repr=False)
class Side:
    """What one side of the house derives from its secret: how it names people, and how it opens what it kept of them."""

    naming: bytes
    address: Lock
    heard: Lock
    talk: Lock

    def name(self, who: int | str) -> str:
        """The keyed hash that stands for a person or a chat: 32 hexadecimal digits."""
        return hmac.digest(self.naming, str(who).encode(), "sha256")[:16].hex()


def side(secret: bytes) -> Side:
    return Side(
        _derived(secret, "naming"),
        Lock(_derived(secret, "address")),
        Lock(_derived(secret, "heard")),
        Lock(_derived(secret, "talk")),
    )


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The key file, opened. `seeker` is None in the desk's own process."""

    seeker: Side | None
    case: Lock
    desk: Side

    def new_case_key(self, case: str) -> tuple[Lock, Sealed]:
        """A fresh key for a case, and the same key wrapped for its row."""
        key = AESGCM.generate_key(256)
        return Lock(key), self.case.seal(key, f"key of {case}")

    def case_key(self, case: str, wrapped: bytes | None) -> Lock:
        """The key of a case. Raises Forgotten when it was destroyed with the case."""
        if wrapped is None:
            raise Forgotten("The key of this case was destroyed.")
        return Lock(self.case.open(wrapped, f"key of {case}"))

    @property
    def seekers(self) -> Side:
        """The seeker's side. Raises BadSettings in a process that was started without it."""
        if self.seeker is None:
            raise BadSettings("This key file has no `seeker` key, so this process cannot serve seekers.")
        return self.seeker


def new_secrets() -> dict[str, str]:
    """Fresh secrets for a key file, base64."""
    return {name: base64.b64encode(os.urandom(32)).decode() for name in NAMES}


def keys(secrets: Mapping[str, str]) -> Keys:
    """Keys from a key file's content. Raises BadSettings when it is not one."""
    try:
        raw = {name: base64.b64decode(secret, validate=True) for name, secret in secrets.items()}
        seeker = side(raw["seeker"]) if "seeker" in raw else None
        return Keys(seeker, Lock(_derived(raw["case"], "case")), side(raw["desk"]))
    except (KeyError, ValueError):
        raise BadSettings(
            "The key file is not whole: it needs `case` and `desk`, and `seeker` for the seeker's side."
        ) from None


def read_keys(file: Path) -> Keys:
    """Keys from a file. Raises BadSettings with the remedy."""
    try:
        return keys(json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        raise BadSettings(
            f"There is no key file {file}; make one with `python -m bot doctor --new-keys {file}`."
        ) from None
    except (json.JSONDecodeError, AttributeError, TypeError):
        raise BadSettings(f"The key file {file} cannot be read as JSON.") from None


def write_new_keys(file: Path) -> None:
    """A new key file, readable by its owner alone. Never overwrites one: with the old keys everything kept would be lost."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadSettings(
            f"{file} exists already; a new key file would make everything that is kept unreadable."
        ) from None
    with os.fdopen(descriptor, "w") as out:
        json.dump(new_secrets(), out, indent=1)


def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, purpose.encode()).derive(secret)
