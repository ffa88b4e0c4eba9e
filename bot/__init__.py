"""Senim: an anonymous first contact and referral line on Telegram, in Kazakh and Russian.

The map, in reading order: one line a module. A file is plain; a folder touches the world; the last four are the door.

script.py                           A dialog tree and its nodes: what is said and what may be answered
talk.py                             One seeker walking one script
case.py                             A case, its states, and the table of moves between them
triage.py                           Answers → a level, its reasons, and the deadline that the level promises
handoff.py                          brief(): everything that a counsellor may see; coarsen(); choose() the desk
directory.py                        The directory: entries, and what a need, a region and an hour lead to
hours.py                            Opening hours and shifts by the clock of Astana
partner.py                          A partner's confidentiality card
outbox.py                           Letter, Receipt; when to try again, when to give up, who goes first
pace.py                             How much may be sent: by a bot, into a private chat, into a group
lifetimes.py                        What is kept, how long, and the plain sentence that says so
alarm.py                            Whether words sound like danger
report.py                           Counts for a period, small numbers hidden
errors.py                           What this house raises on purpose

anonymise/                          Takes what identifies a person out of words: personal data removed automatically
anonymise/announced.py              Numbers that a word announces
anonymise/checks.py                 Check digits: the numbers that can prove what they are
anonymise/dates.py                  Exact dates of birth
anonymise/endings.py                Case endings: what may stay of an inflected name, and what its forms share
anonymise/fold.py                   One alphabet for the many ways of writing
anonymise/kazakh.py                 Kazakh words with their endings
anonymise/known.py                  Words and people that everybody knows
anonymise/leaks.py                  How a redaction is marked
anonymise/lexicon.py                Words that announce an identifier, as pieces of patterns for folded text
anonymise/links.py                  E-mails, links, and the names that people go by in networks
anonymise/lists.py                  Lists of words: given names, words that are no names, what everybody knows
anonymise/marks.py                  What the tagger sees of a word: the pieces of its spelling, and a few plain facts
anonymise/memory.py                 The people already named in a case, by number
anonymise/names.py                  People's names
anonymise/numbers.py                Phones, identification numbers, cards and accounts
anonymise/organisations.py          Schools, workplaces, mosques and groups that have a name or a number
anonymise/papers.py                 Numbers of passports, certificates, cases in court and contracts
anonymise/placeholders.py           What stands in the text where an identifier stood
anonymise/places.py                 Addresses: a street, a micro-district, a house, a flat
anonymise/plates.py                 Car plates, and places on the globe given by numbers
anonymise/questions.py              Whether a counsellor's message asks the seeker who or where they are
anonymise/redaction.py              redact(): the text with its identifiers replaced, and where they were
anonymise/spans.py                  Where in a text something identifies a person, and what it is
anonymise/spoken.py                 Phone numbers that are written out in words
anonymise/tagged.py                 Organisations and addresses that no rule has a word for
anonymise/tagger.py                 Finds names, organisations and addresses by their spelling and their company
anonymise/views.py                  A text in the three ways that rules look at it
anonymise/words.py                  A text as its words, each with its place

content/                            WORDS: YAML that authors own, its reader, its rules
content/check.py                    Reads a content folder and tells everything that is wrong with it
content/commands.py                 The commands of authors: check, draw, preview
content/exchange.py                 The directory as a CSV table for coordinators, out and in
content/folding.py                  Compares words as people type them
content/hsds.py                     The directory for other directories
content/layout.py                   Where boxes stand so that arrows run downward and rarely cross
content/messages.py                 Every sentence that is translated
content/partners.py                 Reads the confidentiality cards of partners
content/picture.py                  A picture of a script, or of a table of moves, as SVG
content/pictures.py                 Scripts as pictures
content/preview.py                  The scripts as one HTML file that needs no network
content/resources.py                Reads the directory
content/scripts.py                  Reads dialog trees
content/search.py                   Finds entries by what a person types
content/vocabulary.py               Understands what a person types into the search
content/walks.py                    Recorded conversations, one line a screen, replayed and compared
content/words.py                    Words in the language and form of address of the one who reads them
content/yaml.py                     YAML as authors expect it
content/rules/                      What a script must never do, each rule with the sentence that its author reads
content/rules/facts.py              What rules look at, and what they find
content/rules/graph.py              The scripts as a graph: where each place can lead
content/rules/language.py           Two languages that say the same, in words that hurt nobody
content/rules/limits.py             How much fits into one screen and one tired head
content/rules/numbers.py            Numbers to call
content/rules/safety.py             What keeps a seeker safe
content/rules/shape.py              The shape of the trees
content/rules/spelling.py           Spelling, by hunspell and its Russian and Kazakh dictionaries
content/rules/waivers.py            Exceptions that authors make on purpose, each with its reason

store/                              MEMORY: tables, sealing, one transaction, migrations
store/claims.py                     Which lanes of work this process holds
store/migrate.py                    Brings the tables up to date, step by step
store/tables.py                     The tables
store/trouble.py                    Trouble of the store, said in one clear sentence for the operator
store/vault.py                      Sealing: AES-GCM, a key per case, and the key file that opens it all
store/migrations/                   Alembic's folder; the steps are in `versions`
store/migrations/env.py             Alembic's door, inside the transaction of the store
store/migrations/versions/          The steps, in one row
store/migrations/versions/m001_first_tables.py  The first tables

office/                             WORK: each thing the office does is one transaction
office/carried.py                   What the carrier of the desk's letters asks and remembers
office/cases.py                     A case in the store: opened, moved by the table, seen, forgotten
office/codes.py                     Codes that people carry: a seeker's return code, and invitations to a desk
office/counsellor.py                What the office does for a counsellor and her partner's group
office/counts.py                    Counts by day, without a person: what the reports are made of
office/delivered.py                 What an arrival, or a failure, means for both sides
office/duty.py                      Who is on duty at which desk, for choosing a desk and for an honest waiting time
office/handing.py                  A case is handed off, taken back, or erased with all about its seeker
office/health.py                    What waits, what could not be heard and what could not be delivered
office/intake.py                    What Telegram brings is kept before it is confirmed, and heard once
office/kept.py                      What is kept about a seeker right now, for the seeker to read
office/letters.py                   Letters are written here, inside the act that causes them, sealed
office/logs.py                      Log lines are an event's name and a case's name
office/partner.py                   What an operator does for a partner
office/pending.py                   Words of a counsellor that wait, sealed, for one tap of hers
office/poller.py                    Asks Telegram for what is new, and confirms it only once it is kept
office/post.py                      Carries letters until they arrive
office/rounds.py                    What happens by the clock: deadlines, silence, forgetting
office/seeker.py                    What the office does for the one who seeks help
office/standing.py                 Where a seeker stands: their row, their talk, all that their screen shows
office/unsent.py                    A counsellor's words that do not go at once
office/vanishing.py                Words that vanish from the chat when their seeker wishes it
office/webhook.py                   The other way in: Telegram brings updates itself
office/withheld.py                 A seeker's words on their way; some wait, sealed, for one tap

dialogs/                            The seeker's face: aiogram + aiogram-dialog
dialogs/carrier.py                  Carries letters to seekers
dialogs/dispatcher.py               Puts the seeker's face together: bot, dispatcher, dialog, carrier
dialogs/hearing.py                  What a seeker can do besides tapping an answer
dialogs/referrals.py                What stands beside a node
dialogs/screens.py                  What a seeker's screen shows
dialogs/stage.py                    Between the framework and the office
dialogs/windows.py                  A window per shape of screen, in one dialog

desk/                               The counsellor's face: a python-telegram-bot application
desk/application.py                 The desk's face, whole
desk/board.py                       A partner's queue
desk/buttons.py                     What a button carries: a verb and what it is about, never anything about a person
desk/card.py                        A case as its counsellor reads it, in sixty seconds: how pressing and what for
desk/carrier.py                     Letters to a counsellor and to her partner's group
desk/chat.py                        One counsellor's chat, or one group, as the carrier writes to it
desk/comings.py                     What Telegram says about places
desk/face.py                        What every handler has at hand
desk/hearing.py                     Which handler hears what: commands, taps, words, and what Telegram says about places
desk/joining.py                     Codes that bind a group and let a counsellor in; her working name
desk/refusals.py                    What Telegram's refusals mean for a letter
desk/request.py                     How the desk's requests travel
desk/taking.py                      The queue and the shift; taking a case, showing it, giving it back, closing it
desk/talking.py                     Her words to a seeker
desk/text.py                        How long words are for Telegram, and where they break

sandbox/                            A small Telegram on this machine
sandbox/chats.py                    What Telegram remembers
sandbox/control.py                  What the page and other processes may do, as JSON over HTTP
sandbox/door.py                     The HTTP Bot API
sandbox/faults.py                   Trouble on order: what the small Telegram does wrong, to whom, how often
sandbox/keyboards.py                Keyboards as Telegram takes them: what it refuses, what it keeps
sandbox/limits.py                   How much a bot may send, as far as Telegram tells and bots have measured
sandbox/markup.py                   Telegram's HTML: words with tags in, plain words and entities out
sandbox/people.py                   What a person with a telephone does
sandbox/phone.py                    One person's telephone as the page draws it
sandbox/reading.py                  What a bot asked, out of a form, JSON or multipart
sandbox/refusals.py                 Telegram's way of saying no
sandbox/server.py                   SmallTelegram: the small Telegram on a loopback address
sandbox/telegram.py                 The small Telegram itself: who is there, what was said, and who hears of it
sandbox/updates.py                  The updates that wait for one bot
sandbox/webhooks.py                 Updates carried to a bot's own address
sandbox/methods/                    What a bot may ask of Telegram
sandbox/methods/about.py            A bot and Telegram about the bot itself
sandbox/methods/asked.py            What every method needs first
sandbox/methods/editing.py          What a bot may do to a message that is already there
sandbox/methods/media.py            Files that a bot sends, by their ids or as bytes
sandbox/methods/places.py           Chats and who is in them
sandbox/methods/sending.py          Words and small things that a bot says
sandbox/methods/taps.py             The answer to a finger on a button: until it comes, the button spins
sandbox/methods/topics.py           Topics: opened, renamed, closed, deleted
sandbox/page/                       The page: its files and its words, served as they lie here

settings.py                         What an operator decides, read from the environment
assemble.py                         The only place that knows every class: settings in, a running house out
playground.py                       The whole house against the small Telegram, with a desk that is already open
__main__.py                         The door: `python -m bot …`
"""
