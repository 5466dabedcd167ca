"""A mail server that answers as a test tells it to."""

from collections.abc import Sequence
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

PLACE = f"{__name__}.Server"


class Server(BaseEmailBackend):
    """`door` is raised when it is reached, `answers` one for each letter (None takes it). Keeps what it took."""

    door: ClassVar[Exception | None] = None
    answers: ClassVar[list[Exception | None]] = []
    opened: ClassVar[int] = 0
    closed: ClassVar[int] = 0
    taken: ClassVar[list[EmailMessage]] = []

    @classmethod
    def begin(cls) -> None:
        cls.door, cls.answers, cls.opened, cls.closed, cls.taken = None, [], 0, 0, []

    def open(self) -> bool:
        Server.opened += 1
        if Server.door is not None:
            raise Server.door
        return True

    def close(self) -> None:
        Server.closed += 1

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        answer = Server.answers.pop(0) if Server.answers else None
        if answer is not None:
            raise answer
        Server.taken += messages
        return len(messages)
