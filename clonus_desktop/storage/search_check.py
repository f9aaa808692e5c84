"""Whether the search finds every patient by every word of the name, and by no other word.

A patient whose words were taken away is still in the record, and would be entered a second time.
"""

from collections.abc import Generator

from clonus_desktop.domain.patient import search_key
from clonus_desktop.storage import breaks
from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.store import Store

_TERMS = "temp.verified_patient_words"
# An erased patient is found by no word.
_NAMES = "SELECT id, name_key, preferred_name FROM patient WHERE erased_at IS NULL ORDER BY id"
_AT_ONCE = 100


def differing_words(store: Store) -> Generator[AuditBreak | None, None, None]:
    """None for each patient; then the break, if any word is missing or too many."""
    # Sums of hashes stand for the sets: a million patients have millions of words.
    expected = 0
    for row in store.each(_NAMES):
        words = f"{row['name_key']} {search_key(row['preferred_name'])}"
        expected += sum(hash((word, row["id"])) for word in {*words.split(" ")} - {""})
        yield None
    # It holds nothing, and goes with the connection.
    store.rows(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {_TERMS} "
        "USING fts5vocab (main, patient_words, instance)"
    )
    found = 0
    for count, row in enumerate(store.each(f"SELECT term, doc FROM {_TERMS}"), start=1):
        found += hash((row["term"], row["doc"]))
        if count % _AT_ONCE == 0:
            yield None
    yield None if found == expected else breaks.search_differs()
