"""Words that wait in a form, in a real file."""

from clonus_desktop.storage import open_casebook


def test_the_words_of_a_form_wait_in_the_file_until_they_are_let_go(desk) -> None:
    for content in ({"family_name": "Ó"}, {"family_name": "Ó’Connell", "born": ["", "", "1968"]}):
        with desk.file.write():
            desk.file.unsaved.keep("patient new", content, at=desk.at())
    assert desk.file.unsaved.of("patient 7") == {}
    path = desk.file.path
    desk.file.close()
    with open_casebook(path) as file:
        assert file.unsaved.of("patient new") == content
        with file.write():
            file.unsaved.keep("patient new", {}, at=desk.at())
        assert file.unsaved.of("patient new") == {}


def test_waiting_words_are_no_part_of_the_audited_record(desk) -> None:
    desk.patient()
    before = desk.file.audit.head()
    with desk.file.write():
        desk.file.unsaved.keep("letter 1", {"reason": "tremor"}, at=desk.at())
    assert desk.file.audit.head() == before
    assert desk.file.verify() is None
