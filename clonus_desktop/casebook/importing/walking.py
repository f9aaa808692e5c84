"""Line by line through the record of another casebook: what comes, what is here, what stays out.

The same walk rehearses and acts: who writes is given to it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from clonus_desktop.casebook.importing.comparing import judged, likes_in_record
from clonus_desktop.casebook.importing.exams_here import ExamsHere
from clonus_desktop.casebook.importing.items import Decision, Decisions, Item, Verdict
from clonus_desktop.casebook.importing.letters_here import LettersHere
from clonus_desktop.casebook.importing.writing import Writer
from clonus_desktop.casebook.record_letters import inward
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.message import Message
from clonus_desktop.domain.patient import Patient
from clonus_desktop.exchange.patients import Problem
from clonus_desktop.exchange.record import Header, Line, Person, RecordLetter
from clonus_desktop.exchange.record.manifest_in import contradicts_itself
from clonus_desktop.storage.examinations import Examinations
from clonus_desktop.storage.importing import Imports
from clonus_desktop.storage.letters import Letters
from clonus_desktop.storage.patients import Patients

_NUMBER_ELSEWHERE = Message(
    "A record that was put together with it has the number of another patient here."
)
_FIRST_LEFT_OUT = Message("The version before it is left out.")
_WORKED_ON = Message("It is unfinished here, and was worked on.")


class There(Protocol):
    """The casebook that is compared with."""

    @property
    def patients(self) -> Patients:
        """Who is examined."""

    @property
    def examinations(self) -> Examinations:
        """What was recorded."""

    @property
    def letters(self) -> Letters:
        """Which letters were issued."""

    @property
    def imports(self) -> Imports:
        """What came from elsewhere."""


class Walk:
    """One walk through a record.

    Args:
        there: The casebook that it is taken into.
        header: Of the record.
        decisions: What was decided about those who are asked about.
        writer: Takes in, or only pretends to.

    Attributes:
        items: Those who are asked about, or are wrong.
        counts: As in Plan.
        left_out: Lines of examinations that stay out, and why.
    """

    def __init__(self, there: There, header: Header, decisions: Decisions, writer: Writer) -> None:
        self._there = there
        self._casebook_id = header.casebook_id
        self._decisions = decisions
        self._writer = writer
        # Whether anything ever came from anywhere: asked once, and not for each line.
        self._may_be_known = there.imports.has_any()
        self._rows: dict[int, int | None] = {}
        self._exams: dict[int, int | None] = {}
        self._here: ExamsHere | None = None
        self._person_id = 0
        self._drafts: list[tuple[int, Examination]] = []
        self._last_signed = 0
        self._letters: LettersHere | None = None
        self.items: list[Item] = []
        self.counts: Counter[str] = Counter()
        self.left_out: list[tuple[int, Message]] = []

    def take(self, where: int, line: Line) -> None:
        """Go on with a line.

        Raises:
            BadFile: It does not fit to those before.
        """
        try:
            if isinstance(line, RecordLetter):
                self._take_letter(where, line)
                return
            self._last_signed = 0
            if isinstance(line, Person):
                self.finish()
                self._take_person(where, line)
            elif isinstance(line, Examination):
                if line.signature is None:
                    # Behind all that is signed: a draft keeps everything else out.
                    self._drafts.append((where, line))
                else:
                    self._take_exam(where, line)
                    self._last_signed, self._letters = line.id, None
            else:
                raise contradicts_itself(where)
        except LookupError:
            raise contradicts_itself(where) from None

    def finish(self) -> None:
        """Nothing more comes of the person so far.

        Raises:
            BadFile: A draft does not fit to the lines before.
        """
        drafts, self._drafts = self._drafts, []
        for where, draft in drafts:
            try:
                self._take_exam(where, draft)
            except LookupError:
                raise contradicts_itself(where) from None

    # --- persons ------------------------------------------------------------------------------

    def _take_person(self, where: int, person: Person) -> None:
        self._person_id = person.patient.id
        patients = (person.patient, *(one.patient for one in person.merged))
        known = self._known("patient", [one.id for one in patients])
        row = self._row_of(where, person, known)
        if row is None:
            self._rows |= {one.id: None for one in patients}
            self._here = None
            return
        is_new = self._writer.is_new(row)
        self._here = ExamsHere(() if is_new else self._there.examinations.of_patient(row))
        self._rows[person.patient.id] = row
        fresh = [one for one in person.merged if self._take_merged(one.patient, row, known)]
        for one in fresh:
            into = self._rows[one.into_id]
            assert into is not None
            # What was taken over, was taken over by the record there; one from here took nothing.
            taken = one.taken_over if is_new else {}
            kept = self._there.patients.kept_id(into)
            mine = self._rows[one.patient.id]
            assert mine is not None
            self._writer.merge(mine, kept, taken_over=taken, merged_at=one.at)

    def _row_of(self, where: int, person: Person, known: Mapping[int, int]) -> int | None:
        """The row that the person has here, or gets; None for whoever is left out."""
        patient = person.patient
        if patient.id in known:
            self.counts["same"] += 1
            return self._there.patients.kept_id(known[patient.id])
        found = likes_in_record(self._there.imports.likely, patient)
        # Whoever came with the same record is somebody else there, and so here.
        likes = tuple(like for like in found if not self._writer.is_new(like.patient.id))
        verdict, shown, choices = judged(patient, likes, may_be_joined=True)
        same = shown[0].patient.id if shown else None
        joined = same if verdict is Verdict.KNOWN else None
        if verdict is Verdict.ASK:
            self.items.append(self._item(where, patient, verdict, likes=shown, choices=choices))
            decision = self._decisions.get(where, Decision.LEAVE_OUT)
            if decision not in choices or decision is Decision.LEAVE_OUT:
                return None
            joined = same if decision is Decision.SAME else None
        if self._has_foreign_number(person, joined, known):
            problem = Problem("number", _NUMBER_ELSEWHERE)
            self.items.append(self._item(where, patient, Verdict.WRONG, problems=(problem,)))
            return None
        key = self._key("patient", patient.id)
        if joined is None:
            self.counts["patients"] += 1
            return self._writer.add_patient(key, patient)
        self.counts["same"] += 1
        self._writer.join_patient(key, joined)
        return joined

    def _item(self, where: int, patient: Patient, verdict: Verdict, **more: object) -> Item:
        key = self._key("patient", patient.id)
        values = {"where": where, "named": patient.formal_name, "verdict": verdict, "key": key}
        return Item(patient=patient, **values, **more)  # type: ignore[arg-type]  # as named

    def _has_foreign_number(
        self, person: Person, joined: int | None, known: Mapping[int, int]
    ) -> bool:
        patients = self._there.patients
        for one in person.merged:
            owner = patients.owner_of_number(one.patient.number)
            is_free = owner is None or one.patient.id in known
            if not is_free and (joined is None or patients.kept_id(owner or 0) != joined):
                return True
        return False

    def _take_merged(self, patient: Patient, root: int, known: Mapping[int, int]) -> bool:
        """True for a record that is new here, and has to be merged as it was there."""
        if patient.id in known:
            self._rows[patient.id] = known[patient.id]
            return False
        key = self._key("patient", patient.id)
        owner = self._there.patients.owner_of_number(patient.number)
        if owner is not None and not self._writer.is_new(root):
            self._rows[patient.id] = owner
            self._writer.join_patient(key, owner)
            return False
        self._rows[patient.id] = self._writer.add_patient(key, patient)
        return True

    # --- examinations -------------------------------------------------------------------------

    def _take_exam(self, where: int, exam: Examination) -> None:
        if exam.patient_id != self._person_id:
            raise contradicts_itself(where)
        row = self._rows[exam.recorded_under_id or exam.patient_id]
        if row is None or self._here is None:
            self._exams[exam.id] = None
            self.counts["exams left out"] += 1
            return
        here = self._here
        known = self._known("examination", [exam.id]).get(exam.id) or here.same_as(exam)
        if known is not None and exam.signature is not None and self._is_draft(known):
            if known in here:
                if not self._there.imports.is_untouched_draft(known):
                    self._leave_out(where, exam, _WORKED_ON)
                    return
                self._writer.discard(known)
                here.forget(known)
            known = None
        if known is not None:
            self._exams[exam.id] = known
            self.counts["known"] += 1
            if exam.withdrawal is not None and here.can_withdraw(known):
                self._withdraw(known, exam)
            return
        before = None if exam.revises_id is None else self._exams[exam.revises_id]
        obstacle = here.obstacle(before)
        if exam.revises_id is not None and before is None:
            obstacle = _FIRST_LEFT_OUT
        if obstacle is not None:
            self._leave_out(where, exam, obstacle)
            return
        self._add(row if before is None else here.patient_row(before), before, exam)

    def _is_draft(self, row: int) -> bool:
        """True for a draft that came before, standing or discarded since."""
        assert self._here is not None
        if row in self._here:
            return self._here.is_draft(row)
        return self._there.examinations.get(row).signature is None

    def _add(self, row: int, before: int | None, exam: Examination) -> None:
        assert self._here is not None
        own = replace(exam, patient_id=row, recorded_under_id=0, revises_id=before, withdrawal=None)
        new = self._writer.add_exam(self._key("examination", exam.id), own)
        self._exams[exam.id] = new
        self._here.add(new, own)
        self.counts["examinations" if exam.signature else "drafts"] += 1
        if exam.withdrawal is not None:
            self._withdraw(new, exam)

    def _withdraw(self, row: int, exam: Examination) -> None:
        assert exam.withdrawal is not None
        assert self._here is not None
        self._writer.withdraw(row, exam.withdrawal)
        self._here.withdraw(row)
        self.counts["withdrawals"] += 1

    def _leave_out(self, where: int, exam: Examination, why: Message) -> None:
        self._exams[exam.id] = None
        self.left_out.append((where, why))
        self.counts["exams left out"] += 1

    def _take_letter(self, where: int, letter: RecordLetter) -> None:
        """A letter on the signed examination right before it; left out when that is."""
        if letter.examination_id != self._last_signed:
            raise contradicts_itself(where)
        row = self._exams[letter.examination_id]
        if row is None:
            return
        if self._letters is None:
            self._letters = LettersHere(self._there.letters, row)
        if not self._letters.has(letter):
            self._writer.add_letter(inward(letter, row))
            self.counts["letters"] += 1

    # --- keys ---------------------------------------------------------------------------------

    def _key(self, table: str, number: int) -> str:
        return f"{self._casebook_id}/{table}/{number}"

    def _known(self, table: str, numbers: list[int]) -> Mapping[int, int]:
        """The row here of each number there; without those that never came."""
        if not self._may_be_known:
            return {}
        keys = {self._key(table, number): number for number in numbers}
        found = self._there.imports.known(table, keys)
        return {keys[key]: row for key, row in found.items()}
