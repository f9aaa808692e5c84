"""The tags of a Word template, as somebody typed them."""

from clonus_desktop.report.word_package import BODY
from clonus_desktop.report.word_template import _read

SEEDS = (
    b"<w:p><w:r><w:t>{% for x in body %}{{ x.heading }}{% endfor %}{{ title }}</w:t></w:r></w:p>",
    b"<w:tr><w:tc><w:p>{%tr for row in body %}</w:p></w:tc></w:tr><w:tr/>{%tr endfor %}",
    b"<w:p>{%p if clinic %}</w:p><w:p><w:t>{{ clinic }}{# x #}</w:t></w:p><w:p>{%p endif %}</w:p>",
    b"<w:t>{{</w:t><w:t> title }}{%- if not seal -%}{% elif date %}{% else %}{% endif %}</w:t>",
)


def parse(data: bytes) -> None:
    """What the tags ask for, and what is wrong with them in words."""
    reading, faults = _read({BODY: data})
    assert all(map(str, [*faults, *reading.misused]))
