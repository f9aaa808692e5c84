"""How one site is tested: the steps, the cautions and what counts as a beat."""

from collections.abc import Sequence
from dataclasses import dataclass

from clonus_desktop.domain import protocol_parts as parts
from clonus_desktop.domain.anatomy import Side, Sides, Site
from clonus_desktop.domain.protocol_parts import (
    BODY_FIELD,
    LONGEST_CAP_S,
    Caution,
    CautionKind,
    Check,
    InvalidProtocol,
    Pitfall,
    PositionChoice,
    Step,
)

__all__ = [
    "BODY_FIELD",
    "LONGEST_CAP_S",
    "MOST_CHECKS",
    "MOST_CONTRAINDICATIONS",
    "MOST_POSITIONS",
    "Caution",
    "CautionKind",
    "Check",
    "InvalidProtocol",
    "Pitfall",
    "PositionChoice",
    "Protocol",
    "Step",
]

MOST_CHECKS = 9
"""One for each digit."""

MOST_CONTRAINDICATIONS = MOST_POSITIONS = 8
"""One for each letter from a to h."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """How clonus is provoked, watched and counted at one site.

    Attributes:
        site: The site that this tests.
        version: Counts up when the meaning changes; a record keeps it.
        order: Place in the walk along the bed, from 1.
        name: Noun that follows a side: "right ankle".
        picture: File name of the picture, drawn for the right side.
        drawing: The picture's SVG where it came with the site; empty for one of the program's.
        position: The patient's position, as a letter says it.
        stretch: The stretch, as a letter says it.
        muscle: The muscles stretched.
        level: Their spinal segments, as reference text.
        beat: What one beat is.
        cap_s: Seconds after which the stretch is let go.
        source_keys: Keys of every source used, each once.
        steps: What to do, in order.
        cautions: When to stop or not to test; the first is the short one.
        sides: Whether the site is there on both sides or on the midline.
        reminder: Position and stretch in one line for the exam page; may be empty.
        body_spot: Where the place lies on the body picture, on the patient's right (the left of
            the picture); None where it is not drawn.
        pitfalls: How the test goes wrong.
        checks: What the examiner can tick for a reliable count.
        positions: In which positions it can be done; the first is the standard, ``position``.

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
    sides: Sides = Sides.BOTH
    drawing: str = ""
    reminder: str = ""
    body_spot: tuple[float, float] | None = None
    pitfalls: tuple[Pitfall, ...] = ()
    checks: tuple[Check, ...] = ()
    positions: tuple[PositionChoice, ...] = ()

    def __post_init__(self) -> None:
        parts.check_is(self.site, Site, "site")
        parts.check_is(self.sides, Sides, "sides")
        parts.check_count(self.version, "version")
        parts.check_count(self.order, "order")
        parts.check_words(self.name, "name", longest=parts.LONGEST_NAME)
        for key in ("position", "stretch", "muscle", "level", "beat"):
            parts.check_words(getattr(self, key), key)
        parts.check_words_or_none(self.reminder, "reminder")
        parts.check_is(self.drawing, str, "drawing")
        parts.check_picture(self.picture)
        parts.check_cap(self.cap_s)
        parts.check_spot(self.body_spot)
        self._check_source_keys()
        self._check_parts()
        self._check_positions()

    def cautions_of(self, kind: CautionKind) -> tuple[Caution, ...]:
        """The cautions of one kind, in their order; those without a kind ask to take care."""
        return tuple(c for c in self.cautions if (c.kind or CautionKind.TAKE_CARE) is kind)

    @property
    def contraindications(self) -> tuple[Caution, ...]:
        """The cautions that forbid the test and say why the place counts as not tested."""
        return tuple(caution for caution in self.cautions if caution.reason is not None)

    def is_mirrored_on(self, side: Side) -> bool:
        """True when the picture, which is drawn for the right, has to be turned for that side."""
        return side is Side.LEFT

    def position_of(self, key: str) -> str | None:
        """The words of a position, or None when this protocol does not know it."""
        return next((choice.text for choice in self.positions if choice.key == key), None)

    def check_of(self, key: str) -> Check | None:
        """The check of that key, or None when this protocol does not know it."""
        return next((check for check in self.checks if check.key == key), None)

    def _check_source_keys(self) -> None:
        if not isinstance(self.source_keys, tuple) or not self.source_keys:
            raise InvalidProtocol(f"source_keys must list a source, not {self.source_keys!r}.")
        for key in self.source_keys:
            parts.check_key(key, "source_keys", of="a source")
        _check_each_once(self.source_keys, "source_keys", "source")

    def _check_parts(self) -> None:
        parts.check_all(self.steps, Step, "steps", least=1)
        parts.check_all(self.cautions, Caution, "cautions", least=1)
        parts.check_all(self.pitfalls, Pitfall, "pitfalls")
        parts.check_all(self.checks, Check, "checks")
        parts.check_all(self.positions, PositionChoice, "positions")
        sourced: tuple[Step | Pitfall | Caution | Check, ...]
        sourced = (*self.steps, *self.cautions, *self.pitfalls, *self.checks)
        for part in sourced:
            if part.source not in self.source_keys:
                raise InvalidProtocol(
                    f"source_keys must list {part.source!r}, on which {part.text!r} rests."
                )
        if len(self.contraindications) > MOST_CONTRAINDICATIONS:
            raise InvalidProtocol(
                f"cautions must be {MOST_CONTRAINDICATIONS} at most with a reason, one for each "
                f"letter, not {len(self.contraindications)}."
            )
        if len(self.checks) > MOST_CHECKS:
            raise InvalidProtocol(
                f"checks must be {MOST_CHECKS} at most, one for each digit, not {len(self.checks)}."
            )
        _check_each_once([check.key for check in self.checks], "checks", "key")

    def _check_positions(self) -> None:
        _check_each_once([choice.key for choice in self.positions], "positions", "key")
        if len(self.positions) > MOST_POSITIONS:
            raise InvalidProtocol(
                f"positions must be {MOST_POSITIONS} at most, one for each letter, "
                f"not {len(self.positions)}."
            )
        if self.positions and self.positions[0].text != self.position:
            raise InvalidProtocol(
                f"positions must begin with the standard position {self.position!r}, "
                f"not with {self.positions[0].text!r}."
            )


def _check_each_once(values: Sequence[str], key: str, what: str) -> None:
    if len(set(values)) < len(values):
        raise InvalidProtocol(f"{key} must list each {what} once: {tuple(values)!r}.")
