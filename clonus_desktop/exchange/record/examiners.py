"""Whoever examined, signed or wrote as JSON, and back."""

from collections.abc import Mapping
from typing import Any

from clonus_desktop.domain.examination import Examiner


def examiner_json(examiner: Examiner) -> dict[str, Any]:
    """Name and role, and which clinician of the casebook."""
    return {
        "name": examiner.name,
        "role": examiner.role,
        "clinician_id": examiner.clinician_id,
    }


def examiner_from(found: Mapping[str, Any]) -> Examiner:
    """The examiner of such JSON.

    Raises:
        TypeError, LookupError: A value is missing or of another kind.
    """
    return Examiner(
        name=str(found["name"]), role=str(found["role"]), clinician_id=found["clinician_id"]
    )
