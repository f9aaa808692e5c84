"""One examination on its way out: what stands in it, and how much of the person is told."""

from dataclasses import dataclass

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, finding_of
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.rules import Rule
from clonus_desktop.exchange.deidentify import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A signed examination with what it takes to tell it.

    Attributes:
        examination: By its last signed revision.
        patient: Whose it is.
        rule: Whose limit labels the findings.
        visit: The how manieth of this person it is, from 1.
        subject: The person without marks; None where all of the person is told.
    """

    examination: Examination
    patient: Patient
    rule: Rule
    visit: int = 1
    subject: Subject | None = None

    @property
    def age_months(self) -> float | None:
        """Age on the day of the examination; None when the birth date is not known."""
        age = self.patient.age_on(self.examination.started_at.date())
        return None if age is None else age.months

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What each place shows, site by site, right before left; not examined ones too."""
        return findings_by_site(self.examination, rule=self.rule, age_months=self.age_months)


def findings_by_site(
    examination: Examination, *, rule: Rule, age_months: float | None
) -> tuple[Finding, ...]:
    """What each place shows, site by site, right before left; not examined ones too."""
    places = examination.places
    sites = list(dict.fromkeys(place.site for place in places))
    ordered = sorted(places, key=lambda one: (sites.index(one.site), one.side is Side.LEFT))
    return tuple(
        finding_of(place, examination.test_at(place), rule=rule, age_months=age_months)
        for place in ordered
    )
