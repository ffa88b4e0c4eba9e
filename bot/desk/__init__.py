"""The counsellor's face: a python-telegram-bot application. `telegram` is imported nowhere else.

text       how long words are, and where they break    buttons   what a button carries
request    how requests travel                         refusals  what Telegram's refusals mean here
card       a case as she reads it                      board     a partner's queue, pinned in its group
face       what every handler has at hand              joining   codes, working names, languages
taking     the queue, the shift, taking and closing    talking   her words to a seeker
comings    blocked, moved, topics made by hand         chat      one chat, as letters are written to it
carrier    letters to her and to the group           hearing   which handler hears what
application  the face, whole
"""
