"""What is said of a file that no letter can be made with."""

from collections.abc import Sequence

from clonus_desktop.domain.message import Message


class Unusable(ValueError):
    """A letterhead or a template that cannot be used; nothing of it was kept.

    Attributes:
        messages: Why, one sentence for each thing that is wrong with it.
    """

    def __init__(self, *messages: Message) -> None:
        super().__init__(" ".join(map(str, messages)))
        self.messages: Sequence[Message] = messages
