"""One examination as it is told: its findings, its status, and the names of its parts."""

from dataclasses import dataclass
from functools import cached_property

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination, Signature
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import Rule
from clonus_desktop.exchange.fhir.issuer import Issuer
from clonus_desktop.exchange.told import findings_by_site


# Without slots: they would leave no room for what is worked out once.
@dataclass(frozen=True, kw_only=True)
class Visit:
    """A signed examination with all that is needed to tell of it.

    Attributes:
        examination: The revision that is told.
        signature: Its signature.
        patient: Whose it is.
        rule: Whose limit labels the findings.
        first_id: The row of its first revision: later ones bear the same names.
        age_months: Of the patient on the day; None when the birth date is not known.
    """

    examination: Examination
    signature: Signature
    patient: Patient
    rule: Rule
    issuer: Issuer
    first_id: int
    age_months: float | None

    @property
    def status(self) -> str:
        """``final``, ``amended``, or ``entered-in-error`` when it was withdrawn."""
        if self.examination.withdrawal is not None:
            return "entered-in-error"
        return "amended" if self.examination.revision > 1 else "final"

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was tested or deliberately not tested: site by site, right before left."""
        found = findings_by_site(self.examination, rule=self.rule, age_months=self.age_months)
        return tuple(one for one in found if one.kind is not FindingKind.NOT_EXAMINED)

    def observation_name(self, place: Place) -> str:
        """The ``urn:uuid:`` of the Observation of a place."""
        return self.issuer.name("observation", self.first_id, place)

    @property
    def report_name(self) -> str:
        """The ``urn:uuid:`` of the DiagnosticReport."""
        return self.issuer.name("report", self.first_id)

    @property
    def provenance_name(self) -> str:
        """The ``urn:uuid:`` of the Provenance: one for each revision and for a withdrawal."""
        last = "withdrawn" if self.examination.withdrawal else self.examination.revision
        return self.issuer.name("provenance", self.first_id, last)
