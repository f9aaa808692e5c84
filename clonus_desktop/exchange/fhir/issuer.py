"""Who tells: the casebook and the program, the same for all that they send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID, uuid5

from clonus_desktop.domain.anatomy import Place, Side
from clonus_desktop.domain.examination import Examiner
from clonus_desktop.domain.patient import Patient
from clonus_desktop.exchange.fhir.codes import Codes
from clonus_desktop.exchange.fhir.values import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """What stays the same for all resources of one casebook.

    Every name is made of the namespace and of what it names: what is sent twice bears the same
    names, and so changes nothing.

    Attributes:
        namespace: Of the casebook: its id.
        program_version: Of this program.
        codes: The vocabularies to code with.
        site_names: What each site is called by its key, such as "ankle".
        number_systems: The system of record numbers by the scheme of a patient's number; under
            "" that of numbers without a scheme. Where there is none, the casebook is the system.
    """

    namespace: UUID
    program_version: str
    codes: Codes
    site_names: Mapping[str, str]
    number_systems: Mapping[str, str] = field(default_factory=dict)

    def name(self, *parts: object) -> str:
        """The ``urn:uuid:`` of what the parts name."""
        return _named(self.namespace, "/".join(str(part) for part in parts))

    def patient_name(self, patient: Patient) -> str:
        """The name of a patient."""
        return self.name("patient", patient.id)

    def examiner_name(self, examiner: Examiner) -> str:
        """The name of an examiner: by the clinician, or by name and role without one."""
        if examiner.clinician_id is not None:
            return self.name("clinician", examiner.clinician_id)
        return self.name("examiner", examiner.name, examiner.role)

    def device_name(self) -> str:
        """The name of this program in this version."""
        return self.name("program", self.program_version)

    def place_words(self, place: Place) -> str:
        """A place in words: "Right ankle", or "Jaw" without a side."""
        site = self.site_names.get(place.site.key, place.site.key.replace("-", " "))
        said = site if place.side is Side.MIDLINE else f"{place.side} {site}"
        said = text(said)
        return said[:1].upper() + said[1:]


# Each name is asked for several times while one examination is told.
@lru_cache(maxsize=1000)
def _named(namespace: UUID, words: str) -> str:
    return uuid5(namespace, words).urn
