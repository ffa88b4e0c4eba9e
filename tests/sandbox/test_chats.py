"""How users, rooms and messages look on the wire."""

from bot.sandbox.chats import Message, Room, User

USER = User(7, "Айгүл", username="aigul", language_code="kk")
ROOM = Room(7, "private", person=USER)


def test_a_private_chat_is_called_by_the_person() -> None:
    assert ROOM.wire() == {"id": 7, "type": "private", "first_name": "Айгүл", "username": "aigul"}
    assert Room(-9, "group", "Кезек").wire() == {"id": -9, "type": "group", "title": "Кезек"}


def test_a_message_says_only_what_it_has() -> None:
    assert Message(1, ROOM, USER, 100, {"text": "Сәлем"}).wire() == {
        "message_id": 1,
        "from": {"id": 7, "is_bot": False, "first_name": "Айгүл", "username": "aigul", "language_code": "kk"},
        "chat": ROOM.wire(),
        "date": 100,
        "text": "Сәлем",
    }


def test_a_message_in_a_topic_seems_to_answer_the_note_that_opened_it() -> None:
    room = Room(7, "private", person=USER)
    note = room.messages[3] = Message(3, room, USER, 1, {"forum_topic_created": {}}, thread=3, service=True)
    said = Message(4, room, USER, 1, {"text": "Да"}, thread=3).wire()
    assert (said["message_thread_id"], said["is_topic_message"]) == (3, True)
    assert said["reply_to_message"]["message_id"] == 3
    assert "reply_to_message" not in note.wire()


def test_a_member_who_left_is_not_in_the_group() -> None:
    room = Room(-9, "group", members={1: "creator", 2: "left", 3: "kicked"})
    assert [room.has(number) for number in (1, 2, 3, 4)] == [True, False, False, False]
