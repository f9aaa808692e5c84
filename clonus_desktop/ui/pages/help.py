"""The manual: contents and search at the left, a chapter at the right, and the way back."""

from functools import cached_property

from PySide6.QtCore import Qt

from clonus_desktop.language import _, ngettext
from clonus_desktop.manual import Chapter, Hit, Manual, load_manual
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.navigation import Destination
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.page_keys import KeyGroup, PageKey, group
from clonus_desktop.ui.pages.help_view import HelpView
from clonus_desktop.ui.session import Session


class HelpPage(Page):
    """Reads the manual of the program; nothing of the record is shown or changed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.view = HelpView(self)
        view = self.view
        view.back.clicked.connect(lambda: self.session.back_wanted.emit())
        view.to_contents.clicked.connect(lambda: self._show_contents())
        view.contents.chosen.connect(self.read)
        view.chapter.link_followed.connect(self.read)
        view.search.asked.connect(self._search)
        view.search.moved.connect(view.contents.move_mark)
        view.search.entered.connect(self._read_marked)

    @cached_property
    def manual(self) -> Manual:
        """All chapters, read when the page is first opened."""
        return load_manual(self.session.book.language)

    # -- the page ---------------------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        self.view.search.clear()
        self._show_entries(self._hits())
        self._show(self.manual.chapter(destination.chapter or self.manual.chapters[0].key))

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.view.arrange(arrangement)

    def repaint_for_theme(self) -> None:
        self.view.arrange(self.arrangement)
        shown = self.view.chapter.chapter
        if shown is not None:
            hits = self._hits()
            self._show_entries(hits, shown.key)
            self.view.chapter.show_chapter(shown, _found_in(shown, hits))

    def focus_first(self) -> None:
        self.view.focus_chapter()

    def leave(self) -> None:
        self.view.search.stop_waiting()

    # -- reading ----------------------------------------------------------------------------

    def read(self, key: str) -> None:
        """Open a chapter and give it the keyboard."""
        self._show(self.manual.chapter(key))
        self.view.focus_chapter()

    def _show(self, chapter: Chapter) -> None:
        self.view.contents.mark(chapter.key)
        self.view.chapter.show_chapter(chapter, _found_in(chapter, self._hits()))
        self.view.show_reading(is_reading=True)

    def _show_contents(self) -> None:
        self.view.show_reading(is_reading=False)
        self.view.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- searching --------------------------------------------------------------------------

    def _hits(self) -> tuple[Hit, ...]:
        return self.manual.find(self.view.search.text())

    def _search(self) -> None:
        hits = self._hits()
        self._show_entries(hits)
        text = self.view.search.text().strip()
        if not text:
            self.view.say("")
            return
        count = len({hit.chapter.key for hit in hits})
        said = ngettext("Found in {count} chapter", "Found in {count} chapters", count)
        words = said.format(count=count) if count else _("No chapter says “{text}”.")
        self.view.say(words.replace("{text}", text))
        self.session.announced.emit(words.replace("{text}", text))

    def _show_entries(self, hits: tuple[Hit, ...], marked: str = "") -> None:
        """All chapters, or those in which everything that was typed was found."""
        if not self.view.search.text().strip():
            entries = [(chapter.key, chapter.title, "") for chapter in self.manual.chapters]
            shown = self.view.chapter.chapter
            self.view.contents.show_entries(entries, marked or (shown.key if shown else ""))
            return
        firsts: dict[str, Hit] = {}
        for hit in hits:
            if hit.chapter.key not in firsts or firsts[hit.chapter.key].block is None:
                firsts[hit.chapter.key] = hit
        self.view.contents.show_entries(
            [(key, hit.chapter.title, hit.excerpt) for key, hit in firsts.items()], marked
        )

    def _read_marked(self) -> None:
        """Enter in the search: the marked chapter, else the first; again: the next place."""
        contents, chapter = self.view.contents, self.view.chapter.chapter
        if not contents.entries:
            return
        entry = contents.entries[max(contents.marked, 0)]
        is_shown = contents.marked >= 0 and chapter is not None and chapter.key == entry.key
        if is_shown and self.view.chapter.has_found and not self.view.is_stacked:
            self.view.chapter.next_found()
        else:
            self._show(self.manual.chapter(entry.key))

    # -- keys -------------------------------------------------------------------------------

    def key_table(self) -> tuple[PageKey, ...]:
        return (
            PageKey(
                names=("Esc",),
                words=_("Back to where you were"),
                act=lambda _ms: self.session.back_wanted.emit(),
            ),
            PageKey(
                names=("/",),
                words=_("Search the manual"),
                act=lambda _ms: self._show_contents(),
            ),
        )

    def key_groups(self) -> tuple[KeyGroup, ...]:
        view = self.view
        entries = view.contents.entries
        return (
            *super().key_groups(),
            group(_("In the text"), view.chapter.key_table()),
            *((group(_("In the contents"), entries[0].key_table()),) if entries else ()),
        )


def _found_in(chapter: Chapter, hits: tuple[Hit, ...]) -> tuple[int | None, ...]:
    return tuple(hit.block for hit in hits if hit.chapter is chapter)
