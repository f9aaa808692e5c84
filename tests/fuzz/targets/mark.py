"""The high-water mark beside a casebook; of a plain one anybody can make the code."""

import hmac

from clonus_desktop.storage.mark import Mark, MarkFile, MarkUnreadable
from tests.fuzz.in_folder import as_file

_KEY = hmac.digest(b"", b"clonus-desktop mark 1", "sha256")


def _field(said: bytes) -> bytes:
    return said + b" " + hmac.digest(_KEY, said, "sha256").hex().encode()


_SAID = b'["0123456789abcdef0123456789abcdef", 40, "' + b"b" * 64 + b'", "2026-11-25T10:42:07Z"]'
SEEDS = (
    _SAID,
    _field(_SAID).ljust(512) + _field(_SAID.replace(b"40", b"41")).ljust(512),
    b"[]",
    b'["", 1e400, "", ""]',
)


def parse(data: bytes) -> None:
    """There is a mark, or it is refused by name, whether the code is right or not."""
    for content in (data, _field(data)[:512].ljust(512) * 2):
        path = as_file(content, "casebook.mark", of="mark")
        file = MarkFile(path.with_name("casebook.sqlite"), None)
        try:
            mark = file.read()
        except MarkUnreadable:
            continue
        assert isinstance(mark, Mark)
        assert mark.sequence >= 0
        assert file.write(mark)
        assert file.read() == mark
