"""The outbox: queued once, in order, entered in the audit, and gone with an erased patient."""

import json
from dataclasses import replace

import pytest

from clonus_desktop.storage import driver
from clonus_desktop.storage.outbox import Shipment, ShipmentKind, ShipmentState
from clonus_desktop.storage.refusals import NoSuchRow
from tests.storage.conftest import Desk
from tests.storage.whole_record import amend, withdraw

HERE, THERE = "https://records.example/fhir", "https://other.example/fhir"
EXAM, GONE = ShipmentKind.EXAMINATION, ShipmentKind.WITHDRAWAL


def signed(desk: Desk, name: str = "MacIlroy") -> int:
    draft = desk.examination(desk.patient(name).id)
    desk.record(draft.id, 3)
    desk.sign(draft.id)
    return draft.id


def amended(desk: Desk, examination_id: int) -> int:
    draft = amend(desk, examination_id)
    desk.sign(draft.id)
    return draft.id


def queued(desk: Desk, examination_id: int, kind: ShipmentKind = EXAM, to: str = HERE) -> int:
    with desk.file.write():
        found = desk.file.outbox.queue(examination_id, kind, to, at=desk.at(), by=desk.by)
    assert found is not None
    return found


def changed(desk: Desk, shipment_id: int, state: ShipmentState, **answer: object) -> None:
    with desk.file.write():
        desk.file.outbox.change(shipment_id, state, answer=answer, at=desk.at(), by=None)


def acts(desk: Desk) -> list[str]:
    return [act.what for act in desk.file.acts.newest(limit=500) if "ship" in act.what][::-1]


def test_what_is_queued_waits_in_its_order(desk):
    first, second = signed(desk), signed(desk, "Other")
    ids = [queued(desk, second), queued(desk, first)]
    waiting = desk.file.outbox.waiting()
    assert [one.id for one in waiting] == ids
    assert waiting[0] == Shipment(
        id=ids[0],
        examination_id=second,
        kind=EXAM,
        endpoint=HERE,
        queued_at=waiting[0].queued_at,
        state=ShipmentState.WAITING,
    )
    assert desk.file.outbox.counts() == {
        ShipmentState.WAITING: 2,
        ShipmentState.ACCEPTED: 0,
        ShipmentState.REFUSED: 0,
        ShipmentState.GIVEN_UP: 0,
    }


def test_as_much_of_what_waits_is_read_as_is_asked_for(desk):
    ids = [queued(desk, signed(desk, name)) for name in ("One", "Two", "Three")]
    there = queued(desk, signed(desk, "Four"), to=THERE)
    outbox = desk.file.outbox
    assert [one.id for one in outbox.waiting(limit=2)] == ids[:2]
    assert [one.id for one in outbox.waiting()] == [*ids, there]
    assert [one.id for one in outbox.waiting_elsewhere(HERE)] == [there]
    assert [one.id for one in outbox.waiting_elsewhere(THERE)] == ids


def test_what_was_tried_last_is_found_among_what_waits(desk):
    ids = [queued(desk, signed(desk, name)) for name in ("One", "Two", "Three")]
    outbox = desk.file.outbox
    assert outbox.tried_last() is None
    for shipment in (ids[1], ids[0]):
        with desk.file.write():
            outbox.note_attempt(shipment, "cut off", at=desk.at())
    assert outbox.tried_last() == outbox.get(ids[0])
    changed(desk, ids[0], ShipmentState.REFUSED)
    assert outbox.tried_last() == outbox.get(ids[1])


def test_nothing_is_queued_twice_for_one_address(desk):
    exam = signed(desk)
    queued(desk, exam)
    with desk.file.write():
        assert desk.file.outbox.queue(exam, EXAM, HERE, at=desk.at(), by=desk.by) is None
    queued(desk, exam, to=THERE)
    queued(desk, exam, GONE)
    assert len(desk.file.outbox.of_examination(exam)) == 3


def test_an_unsigned_examination_is_never_queued(desk):
    draft = desk.draft()
    with pytest.raises(driver.IntegrityError, match="signed"), desk.file.write():
        desk.file.outbox.queue(draft.id, EXAM, HERE, at=desk.at(), by=desk.by)


def test_every_change_is_an_act_and_the_record_verifies(desk):
    exam = signed(desk)
    shipment = queued(desk, exam)
    changed(desk, shipment, ShipmentState.REFUSED, status=422, said=["no such patient"])
    changed(desk, shipment, ShipmentState.WAITING)
    changed(desk, shipment, ShipmentState.GIVEN_UP)
    changed(desk, shipment, ShipmentState.WAITING)
    changed(desk, shipment, ShipmentState.ACCEPTED, known={"a": ["Observation", "1", "2"]})
    assert acts(desk) == [
        "queue shipment",
        "refuse shipment",
        "queue shipment again",
        "give shipment up",
        "queue shipment again",
        "ship",
    ]
    assert desk.file.verify() is None
    found = desk.file.outbox.get(shipment)
    assert found.answer == {"known": {"a": ["Observation", "1", "2"]}}
    assert found.answered_at is not None


def test_an_answer_that_somebody_changed_in_the_file_is_found(desk):
    shipment = queued(desk, signed(desk))
    with desk.file.write():
        desk.file._store.change("UPDATE shipment SET state = 'given up' WHERE id = ?", (shipment,))
    assert desk.file.verify() is not None


def test_what_was_accepted_stays_so(desk):
    shipment = queued(desk, signed(desk))
    changed(desk, shipment, ShipmentState.ACCEPTED)
    with pytest.raises(NoSuchRow):
        changed(desk, shipment, ShipmentState.REFUSED)
    assert desk.file.outbox.get(shipment).state is ShipmentState.ACCEPTED


def test_attempts_are_counted_until_there_is_an_answer(desk):
    shipment = queued(desk, signed(desk))
    for problem in ("cut off", "too slow\ud800"):
        with desk.file.write():
            desk.file.outbox.note_attempt(shipment, problem, at=desk.at())
    found = desk.file.outbox.get(shipment)
    assert (found.attempts, found.problem) == (2, "too slow\ufffd")
    assert found.tried_at == desk.now
    with desk.file.write():
        desk.file.outbox.forget_attempts()
    assert desk.file.outbox.get(shipment).attempts == 0
    with desk.file.write():
        desk.file.outbox.note_attempt(shipment, "again", at=desk.at())
    changed(desk, shipment, ShipmentState.REFUSED)
    assert desk.file.outbox.get(shipment).problem == ""
    assert "again" not in json.dumps(acts(desk))


def test_an_attempt_at_what_was_erased_is_nothing(desk):
    with desk.file.write():
        desk.file.outbox.note_attempt(99, "cut off", at=desk.at())
    with pytest.raises(NoSuchRow):
        desk.file.outbox.get(99)


def test_the_newest_answer_comes_first(desk):
    ids = [queued(desk, signed(desk, name)) for name in ("One", "Two", "Three")]
    for shipment in (ids[1], ids[0]):
        changed(desk, shipment, ShipmentState.REFUSED)
    changed(desk, ids[2], ShipmentState.ACCEPTED)
    outbox = desk.file.outbox
    assert [one.id for one in outbox.newest((ShipmentState.REFUSED,), limit=9)] == ids[:2]
    both = (ShipmentState.REFUSED, ShipmentState.ACCEPTED)
    assert [one.id for one in outbox.newest(both, limit=2)] == [ids[2], ids[0]]


def test_all_revisions_of_an_examination_are_one_chain(desk):
    first = signed(desk)
    second = amended(desk, first)
    third = amended(desk, second)
    other = signed(desk, "Other")
    ids = [queued(desk, one) for one in (first, second, third)]
    queued(desk, other)
    queued(desk, second, to=THERE)
    for one in (first, second, third):
        assert [found.id for found in desk.file.outbox.of_chain(one, HERE)] == ids
        assert desk.file.outbox.first_of_chain(one) == first
    assert desk.file.outbox.first_of_chain(other) == other


def test_of_each_examination_the_first_thing_that_waits_comes_before_all_others(desk):
    first = signed(desk)
    second = amended(desk, first)
    third = amended(desk, second)
    other = signed(desk, "Other")
    later, alone = queued(desk, third), queued(desk, other)
    earlier = queued(desk, second)
    elsewhere = queued(desk, first, to=THERE)
    outbox = desk.file.outbox
    assert [one.id for one in outbox.heads(HERE)] == [later, alone]
    assert [one.id for one in outbox.heads(THERE)] == [elsewhere]
    assert list(outbox.heads("https://nowhere.example/fhir")) == []
    with desk.file.write():
        outbox.note_attempt(later, "cut off", at=desk.at())
    assert next(outbox.heads(HERE)) == outbox.get(later)
    changed(desk, later, ShipmentState.ACCEPTED)
    assert [one.id for one in outbox.heads(HERE)] == [alone, earlier]


def test_what_happened_while_nothing_was_queued_is_found(desk):
    known, unknown = signed(desk), signed(desk, "Other")
    queued(desk, known)
    later = amended(desk, known)
    last = amended(desk, later)
    amend(desk, last)
    withdrawn = signed(desk, "Third")
    queued(desk, withdrawn)
    withdraw(desk, withdrawn)
    withdraw(desk, unknown)
    assert desk.file.outbox.behind(HERE) == ((later, EXAM), (last, EXAM), (withdrawn, GONE))
    assert desk.file.outbox.behind(THERE) == ()
    for examination_id, kind in desk.file.outbox.behind(HERE):
        queued(desk, examination_id, kind)
    assert desk.file.outbox.behind(HERE) == ()


def test_no_question_about_the_outbox_walks_through_all_examinations(desk, monkeypatch):
    exam = signed(desk)
    asked, store = [], desk.file._store
    real = store.rows
    monkeypatch.setattr(store, "rows", lambda *query: asked.append(query) or real(*query))
    monkeypatch.setattr(store, "each", lambda *query: asked.append(query) or iter(real(*query)))
    desk.file.outbox.behind(HERE)
    assert list(desk.file.outbox.heads(HERE)) == []
    desk.file.outbox.of_chain(exam, HERE)
    desk.file.outbox.first_of_chain(exam)
    assert len(asked) == 5
    for sql, values in asked:
        steps = [row["detail"] for row in real(f"EXPLAIN QUERY PLAN {sql}", values)]
        walks = [one for one in steps if one.split()[:2] == ["SCAN", "e"]]
        assert walks == [], (sql, steps)


def test_what_waits_goes_with_an_erased_patient(desk):
    exam, other = signed(desk), signed(desk, "Other")
    shipment, stays = queued(desk, exam), queued(desk, other)
    with desk.file.write():
        desk.file.outbox.note_attempt(shipment, "cut off", at=desk.at())
        patient = desk.file.examinations.get(exam).patient_id
        desk.file.erasing.erase(patient, reason="asked for", at=desk.at(), by=desk.by)
    assert [one.id for one in desk.file.outbox.waiting()] == [stays]
    assert desk.file._store.rows("SELECT * FROM shipment_attempt") == []
    assert desk.file.verify() is None
    assert queued(desk, signed(desk, "Third")) > stays


def test_a_shipment_is_read_as_it_was_after_a_restart(desk, path, desk_at):
    shipment = queued(desk, signed(desk))
    with desk.file.write():
        desk.file.outbox.note_attempt(shipment, "cut off", at=desk.at())
    before = desk.file.outbox.get(shipment)
    desk.file.close()
    with desk_at(path).file as file:
        assert file.outbox.get(shipment) == replace(before)


def test_the_act_with_which_a_row_came_names_it_for_ever(desk):
    exam = signed(desk)
    birth = desk.file.audit.birth_of("examination", exam)
    assert len(birth) == 64
    withdraw(desk, exam)
    assert desk.file.audit.birth_of("examination", exam) == birth
    assert desk.file.audit.birth_of("examination", signed(desk, "Other")) != birth
    assert desk.file.audit.birth_of("examination", 999) == ""
