"""Alembic's folder; the steps are in `versions`."""
