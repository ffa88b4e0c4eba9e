"""The seeker's face: aiogram + aiogram-dialog. One screen, redrawn in place; a window per shape of node."""
