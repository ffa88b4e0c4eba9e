"""Alembic's door: it runs inside the transaction that `bot.store.migrate` opened."""

from alembic import context

from bot.store.tables import Moment, metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite cannot alter a column in place
    render_item=lambda kind, item, _: (
        "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False
    ),
)
context.run_migrations()
