"""A casebook that holds every kind of row and act, signed by real keys."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clonus_desktop.domain.anatomy import ANKLE, WRIST, places_in_order
from clonus_desktop.domain.clinician import Clinician
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Examiner, Signature, Withdrawal
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.practice import Practice
from clonus_desktop.domain.statement import Topic
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial
from clonus_desktop.storage import CasebookFile, open_casebook
from clonus_desktop.storage.audit import seal_of
from clonus_desktop.storage.driver import Connection
from clonus_desktop.storage.letters import IssuedLetter, WholeLetter
from clonus_desktop.storage.outbox import ShipmentKind, ShipmentState
from tests.storage.conftest import Desk, london


@dataclass
class Key:
    """A clinician's signing key."""

    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public_key(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def sign_in(desk: Desk, name: str, role: str = "Neurologist") -> tuple[Clinician, Key]:
    """A new clinician, at work from now on."""
    key = Key()
    someone = Clinician(slot=f"slot of {name}", name=name, role=role, registration="7654321")
    with desk.file.write():
        added = desk.file.clinicians.add(someone, key.public_key, at=desk.at(), by=None)
    desk.by = added.examiner
    desk.file.audit.signatures.sign_with(key)
    return added, key


def withdraw(desk: Desk, examination_id: int) -> None:
    """Take a signed examination back."""
    with desk.file.write():
        desk.file.examinations.withdraw(
            examination_id, reason="wrong patient", at=desk.at(), by=desk.by
        )


def amend(desk: Desk, examination_id: int) -> Examination:
    """A draft that revises a signed examination, with all that stood in it."""
    before = desk.file.examinations.get(examination_id)
    draft = Examination(
        patient_id=before.patient_id,
        started_at=before.started_at,
        places=before.places,
        tests=before.tests,
        notes=before.notes,
        statements=before.statements,
        comment=before.comment,
        revision=before.revision + 1,
        revises_id=before.id,
        revision_reason="a count was wrong",
    )
    with desk.file.write():
        return desk.file.examinations.start(draft, at=desk.at(), by=desk.by)


def tests_of_every_kind(desk: Desk, examination_id: int) -> None:
    """Counted, tapped, timed, repeated with one struck, and not tested."""
    right, left, wrist, other_wrist = places_in_order((ANKLE, WRIST))
    tapped = Trial(
        beats=3,
        count_method=CountMethod.TAPPED,
        ended_by=EndedBy.SELF_EXTINGUISHED,
        beat_times_s=(0.1, 0.25, 0.5),
        raw_beat_times_s=(0.1, 0.25, 0.5, 0.51),
        recorded_at=desk.at(),
    )
    struck = Trial(beats=9, recorded_at=desk.at(), struck_reason="the knee moved")
    timed = Trial(duration_s=4.5, count_method=CountMethod.TIMED)
    reason = NotTested(reason=NotTestedReason.OTHER, explanation="in plaster")
    for test in (
        ClonusTest(place=right, trials=(Trial(beats=2),)),
        ClonusTest(place=right, trials=(tapped, struck)),
        ClonusTest(place=left, trials=(timed,)),
        ClonusTest(place=wrist, not_tested=reason),
        ClonusTest(place=other_wrist, trials=(Trial(beats=0),)),
    ):
        with desk.file.write():
            desk.file.examinations.record_test(examination_id, test, at=desk.at(), by=desk.by)


def fill(desk: Desk) -> None:
    """Every kind of act, by two clinicians and, before them, by a name alone."""
    unsigned = desk.examination(desk.patient("Before", born_on=date(1950, 2, 3)).id)
    desk.record(unsigned.id, 1)
    desk.sign(unsigned.id)
    first, _key = sign_in(desk, "Dr A Lund")
    patient = desk.patient(
        "MacIlroy", given_name="Iain", preferred_name="Mac", number="99", alert="latex"
    )
    signed = desk.examination(patient.id)
    tests_of_every_kind(desk, signed.id)
    desk.note(signed.id, "brisk", desk.right)
    desk.note(signed.id, "brisk, warm", desk.right)
    desk.note(signed.id, "calm")
    desk.state(signed.id, Topic.TECHNIQUE, {"position": "supine"}, desk.right, about="position")
    desk.state(signed.id, Topic.CONTEXT, {"tone": "2"}, about="tone")
    desk.state(signed.id, Topic.CONTEXT, {"tone": "3"}, about="tone")
    desk.undo(signed.id)
    desk.undo(signed.id)
    desk.redo(signed.id)
    desk.record(signed.id, 4, desk.left)
    desk.undo(signed.id)
    desk.sign(signed.id)
    desk.letter(signed.id)
    sign_in(desk, "Dr B Ng", "Physiotherapist")
    amended = amend(desk, signed.id)
    desk.record(amended.id, 5)
    desk.sign(amended.id)
    desk.letter(amended.id, "Dear Dr Ng, amended")
    withdraw(desk, amended.id)
    discarded = desk.examination(patient.id)
    desk.record(discarded.id, 7)
    with desk.file.write():
        desk.file.examinations.strike(discarded.id, reason="twice", at=desk.at(), by=desk.by)
        changed = Practice(clinic="The Clinic", region="gb")
        desk.file.practice.change(changed, at=desk.at(), by=desk.by)
        desk.file.clinicians.remove(first.id, at=desk.at(), by=desk.by)
    gone = desk.examination(desk.patient("Erased").id)
    desk.record(gone.id, 2)
    desk.sign(gone.id)
    erase(desk, gone)
    merge(desk)
    leave_and_arrive(desk)
    draft = desk.examination(desk.patient("Okafor").id)
    desk.record(draft.id, 6, desk.left)
    desk.note(draft.id, "warm room")
    desk.undo(draft.id)


def leave_and_arrive(desk: Desk) -> None:
    """Addressees and stationery, what was sent, exported and imported, one row of each kind."""
    sent = desk.examination(desk.patient("Sent").id)
    desk.record(sent.id, 3)
    desk.sign(sent.id)
    at = "2026-05-01T12:00:00.000000+00:00"
    digest = "a" * 64
    rows = (
        ("add addressee", "addressee", (1, "Dr Ng", "The Surgery", "Dear Dr Ng,", "de", at, None)),
        (
            "keep stationery",
            "stationery",
            (1, "letterhead", "head.svg", "image/svg+xml", b"<svg/>", at, None),
        ),
        ("export", "data_export", (1, at, 1, sent.patient_id, "{}", "identified", "{}", digest)),
        ("make export secret", "export_secret", (1, bytes(range(32)), at)),
    )
    ship(desk, sent.id)
    with desk.file.write():
        for what, table, values in rows:
            _enter(desk, what, table, values)
    take_in(desk, sent.patient_id)


def take_in(desk: Desk, patient_id: int) -> None:
    """An examination from elsewhere, a later version withdrawn there, and the letter about it."""
    made_at = desk.at()
    examiner = Examiner(name="Dr Ö Elsewhere", role="Neurologist", clinician_id=9)
    place = places_in_order((ANKLE,))[0]
    imports = desk.file.imports
    with desk.file.write():
        number = imports.begin(
            "record", counts={"examination": 2}, source_digest="b" * 64, at=desk.at(), by=desk.by
        )
        where = {"at": desk.at(), "by": desk.by}
        imports.is_the_same(number, "there/patient/1", patient_id, **where)
        imports.take_in_patient(number, "there/patient/2", Patient(family_name="Sent"), **where)
        last = None
        for revision in (1, 2):
            examination = Examination(
                patient_id=patient_id,
                started_at=made_at,
                ended_at=made_at,
                places=(place,),
                tests={place: ClonusTest(place=place, trials=(Trial(beats=revision),))},
                notes={place: "brisk"},
                comment="calm",
                statements={(Topic.CONTEXT, None): {"tone": "2"}},
                revision=revision,
                revises_id=last,
                revision_reason="" if revision == 1 else "a count was wrong",
                signature=Signature(
                    examiner=examiner,
                    signed_at=made_at,
                    text="Right ankle: 1 beat.",
                    rule_id="ARTICLE_GT5",
                    rule_version=1,
                ),
            )
            last = imports.take_in_exam(
                number, f"there/examination/{revision}", examination, **where
            )
        taken_back = Withdrawal(at=made_at, by=examiner, reason="wrong patient")
        imports.withdraw(last, taken_back, **where)
        issued = IssuedLetter(
            id=0,
            examination_id=last,
            issued_at=made_at,
            issued_by=examiner,
            recipient="Dr Ng\nThe Surgery",
            rule_id="ARTICLE_GT5",
            rule_version=1,
            text="Sehr geehrte Frau Ng",
            copies="Dr Lund",
            language="de",
            structure="short",
            program_version="0.9.0",
            is_whole=True,
        )
        whole = WholeLetter(letter=issued, addressee="Dr Ng", content='{"b": 1,"a":"\\u00f6"}')
        imports.take_in_letter(whole, **where)


def ship(desk: Desk, examination_id: int) -> None:
    """Queue it, let it be refused, given up and queued again, and then be accepted."""
    outbox, address = desk.file.outbox, "https://records.example/fhir"
    with desk.file.write():
        shipment_id = outbox.queue(
            examination_id, ShipmentKind.EXAMINATION, address, at=desk.at(), by=desk.by
        )
        assert shipment_id is not None
        for state, by in (
            (ShipmentState.REFUSED, None),
            (ShipmentState.GIVEN_UP, desk.by),
            (ShipmentState.WAITING, desk.by),
            (ShipmentState.ACCEPTED, None),
        ):
            answer = {"said": ["no such patient"]} if state is ShipmentState.REFUSED else {}
            outbox.change(shipment_id, state, answer=answer, at=desk.at(), by=by)


def _enter(desk: Desk, what: str, table: str, values: tuple[object, ...]) -> None:
    _insert(desk, table, values)
    desk.file.audit.enter(what, table, 1, old=None, at=desk.at(), by=desk.by)


def _insert(desk: Desk, table: str, values: tuple[object, ...]) -> None:
    marks = ", ".join("?" * len(values))
    desk.file._store.change(f"INSERT INTO {table} VALUES ({marks})", values)


def erase(desk: Desk, examination: Examination) -> None:
    """What is left of a patient with one signed examination after an erasure on request."""
    with desk.file.write():
        desk.file.erasing.erase(
            examination.patient_id, reason="on request", at=desk.at(), by=desk.by
        )


def merge(desk: Desk) -> None:
    """Two records of one person, of which one took something over; and two that were parted."""
    twin, other = desk.patient("Twin", number="7001"), desk.patient("Other", alert="latex")
    stays = desk.patient("Stays", number="7002")
    for patient in (other, twin):
        with desk.file.write():
            kept = replace(stays, alert="pacemaker")
            desk.file.merging.merge(patient.id, kept, at=desk.at(), by=desk.by)
    with desk.file.write():
        desk.file.merging.part(other.id, at=desk.at(), by=desk.by)


def make(path: Path, *, key: bytes | None = None) -> Path:
    """The casebook in a file of its own, closed."""
    with open_casebook(path, key=key) as file:
        fill(desk_of(file))
    return path


def desk_of(file: CasebookFile) -> Desk:
    """Somebody at work on an open casebook, with a name alone."""
    return Desk(file=file, by=Examiner(name="Dr P Okafor", role="Neurologist"), now=london())


def reseal(connection: Connection) -> None:
    """Reckon the chain anew over what the entries now say, as whoever holds the key can."""
    previous = ""
    sql = (
        "SELECT audit.*, name, role, clinician_id FROM audit "
        "LEFT JOIN examiner ON examiner.id = who ORDER BY audit.id"
    )
    for row in connection.execute(sql).fetchall():
        entry = {name: row[name] for name in row.keys()} | {"previous_digest": previous}  # noqa: SIM118
        seal = seal_of(entry)
        connection.execute(
            "UPDATE audit SET previous_digest = ?, digest = ? WHERE id = ?",
            (previous, seal, row["id"]),
        )
        previous = seal
