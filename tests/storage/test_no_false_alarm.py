"""Whatever is done in whatever order by the program verifies: a check never cries wolf."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from clonus_desktop.domain.statement import Topic
from clonus_desktop.storage import StorageFault, driver, open_casebook
from clonus_desktop.storage.verifying_files import verify_casebook
from tests.storage import whole_record
from tests.storage.conftest import Desk

KEY = bytes(range(32))


def _strike(desk: Desk, draft_id: int) -> None:
    with desk.file.write():
        desk.file.examinations.strike(draft_id, reason="twice", at=desk.at(), by=desk.by)


ACTS: dict[str, Callable[[Desk, int], object]] = {
    "record": lambda desk, draft: desk.record(draft, 3),
    "record left": lambda desk, draft: desk.record(draft, 0, desk.left),
    "note": lambda desk, draft: desk.note(draft, "brisk", desk.right),
    "no note": lambda desk, draft: desk.note(draft, "", desk.right),
    "comment": lambda desk, draft: desk.note(draft, "calm"),
    "state": lambda desk, draft: desk.state(draft, Topic.CONTEXT, {"tone": "2"}),
    "state nothing": lambda desk, draft: desk.state(draft, Topic.CONTEXT, {}),
    "undo": lambda desk, draft: desk.undo(draft),
    "undo again": lambda desk, draft: desk.undo(draft),
    "redo": lambda desk, draft: desk.redo(draft),
    "sign": lambda desk, draft: desk.sign(draft),
    "strike": _strike,
    "amend": whole_record.amend,
    "withdraw": whole_record.withdraw,
    "letter": lambda desk, draft: desk.letter(draft),
    "sign in": lambda desk, _draft: whole_record.sign_in(desk, f"Dr {desk.now:%j%H%M}"),
    "another patient": lambda desk, _draft: desk.draft(),
}


@settings(max_examples=30)
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=14))
def test_whatever_is_done_in_whatever_order_verifies(tmp_path_factory, acts: list[str]) -> None:
    path = tmp_path_factory.mktemp("acts") / "casebook.sqlite"
    with open_casebook(path, key=KEY) as file:
        desk = whole_record.desk_of(file)
        desk.draft()
        for act in acts:
            newest = file._store.rows("SELECT max(id) AS id FROM examination")[0]["id"]
            try:
                ACTS[act](desk, newest)
            except (StorageFault, driver.IntegrityError, ValueError):
                # Refused: a signed exam takes no entry, and a draft is not amended.
                continue
        assert file.verify() is None
    assert verify_casebook(path, KEY).first_break is None
