"""The high-water mark: how far the record had come when the screen last said Saved.

After a crash SQLite reads the newest acts from the ``-wal`` beside the file. If that is lost or
damaged, those acts are gone while every check inside the file passes. The mark lies outside:
the number and digest of the newest entry of the audit, with a code that only the key can make.

It is made whole and forced to the disk once. Then it is written in place after each commit, two
fields in turn, so that a write that is cut off leaves the other one; and not forced to the disk
with each act, because a mark that is behind raises no false alarm.
"""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from clonus_desktop.storage import private_file

_FIELD_BYTES = 512
_FIELDS = 2
_PURPOSE = b"clonus-desktop mark 1"
_MOST_ACTS = 2**63 - 1
"""The greatest number of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a mark says.

    Attributes:
        casebook_id: Of which casebook.
        sequence: Number of the newest entry of the audit.
        digest: Its digest.
        at: When it was entered, in UTC.
    """

    casebook_id: str
    sequence: int
    digest: str
    at: str


class MarkUnreadable(ValueError):
    """There is a mark, and no field of it was made with this key."""


def mark_path(casebook: Path) -> Path:
    """Where the mark of a casebook lies."""
    return casebook.with_suffix(".mark")


class MarkFile:
    """The mark beside one casebook.

    Args:
        casebook: Path of the database.
        key: The data key; None for a casebook that is not encrypted, whose mark then guards
            against accidents only.
    """

    def __init__(self, casebook: Path, key: bytes | None) -> None:
        self.path = mark_path(casebook)
        self._casebook = casebook
        self._data_key = key or b""
        self._turn = 0

    def read(self) -> Mark | None:
        """The newest mark; None when there is no file.

        Raises:
            MarkUnreadable: The file holds none that was made with this key.
            OSError: It cannot be read.
        """
        try:
            content = private_file.read(self.path, largest=_FIELD_BYTES * _FIELDS)
        except FileNotFoundError:
            return None
        fields = (content[n * _FIELD_BYTES : (n + 1) * _FIELD_BYTES] for n in range(_FIELDS))
        marks = [(mark, n) for n, one in enumerate(fields) if (mark := self._parse(one))]
        if not marks:
            raise MarkUnreadable("No mark of this casebook.")
        newest, field = max(marks, key=lambda found: found[0].sequence)
        # A write that is cut off must leave the newest of them.
        self._turn = (field + 1) % _FIELDS
        return newest

    def write(self, mark: Mark) -> bool:
        """Sets the mark; False when the disk refused, which leaves an older one."""
        try:
            handle = os.open(self.path, os.O_WRONLY)
            try:
                os.lseek(handle, self._turn * _FIELD_BYTES, os.SEEK_SET)
                written = os.write(handle, self._field(mark))
            finally:
                os.close(handle)
        except OSError:
            return False
        self._turn = (self._turn + 1) % _FIELDS
        return written == _FIELD_BYTES

    def begin_anew(self, mark: Mark) -> bool:
        """Sets a first mark, or one back: after acts were given up knowingly, or a restore.

        Whole and on the disk before it is there: a mark that a crash left empty would raise a
        false alarm. False when the disk refused.
        """
        try:
            self._exchange(self._field(mark) * _FIELDS)
        except OSError:
            return False
        return True

    def _exchange(self, fields: bytes) -> None:
        private_file.write(self.path, fields)
        private_file.sweep(self.path)

    def _field(self, mark: Mark) -> bytes:
        said = json.dumps([mark.casebook_id, mark.sequence, mark.digest, mark.at])
        return f"{said} {self._code(said)}".encode().ljust(_FIELD_BYTES)

    def hand_over(self, key: bytes) -> None:
        """Says the same by another key as well, before the casebook comes under that key.

        Both keys find their mark until the next act, and it is on the disk: wherever the exchange
        of the casebook is cut off, no alarm is raised. What cannot be read is not handed over.

        Raises:
            OSError: The disk refused, and the mark is as it was.
        """
        try:
            mark = self.read()
        except MarkUnreadable:
            return
        if mark is not None:
            following = MarkFile(self._casebook, key)
            self._exchange(self._field(mark) + following._field(mark))

    def _parse(self, field: bytes) -> Mark | None:
        said, _space, code = field.decode("ascii", "replace").strip().rpartition(" ")
        # Imported here and below: OpenSSL behind it takes some ms, and the first screen none.
        import hmac

        if not hmac.compare_digest(code.encode(), self._code(said).encode()):
            return None
        return _mark_of(said)

    def _code(self, said: str) -> str:
        import hmac

        return hmac.digest(self._key, said.encode(), "sha256").hex()

    @cached_property
    def _key(self) -> bytes:
        import hmac

        return hmac.digest(self._data_key, _PURPOSE, "sha256")


def _mark_of(said: str) -> Mark | None:
    """The mark of what is said; None when it says something else.

    Without a key, anybody can make the code of anything.
    """
    try:
        casebook_id, sequence, digest, at = json.loads(said)
    except (ValueError, TypeError, RecursionError):
        return None
    # type and not isinstance: True is no number.
    if type(sequence) is not int or not 0 <= sequence <= _MOST_ACTS:
        return None
    if not all(isinstance(text, str) for text in (casebook_id, digest, at)):
        return None
    return Mark(casebook_id=casebook_id, sequence=sequence, digest=digest, at=at)
