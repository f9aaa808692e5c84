"""An Observation for each place: beats with what is known about them, or why not tested."""

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.rules import NOT_TESTED, Judgement
from clonus_desktop.domain.trial import Trial
from clonus_desktop.exchange.fhir.codes import Codes
from clonus_desktop.exchange.fhir.components import components_of, slug
from clonus_desktop.exchange.fhir.said import finding_lines, reason_words
from clonus_desktop.exchange.fhir.values import (
    Json,
    filled,
    moment,
    narrative,
    quantity,
    reference,
    text,
    uri_identifier,
)
from clonus_desktop.exchange.fhir.visit import Visit

CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
DATA_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"

EXAM: Json = {
    "coding": [{"system": CATEGORY, "code": "exam", "display": "Exam"}],
}


def observation_of(finding: Finding, visit: Visit, *, status: str) -> Json:
    """The Observation of one place of an examination.

    Args:
        finding: Tested, or not tested with its reason.
        status: As FHIR writes it.
    """
    codes, trial, not_tested = visit.issuer.codes, finding.trial, finding.not_tested
    site = finding.place.site.key
    also = f"{site}-clonus" if f"{site}-clonus" in codes.others else "clonus"
    return filled(
        resourceType="Observation",
        language="en",
        text=narrative(finding_lines(finding, visit.issuer.place_words(finding.place))),
        identifier=[uri_identifier(visit.observation_name(finding.place))],
        status=status,
        category=[EXAM],
        code=codes.concept("clonus", also=also, text="Clonus"),
        subject=reference("Patient", visit.issuer.patient_name(visit.patient)),
        effectiveDateTime=moment(visit.examination.started_at),
        issued=moment(visit.signature.signed_at),
        performer=[reference("Practitioner", visit.issuer.examiner_name(visit.signature.examiner))],
        valueQuantity=None if trial is None else beats_of(trial),
        dataAbsentReason=None if not_tested is None else _absent(not_tested, codes),
        interpretation=_interpretation(finding.judgement, codes),
        note=_notes(finding, visit),
        bodySite=_body_site(finding.place, visit),
        method=None if trial is None else codes.concept(f"method-{trial.count_method}"),
        component=[] if trial is None else components_of(finding, trial, visit),
    )


def beats_of(trial: Trial) -> Json | None:
    """The number of beats; None when only the duration was taken."""
    beats = trial.known_beats
    if beats is None:
        return None
    comparator = ">=" if trial.at_least else ""
    return quantity(beats, unit="beats", code="{beats}", comparator=comparator)


def _absent(not_tested: NotTested, codes: Codes) -> Json:
    declined = not_tested.reason is NotTestedReason.DECLINED
    standard = (
        {"system": DATA_ABSENT, "code": "asked-declined", "display": "Asked But Declined"}
        if declined
        else {"system": DATA_ABSENT, "code": "not-performed", "display": "Not Performed"}
    )
    own = codes.coding(f"not-tested-{not_tested.reason}")
    return {"coding": [own, standard], "text": own["display"]}


def _interpretation(judgement: Judgement | None, codes: Codes) -> list[Json]:
    """What the rule says, with its name and version; nothing where nothing was tested."""
    if judgement is None or judgement.outcome == NOT_TESTED:
        return []
    code = f"outcome-{slug(judgement.outcome)}"
    said = f"{codes.own[code]} {judgement.rule_id}, version {judgement.version}"
    return [{"coding": [codes.coding(code)], "text": said}]


def _notes(finding: Finding, visit: Visit) -> list[Json]:
    exam = visit.examination
    said = [text(exam.notes.get(finding.place, ""))]
    if finding.not_tested is not None:
        said.insert(0, reason_words(finding.not_tested))
    if exam.revision > 1:
        said.append(f"Amended: {text(exam.revision_reason)}")
    if exam.withdrawal is not None:
        said.append(f"Withdrawn: {text(exam.withdrawal.reason)}")
    return [{"text": one} for one in said if one]


def _body_site(place: Place, visit: Visit) -> Json:
    codes, words = visit.issuer.codes, visit.issuer.place_words(place)
    key = f"{place}".replace(" ", "-")
    # A further site is a file of the practice, and has no code of ours by name.
    own = {"system": codes.system, "code": key, "display": codes.own.get(key, words)}
    return {"coding": [own, *codes.others.get(key, ())], "text": words}
