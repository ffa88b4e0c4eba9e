"""The seeker's face, tested through a small Telegram."""
