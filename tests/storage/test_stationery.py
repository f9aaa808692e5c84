"""Stationery is taken into use, put away, and never lost or changed."""

import pytest

from clonus_desktop.storage.driver import IntegrityError
from clonus_desktop.storage.stationery import Stationery, StationeryKind

HEAD, TEMPLATE = StationeryKind.LETTERHEAD, StationeryKind.WORD_TEMPLATE


def keep(desk, kind: StationeryKind, name: str, content: bytes = b"\x00\xff") -> None:
    with desk.file.write():
        desk.file.stationery.keep(
            kind, name=name, media_type="image/png", content=content, at=desk.at(), by=desk.by
        )


def acts(desk) -> list[str]:
    return [act.what for act in reversed(desk.file.acts.newest())]


def test_what_is_kept_comes_back_byte_for_byte(desk):
    assert desk.file.stationery.in_use(HEAD) is None
    keep(desk, HEAD, "head.png", bytes(range(256)))
    assert desk.file.stationery.in_use(HEAD) == Stationery(
        kind=HEAD,
        name="head.png",
        media_type="image/png",
        content=bytes(range(256)),
        added_at=desk.now,
    )
    assert desk.file.stationery.in_use(TEMPLATE) is None


def test_another_one_puts_the_first_away_and_both_stay_in_the_record(desk):
    keep(desk, HEAD, "one.png")
    keep(desk, TEMPLATE, "letter.docx")
    keep(desk, HEAD, "two.png")
    assert desk.file.stationery.in_use(HEAD).name == "two.png"
    assert desk.file.stationery.in_use(TEMPLATE).name == "letter.docx"
    rows = desk.file._store.rows("SELECT name, removed_at IS NULL FROM stationery ORDER BY id")
    assert [tuple(row) for row in rows] == [("one.png", 0), ("letter.docx", 1), ("two.png", 1)]
    assert acts(desk) == [
        "keep stationery",
        "keep stationery",
        "put stationery away",
        "keep stationery",
    ]
    assert desk.file.acts.newest()[0].named == "two.png"
    assert desk.file.verify() is None


def test_what_is_put_away_is_used_no_more_and_a_second_time_does_nothing(desk):
    keep(desk, HEAD, "one.png")
    for _time in range(2):
        with desk.file.write():
            desk.file.stationery.put_away(HEAD, at=desk.at(), by=desk.by)
    assert desk.file.stationery.in_use(HEAD) is None
    assert acts(desk) == ["keep stationery", "put stationery away"]
    assert desk.file.verify() is None


def test_what_was_in_use_at_a_time_is_found_again(desk):
    times = [desk.at()]
    for name in ("one.png", "two.png"):
        keep(desk, HEAD, name)
        times.append(desk.now)
    with desk.file.write():
        desk.file.stationery.put_away(HEAD, at=desk.at(), by=desk.by)
    times.append(desk.now)
    found = [desk.file.stationery.in_use_at(HEAD, at) for at in times]
    assert [one and one.name for one in found] == [None, "one.png", "two.png", None]
    assert desk.file.stationery.in_use_at(TEMPLATE, times[2]) is None


def test_another_content_is_found_by_its_digest(desk):
    keep(desk, HEAD, "one.png")
    with desk.file.write():
        desk.file._store.change("DROP TRIGGER stationery_unchanged")
        desk.file._store.change("UPDATE stationery SET content = x'00'")
    assert desk.file.verify() is not None


@pytest.mark.parametrize("sql", ["DELETE FROM stationery", "UPDATE stationery SET content = x'00'"])
def test_nothing_of_it_is_deleted_or_changed(desk, sql):
    keep(desk, HEAD, "one.png")
    with pytest.raises(IntegrityError), desk.file.write():
        desk.file._store.change(sql)
