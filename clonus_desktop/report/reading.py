"""One examination read under one rule: what every sentence about it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.comparison import Comparison, compare_findings, positions_of
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, finding_of
from clonus_desktop.domain.patient import Age, Patient
from clonus_desktop.domain.rules import RULES, Rule
from clonus_desktop.language import Catalogue
from clonus_desktop.report import phrases, place_words
from clonus_desktop.report.parts import RuleCitation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One examination read under one rule, with all that its sentences need.

    Attributes:
        examined_on: Day of the examination.
        findings: In the order of the examination.
        rule: The rule that was chosen.
        citations: The words of the rules by id.
        names: Name of each site by its key.
        positions: Key of the position at each place where it was stated.
        age: Age at the examination; None when not known.
        words: The language of the sentences.
    """

    examined_on: date
    findings: tuple[Finding, ...]
    rule: Rule
    citations: Mapping[str, RuleCitation]
    names: Mapping[str, str]
    positions: Mapping[Place, str]
    age: Age | None
    words: Catalogue

    @property
    def applied_rule(self) -> Rule:
        """The rule that judged: the infants' rule where the adult limit does not apply."""
        for finding in self.findings:
            if finding.judgement is not None:
                return RULES[finding.judgement.rule_id]
        return self.rule

    @property
    def citation(self) -> RuleCitation:
        """The words of the rule that judged."""
        return self.citations[self.applied_rule.id]

    def place(self, place: Place) -> str:
        """``left ankle``."""
        return phrases.place_words(place, self.names, self.words)

    def at_place(self, place: Place) -> str:
        """``at the left ankle``."""
        return place_words.at_place(place, self.names, self.words)

    def all_of(self, places: Sequence[Place]) -> str:
        """``the right ankle, the right and left patella and the left wrist``."""
        return place_words.the_places(places, self.names, self.words)

    def at_all_of(self, places: Sequence[Place]) -> str:
        """``at the right ankle, the right and left patella and the left wrist``."""
        return place_words.at_places(places, self.names, self.words)

    def at_each_of(self, places: Sequence[Place]) -> str:
        """``at each ankle`` for both sides of one site; ``at the left ankle`` for one place."""
        return place_words.at_each_place(places, self.names, self.words)

    def at_none_of(self, places: Sequence[Place]) -> str:
        """``at the right ankle, either patella or the left wrist``, after a negation."""
        return place_words.at_no_place(places, self.names, self.words)


def read_examination(
    examination: Examination,
    *,
    patient: Patient,
    rule: Rule,
    citations: Mapping[str, RuleCitation],
    names: Mapping[str, str],
    words: Catalogue,
) -> Reading:
    """The examination under the chosen rule, at the patient's age on that day."""
    examined_on = examination.started_at.date()
    age = patient.age_on(examined_on)
    months = None if age is None else age.months
    # A test at a place that the examination did not set out to test is a finding all the same.
    others = tuple(place for place in examination.tests if place not in examination.places)
    findings = tuple(
        finding_of(place, examination.test_at(place), rule=rule, age_months=months)
        for place in (*examination.places, *others)
    )
    return Reading(
        examined_on=examined_on,
        findings=findings,
        rule=rule,
        citations=citations,
        names=names,
        positions=positions_of(examination),
        age=age,
        words=words,
    )


def compare_readings(now: Reading, before: Reading) -> tuple[Comparison, ...]:
    """What changed at each place that was examined at either time."""
    positions = (now.positions, before.positions)
    return compare_findings(now.findings, before.findings, positions=positions)
