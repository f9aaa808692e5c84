"""A letterhead that somebody chose: a drawing or a picture from anywhere."""

import re

from clonus_desktop.report.letterhead import kept_letterhead
from clonus_desktop.report.unusable import Unusable
from tests.report.stationery_files import SVG, chunk, png, svg

SEEDS = (
    SVG,
    svg('<defs><g id="a"><rect width="9" height="9"/></g></defs><use href="#a"/><text>x</text>'),
    svg('<script>x</script><a href="http://x"><path d="M0 0h9"/></a><style>.a{fill:#fff}</style>'),
    png(4, 3, chunk(b"tEXt", b"Author\0Somebody")),
)


def parse(data: bytes) -> None:
    """A picture that does nothing but be seen, or Unusable."""
    try:
        made = kept_letterhead(data)
    except Unusable:
        return
    assert 0 < made.width_mm <= 166
    assert not re.search(rb"<script|\shref=\"http|Somebody", made.content)
