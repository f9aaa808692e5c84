"""One sitting: the places that were examined, from draft to signed to amended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import ClonusTest
from clonus_desktop.domain.readable import kept_readable, make_readable
from clonus_desktop.domain.statement import Topic

LONGEST_NOTE = 10_000


class ExaminationState(StrEnum):
    """How final an examination is."""

    DRAFT = "draft"
    SIGNED = "signed"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


class InvalidExamination(ValueError):
    """An examination that contradicts itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examiner:
    """Who examined and signs.

    Attributes:
        name: As it is printed, such as "Dr P Okafor".
        role: As it is printed under the name in a letter; may be empty.
        clinician_id: Row of the clinician who was signed in; None in a record without any.
    """

    name: str
    role: str = ""
    clinician_id: int | None = None

    def __post_init__(self) -> None:
        make_readable(self, "name", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a signed examination does not count any more; it stays readable.

    Attributes:
        at: With time zone.
        by: None when nobody was named.
        reason: The clinician's words.
    """

    at: datetime
    by: Examiner | None
    reason: str

    def __post_init__(self) -> None:
        make_readable(self, "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed an examination, when, and exactly what.

    Attributes:
        signed_at: With time zone.
        text: The summary that stood on the screen, verbatim.
        rule_id: The rule whose limit the text names.
        rule_version: Its version at that time.
    """

    examiner: Examiner
    signed_at: datetime
    text: str
    rule_id: str
    rule_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """One sitting with one patient.

    Attributes:
        id: Row of the record; 0 before it is stored.
        patient_id: Whose it is: the record that stands for the person.
        recorded_under_id: The record that it was made under, when that was merged into the
            patient's later; 0 when it is the patient's own.
        started_at: With time zone (the local zone of the examination).
        ended_at: When the last place was recorded; None before the first.
        places: What the examination sets out to test, in order.
        tests: What was recorded, by place. A place without an entry was not examined yet.
        notes: The clinician's words by place.
        statements: What was stated beside the counts, by topic and place (None for the whole).
        comment: The clinician's words on the whole.
        protocol_versions: Version of the protocol by the key of its site.
        revision: 1, and one more for each amendment.
        revises_id: The revision before this one, or None.
        revision_reason: Why it was amended; empty for the first.
        superseded: True when a later revision exists.
        signature: None while it is a draft.
        withdrawal: None unless it was withdrawn after it was signed.
        taken_in_at: When it came from another casebook, as it was signed or unfinished there;
            None for one that was made or signed here.

    Raises:
        InvalidExamination: A naive time, or a test under another place's name.
    """

    id: int = 0
    patient_id: int
    started_at: datetime
    ended_at: datetime | None = None
    places: tuple[Place, ...]
    tests: Mapping[Place, ClonusTest] = field(default_factory=dict)
    notes: Mapping[Place, str] = field(default_factory=dict)
    statements: Mapping[tuple[Topic, Place | None], Mapping[str, object]] = field(
        default_factory=dict
    )
    comment: str = ""
    protocol_versions: Mapping[str, int] = field(default_factory=dict)
    revision: int = 1
    revises_id: int | None = None
    revision_reason: str = ""
    superseded: bool = False
    signature: Signature | None = None
    withdrawal: Withdrawal | None = None
    recorded_under_id: int = 0
    taken_in_at: datetime | None = None

    def __post_init__(self) -> None:
        make_readable(self, "comment", "revision_reason")
        notes = {place: kept_readable(text) for place, text in self.notes.items()}
        object.__setattr__(self, "notes", notes)
        if self.started_at.tzinfo is None:
            raise InvalidExamination("An examination's time needs its time zone.")
        for place, test in self.tests.items():
            if test.place != place:
                raise InvalidExamination(f"The test of the {test.place} stands at the {place}.")

    @property
    def state(self) -> ExaminationState:
        """Draft until it is signed; amended when it is a signed later revision."""
        if self.signature is None:
            return ExaminationState.DRAFT
        if self.withdrawal is not None:
            return ExaminationState.WITHDRAWN
        return ExaminationState.AMENDED if self.revision > 1 else ExaminationState.SIGNED

    @property
    def missing_places(self) -> tuple[Place, ...]:
        """Places with neither a standing trial nor a reason, in the order of the examination."""
        return tuple(place for place in self.places if self._is_open(place))

    @property
    def is_complete(self) -> bool:
        """True when every place has a count or a reason why it was not tested."""
        return not self.missing_places

    def _is_open(self, place: Place) -> bool:
        test = self.tests.get(place)
        return test is None or test.is_open

    def statement(self, topic: Topic, place: Place | None = None) -> Mapping[str, object] | None:
        """The standing answers on a topic, or None when nothing was stated."""
        return self.statements.get((topic, place))

    def test_at(self, place: Place) -> ClonusTest | None:
        """What was recorded at a place, or None when it was not examined yet."""
        return self.tests.get(place)
