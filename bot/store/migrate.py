"""Brings the tables up to date, step by step; each step is a file of `migrations/versions`."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent / "migrations"


def newest() -> str:
    """The last step: `m012`. Files are named in the order of their steps."""
    return max(file.stem for file in (HERE / "versions").glob("m*.py")).partition("_")[0]


def stands_at(connection: Connection) -> str | None:
    """The step that a store was brought to; None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def config(connection: Connection) -> "Config":
    """Alembic's configuration for a connection that is already inside a transaction."""
    from alembic.config import Config  # noqa: PLC0415  # see `upgrade`

    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection, to: str = "head") -> None:
    """Alembic is loaded only where there is a step to take: a start with nothing to do saves its 10 MB."""
    if to == "head" and stands_at(connection) == newest():
        return
    from alembic import command  # noqa: PLC0415

    command.upgrade(config(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    from alembic import command  # noqa: PLC0415  # see `upgrade`

    command.downgrade(config(connection), to)
