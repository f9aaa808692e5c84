"""How one site is tested: the steps, the cautions and what counts as a beat."""

import math
import re
from dataclasses import dataclass

from clonus_desktop.domain.anatomy import Site

LONGEST_CAP_S = 600.0
"""Holding a stretch for longer than minutes tells nothing more (clinical.md 1.1)."""

_PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.svg")
_SOURCE_KEY = re.compile(r"[a-z][a-z0-9-]*")


class InvalidProtocol(ValueError):
    """A protocol lacks something a clinician needs, or holds a value that cannot be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, in the order of the test.

    Attributes:
        text: One or two short sentences.
        source: Key of the source it rests on.

    Raises:
        InvalidProtocol: The text is empty or the source is not a key.
    """

    text: str
    source: str

    def __post_init__(self) -> None:
        _check_words(self.text, "text")
        _check_source_key(self.source, "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One reason to stop, to take care or not to test.

    Attributes:
        text: One or two short sentences.
        source: Key of the source it rests on.

    Raises:
        InvalidProtocol: The text is empty or the source is not a key.
    """

    text: str
    source: str

    def __post_init__(self) -> None:
        _check_words(self.text, "text")
        _check_source_key(self.source, "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """How clonus is provoked, watched and counted at one site.

    Attributes:
        site: The site that this tests.
        version: Counts up when the meaning changes; a record keeps it.
        order: Place in the walk along the bed, from 1.
        name: Noun that follows a side: "right ankle".
        picture: File name of the picture, drawn for the right side.
        position: The patient's position, as a letter says it.
        stretch: The stretch, as a letter says it.
        muscle: The muscles stretched.
        level: Their spinal segments, as reference text.
        beat: What one beat is.
        cap_s: Seconds after which the stretch is let go.
        source_keys: Keys of every source used, each once.
        steps: What to do, in order.
        cautions: When to stop or not to test; the first is the short one.

    Raises:
        InvalidProtocol: A value is missing, out of range or rests on an unlisted source.
    """

    site: Site
    version: int
    order: int
    name: str
    picture: str
    position: str
    stretch: str
    muscle: str
    level: str
    beat: str
    cap_s: float
    source_keys: tuple[str, ...]
    steps: tuple[Step, ...]
    cautions: tuple[Caution, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.site, Site):
            raise InvalidProtocol(f"site must be a Site, not {self.site!r}.")
        _check_count(self.version, "version")
        _check_count(self.order, "order")
        for key in ("name", "position", "stretch", "muscle", "level", "beat"):
            _check_words(getattr(self, key), key)
        _check_picture(self.picture)
        _check_cap(self.cap_s)
        self._check_source_keys()
        self._check_parts()

    def _check_source_keys(self) -> None:
        if not isinstance(self.source_keys, tuple) or not self.source_keys:
            raise InvalidProtocol(f"source_keys must list a source, not {self.source_keys!r}.")
        for key in self.source_keys:
            _check_source_key(key, "source_keys")
        if len(set(self.source_keys)) < len(self.source_keys):
            raise InvalidProtocol(f"source_keys must list each source once: {self.source_keys!r}.")

    def _check_parts(self) -> None:
        _check_all(self.steps, Step, "steps")
        _check_all(self.cautions, Caution, "cautions")
        parts: tuple[Step | Caution, ...] = (*self.steps, *self.cautions)
        for part in parts:
            if part.source not in self.source_keys:
                raise InvalidProtocol(
                    f"source_keys must list {part.source!r}, on which {part.text!r} rests."
                )


def _check_words(value: object, key: str) -> None:
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise InvalidProtocol(f"{key} must be words without space around them, not {value!r}.")


def _check_source_key(value: object, key: str) -> None:
    if not isinstance(value, str) or not _SOURCE_KEY.fullmatch(value):
        raise InvalidProtocol(f"{key} must be the key of a source, not {value!r}.")


def _check_picture(value: object) -> None:
    if not isinstance(value, str) or not _PICTURE_NAME.fullmatch(value):
        raise InvalidProtocol(f"picture must be the name of an SVG file, not {value!r}.")


def _check_count(value: object, key: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidProtocol(f"{key} must be a whole number from 1, not {value!r}.")


def _check_cap(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidProtocol(f"cap_s must be a number of seconds, not {value!r}.")
    if not 0 < value <= LONGEST_CAP_S:
        raise InvalidProtocol(f"cap_s must lie above 0 and up to {LONGEST_CAP_S:g}, not {value!r}.")


def _check_all(values: object, kind: type[Step] | type[Caution], key: str) -> None:
    if not isinstance(values, tuple) or not values:
        raise InvalidProtocol(f"{key} must hold at least one, not {values!r}.")
    for value in values:
        if not isinstance(value, kind):
            raise InvalidProtocol(f"{key} must hold {kind.__name__} values, not {value!r}.")
