"""What stands in the record as JSON: context, serotonin features, technique, an unsaved form."""

import json
from collections.abc import Callable, Mapping

from clonus_desktop.domain.context import Context, InvalidContext
from clonus_desktop.domain.exposure import Exposure, InvalidExposure
from clonus_desktop.domain.hunter_record import HunterRecord, InvalidHunterRecord
from clonus_desktop.domain.json_values import InvalidContent
from clonus_desktop.domain.technique import InvalidTechnique, Technique
from clonus_desktop.ui.patient_entry import PatientEntry, entry_content, entry_from

_RECORD = HunterRecord(exposures=(Exposure(drug="sertraline", dose="50 mg"),))
_CONTEXT = {
    "form": 1,
    "scale": "nine",
    "answers": {"plantar": {"right": "up"}},
    "grades": {"knee": {"left": "2"}},
    "dates": {"plantar": "2019-03"},
    "drugs": [{"drug": "baclofen", "name": "", "dose": "10 mg", "last_dose": "2026-11-25"}],
}
SEEDS = tuple(
    json.dumps(content).encode()
    for content in (
        _RECORD.to_content(),
        _CONTEXT,
        {"position": "supine", "checks": {"relaxed": "yes"}},
        dict(entry_content(PatientEntry(family_name="Macilroy", born=("11", "1", "1968")))),
    )
)
_READERS: tuple[Callable[[Mapping[str, object]], object], ...] = (
    Context.from_content,
    HunterRecord.from_content,
    Technique.from_content,
    entry_from,
)
_NAMED = (InvalidContext, InvalidExposure, InvalidHunterRecord, InvalidContent, InvalidTechnique)


def parse(data: bytes) -> None:
    """Each reads it, or refuses it by its name."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(content, dict):
        return
    for read in _READERS:
        try:
            read(content)
        except _NAMED:
            continue
