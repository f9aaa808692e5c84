"""The recovery code on paper and as a text file, with what the finder of it has to know."""

from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from clonus_desktop.language import _
from clonus_desktop.ui.dates import short_date

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm" '
    'font-family="IBM Plex Sans">{lines}</svg>'
)
_TEXT = '<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}">{text}</text>'
_LEFT, _TOP = 25.0, 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePaper:
    """What goes on the paper.

    Attributes:
        code: In groups.
        name: Of the clinician who made the casebook.
        made_on: When.
    """

    code: str = field(repr=False)
    name: str
    made_on: date

    @property
    def _heading(self) -> str:
        return _("Recovery code of a Clonus Desktop casebook")

    @property
    def _sentences(self) -> tuple[str, ...]:
        return (
            _("Made by {name} on {date}.").format(name=self.name, date=short_date(self.made_on)),
            _("It opens the casebook when a passphrase is forgotten. There is no other copy."),
            _("Keep it where the computer is not: whoever has both can read every record."),
            _("Whether a letter is small or capital does not matter; spaces do not either."),
        )

    def text(self) -> bytes:
        """As a plain text file, with the ends of lines that every system shows."""
        lines = (self._heading, "", f"  {self.code}", "", *self._sentences, "")
        return "\r\n".join(lines).encode()

    def page(self) -> bytes:
        """As a page of A4, drawn in millimetres."""
        groups = self.code.split("-")
        lines = [(_LEFT, _TOP, 7.0, 600, self._heading)]
        for index, group in enumerate(groups):
            row, column = divmod(index, 3)
            x, y = _LEFT + 55 * column, _TOP + 22 + 22 * row
            lines.append((x, y, 4.0, 400, str(index + 1)))
            lines.append((x, y + 10, 10.0, 600, group))
        below = _TOP + 22 + 22 * ((len(groups) - 1) // 3 + 1) + 8
        for index, sentence in enumerate(self._sentences):
            lines.append((_LEFT, below + 8 * index, 4.2, 400, sentence))
        drawn = (
            _TEXT.format(x=x, y=y, size=size, weight=weight, text=escape(text))
            for x, y, size, weight, text in lines
        )
        return _SVG.format(lines="".join(drawn)).encode()


def lies_in(path: Path, folder: Path) -> bool:
    """True when the file would lie in the folder or below it."""
    return path.resolve().is_relative_to(folder.resolve())
