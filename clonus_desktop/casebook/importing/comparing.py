"""Is somebody who comes already here? Surely, perhaps, or not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from clonus_desktop.casebook.importing.items import Decision, Like, Verdict
from clonus_desktop.domain.likeness import Likeness, likenesses, possible_births
from clonus_desktop.domain.patient import Patient, search_key
from clonus_desktop.domain.record_number import nearly_the_same
from clonus_desktop.storage.likely import Likely

_STRONG = frozenset({Likeness.SAME_NUMBER, Likeness.SWAPPED_BIRTH, Likeness.SAME_BIRTH})


def likes_in_record(likely: Likely, patient: Patient) -> tuple[Like, ...]:
    """Those of the record whom the patient is or may be."""
    found = []
    for one in likely.find(patient):
        record = one.by or one.patient
        if (reasons := reasons_of(patient, record)) is not None:
            found.append(Like(patient=one.patient, record=record, reasons=reasons))
    return tuple(found)


def reasons_of(one: Patient, other: Patient) -> tuple[Likeness, ...] | None:
    """Why one is or may be the other; None for two different people."""
    reasons = likenesses(one, other)
    return reasons if is_same(one, other) or _is_enough(one, other, reasons) else None


def judged(
    patient: Patient, likes: Sequence[Like], *, may_be_joined: bool
) -> tuple[Verdict, tuple[Like, ...], tuple[Decision, ...]]:
    """What becomes of a patient, whom to show beside it, and what can be decided.

    Args:
        may_be_joined: True when it can be said that two are the same, and more of one is taken
            in: examinations of a record. Of a list, the same person is left out.
    """
    same = tuple(like for like in likes if is_same(patient, like.record))
    if same:
        return Verdict.KNOWN, same[:1], ()
    if not likes:
        return Verdict.ADD, (), ()
    choices = [Decision.LEAVE_OUT]
    # The record takes no number twice.
    if not any(Likeness.SAME_NUMBER in like.reasons for like in likes):
        choices.append(Decision.ADD)
    if may_be_joined and len({like.patient.id for like in likes}) == 1:
        choices.append(Decision.SAME)
    return Verdict.ASK, tuple(likes), tuple(choices)


def is_same(one: Patient, other: Patient) -> bool:
    """True where number and names agree, or names and date of birth; and nothing contradicts."""
    if one.name_key != other.name_key:
        return False
    if one.number_key and one.number_key == other.number_key:
        return one.born_on == other.born_on or None in (one.born_on, other.born_on)
    births_agree = one.born_on is not None and one.born_on == other.born_on
    return births_agree and not (one.number_key and other.number_key)


def _is_enough(one: Patient, other: Patient, reasons: Sequence[Likeness]) -> bool:
    """True for two whom a slip in a name, a date or a number could have made of one.

    On a list of many, a like family name alone is no reason to ask.
    """
    if _STRONG.intersection(reasons):
        return True
    birth_is_open = None in (one.born_on, other.born_on)
    if Likeness.SWAPPED_NAMES in reasons:
        return birth_is_open or one.born_on == other.born_on
    if Likeness.SLIP_IN_NUMBER in reasons and Likeness.SIMILAR_NAME in reasons:
        return True
    return birth_is_open and one.name_key == other.name_key


class Earlier:
    """Those who stand before on the same list."""

    def __init__(self) -> None:
        self._patients: dict[int, Patient] = {}
        self._lines: defaultdict[tuple[str, object], list[int]] = defaultdict(list)

    def add(self, where: int, patient: Patient) -> None:
        """Somebody on a line."""
        self._patients[where] = patient
        self._lines["name", patient.name_key].append(where)
        self._lines["birth", patient.born_on].append(where)
        self._lines["number", patient.number_key].append(where)
        # In a row of numbers each is nearly many others: only with the family name it matters.
        family = search_key(patient.family_name)
        self._lines["near", (family, patient.number_key)].append(where)

    def likes(self, patient: Patient) -> tuple[Like, ...]:
        """Those before whom the patient is or may be."""
        found = []
        for where in sorted(set(self._candidates(patient))):
            other = self._patients[where]
            if (reasons := reasons_of(patient, other)) is not None:
                found.append(Like(patient=other, record=other, reasons=reasons, where=where))
        return tuple(found)

    def _candidates(self, patient: Patient) -> Iterable[int]:
        names = (patient.name_key, patient.given_key)
        births = possible_births(patient.born_on)
        numbers = (patient.number_key,) if patient.number_key else ()
        family = search_key(patient.family_name)
        near = ((family, number) for number in nearly_the_same(patient.number))
        kinds: tuple[tuple[str, Iterable[object]], ...] = (
            ("name", names),
            ("birth", births),
            ("number", numbers),
            ("near", near),
        )
        for kind, values in kinds:
            for value in values:
                yield from self._lines.get((kind, value), ())
