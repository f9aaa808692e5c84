"""Taking in what was planned: in one transaction, so that all of it is there or nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path

from clonus_desktop.casebook import backups
from clonus_desktop.casebook.book import Clock, local_time
from clonus_desktop.casebook.importing import faults
from clonus_desktop.casebook.importing.items import (
    Decision,
    Decisions,
    Done,
    Item,
    Kind,
    Plan,
    Verdict,
)
from clonus_desktop.casebook.importing.records import (
    RecordFolder,
    open_folder,
    walk_through,
)
from clonus_desktop.casebook.importing.writing import InRecord, InThought
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.exchange.manifest import RECORD
from clonus_desktop.exchange.record.manifest_in import changed_since
from clonus_desktop.storage import CasebookFile, open_casebook

Progress = Callable[[float], None]
Cancel = Callable[[], bool]

_BACKED_UP = 0.3
"""Which share of the work the backup before it is."""


class SomeAreWrong(ValueError):
    """Some lines are wrong, and nobody said that they may be left out; nothing was taken in."""


def act(
    plan: Plan,
    decisions: Decisions,
    *,
    path: Path,
    key: bytes | None,
    by: Examiner | None,
    leave_out_wrong: bool,
    now: Clock = local_time,
    progress: Progress = lambda _share: None,
    cancel: Cancel = lambda: False,
) -> Done:
    """What was done, after a backup. Slow: for a worker, while nobody has the casebook open.

    Args:
        decisions: About those who are asked about; whoever is not named is left out.
        by: Who takes it in.
        leave_out_wrong: True when the wrong lines were seen, and may be left out.

    Raises:
        SomeAreWrong: There are wrong lines, and they may not.
        ImportOutdated: The casebook was changed since the plan was made.
        ImportCancelled: It was cancelled.
        BadFile, NotReadable: The folder is not what it was any more.
        StorageFault: It could not be written. In every case nothing was taken in.
    """
    if plan.of(Verdict.WRONG) and not leave_out_wrong:
        raise SomeAreWrong
    if not plan.would_change(decisions):
        return Done(counts=dict(plan.counts))
    backup = _backed_up(path, key, now, progress, cancel) if plan.head[0] else ""

    def told(share: float) -> None:
        progress(_BACKED_UP + share * (1 - _BACKED_UP))

    with open_casebook(path, key=key, create=False) as file:
        work = _Work(file, plan, decisions, by=by, now=now, progress=told, cancel=cancel)
        return Done(counts=work.take_in(), backup=backup)


def _backed_up(
    path: Path, key: bytes | None, now: Clock, progress: Progress, cancel: Cancel
) -> str:
    """Name of the backup that was made."""
    try:
        made = backups.make(
            path,
            backups.Kind.PRE_IMPORT,
            key=key,
            now=now,
            progress=lambda share: progress(share * _BACKED_UP),
            cancel=cancel,
        )
    except backups.BackupCancelled:
        raise faults.cancelled() from None
    return made.folder.name


class _Work:
    """One import into an open casebook."""

    def __init__(
        self,
        file: CasebookFile,
        plan: Plan,
        decisions: Decisions,
        *,
        by: Examiner | None,
        now: Clock,
        progress: Progress,
        cancel: Cancel,
    ) -> None:
        self._file, self._plan, self._decisions = file, plan, decisions
        self._at, self._by = now(), by
        self._progress, self._cancel = progress, cancel

    def take_in(self) -> Mapping[str, int]:
        """How many of what were taken in."""
        if self._file.audit.head() != self._plan.head:
            raise faults.outdated()
        with self._file.write():
            return self._record() if self._plan.kind is Kind.RECORD else self._list()

    def _writer(self, counts: Mapping[str, int]) -> InRecord:
        import_id = self._file.imports.begin(
            self._plan.kind,
            counts=counts,
            source_digest=self._plan.digest,
            at=self._at,
            by=self._by,
        )
        return InRecord(self._file, import_id, at=self._at, by=self._by)

    def _list(self) -> Mapping[str, int]:
        chosen = [item for item in self._plan.items if self._is_chosen(item)]
        counts = {**self._plan.counts, "patients": len(chosen)}
        writer = self._writer(counts)
        for number, item in enumerate(chosen):
            if self._cancel():
                raise faults.cancelled()
            self._progress(number / len(chosen))
            assert item.patient is not None
            writer.add_patient(item.key, item.patient)
        return counts

    def _is_chosen(self, item: Item) -> bool:
        if item.verdict is Verdict.ASK:
            decision = self._decisions.get(item.where)
            return decision is Decision.ADD and decision in item.choices
        return item.verdict is Verdict.ADD

    def _record(self) -> Mapping[str, int]:
        found = open_folder(self._plan.source, cancel=self._cancel)
        if found.digest != self._plan.digest:
            # Whole, and yet not what was looked at: decisions are about lines of the other one.
            raise changed_since(RECORD)
        counts = self._plan.counts
        if self._decisions:
            # Once more in thought: the record says how many came before the first of them comes.
            walk = walk_through(
                found,
                self._file,
                self._decisions,
                InThought(),
                progress=lambda _share: None,
                cancel=self._cancel,
            )
            counts = dict(walk.counts)
        return self._walk(found, counts)

    def _walk(self, found: RecordFolder, counts: Mapping[str, int]) -> Mapping[str, int]:
        walk = walk_through(
            found,
            self._file,
            self._decisions,
            self._writer(counts),
            progress=self._progress,
            cancel=self._cancel,
        )
        return dict(walk.counts)
