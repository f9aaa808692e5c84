"""Words that were typed into a form and are not saved yet: they outlast a crash."""

from collections.abc import Mapping

from clonus_desktop.casebook.book import Casebook


def keep(book: Casebook, form: str, content: Mapping[str, object]) -> None:
    """Keep the words of a form until it is saved or given up; empty content lets them go."""
    if dict(content) == dict(book.file.unsaved.of(form)):
        return
    with book.file.write():
        book.file.unsaved.keep(form, content, at=book.now())


def of(book: Casebook, form: str) -> Mapping[str, object]:
    """What waits in a form; empty when there is nothing."""
    return book.file.unsaved.of(form)
