"""A sentence for people that can still be translated after it was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=False)
class Message:
    """A sentence as a template and its values; ``str()`` gives it in English.

    Attributes:
        text: The template in English, a key of the catalogues.
        values: What goes into the braces of the template.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format_map(self.values)
