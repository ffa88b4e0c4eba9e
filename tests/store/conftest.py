"""The same two databases as the office's."""

from tests.office.conftest import address

__all__ = ["address"]
