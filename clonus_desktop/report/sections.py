"""The table and the sections of a letter; typed words never mix with generated ones."""

from clonus_desktop.domain.anatomy import Place, Sides, Site
from clonus_desktop.domain.finding import Finding, FindingKind
from clonus_desktop.domain.message import Message
from clonus_desktop.report import phrases, plain
from clonus_desktop.report.context_words import context_paragraphs, signs_paragraph
from clonus_desktop.report.drug_words import treatment_sentence
from clonus_desktop.report.explanations import (
    absence_sentence,
    counting_prose,
    rule_prose,
    short_rule_prose,
)
from clonus_desktop.report.hunter_words import hunter_section
from clonus_desktop.report.matter import Matter
from clonus_desktop.report.parts import Cell, Row, Section, Table
from clonus_desktop.report.prose import comparison_prose, findings_prose
from clonus_desktop.report.reading import Reading
from clonus_desktop.report.sign_off import attendance_sentence
from clonus_desktop.report.technique_words import technique_prose


def findings_table(matter: Matter) -> Table:
    """Site after site in the order of the examination, right before left, midline across."""
    reading, words, day = matter.reading, matter.reading.words, matter.day
    header = [words.gettext("Place"), words.gettext("Right"), words.gettext("Left")]
    if day:
        header.append(words.say(Message("{date} (right / left)", {"date": day})))
    found = {finding.place: finding for finding in reading.findings}
    before = {
        c.place: phrases.measure_words(c.before, words)
        for c in matter.comparisons
        if c.before.kind is not FindingKind.NOT_EXAMINED
    }
    rows = []
    for site in dict.fromkeys(place.site for place in found):
        sides = [place.side for place in found if place.site == site]
        title = _title_of(site, reading)
        # A site that was given sides and none at different times is told in both ways.
        for kind in (Sides.BOTH, Sides.MIDLINE):
            if set(kind.each) & set(sides):
                cells = {
                    side.value: _cell(
                        Place(site, side), found, before, has_before=bool(day), reading=reading
                    )
                    for side in kind.each
                }
                rows.append(Row(site=title, **cells))
    mark = words.gettext("above the limit")
    return Table(
        header=tuple(header),
        rows=tuple(rows),
        compared_on=day,
        above_mark=mark,
        midline_mark=words.gettext("Midline"),
    )


def findings_section(matter: Matter) -> Section:
    """What was found, and what stood above the limit."""
    return Section(paragraphs=findings_prose(matter.reading))


def comparison_section(matter: Matter) -> Section:
    """What changed since the earlier examination."""
    compared = comparison_prose(
        matter.comparisons,
        compared_on=matter.day,
        reading=matter.reading,
        protocols=matter.protocols,
    )
    return Section(paragraphs=compared)


def comment_section(matter: Matter) -> Section:
    """The examiner's comment, as it was typed."""
    paragraphs = plain.paragraphs(matter.examination.comment, matter.words)
    return _typed(matter.words.gettext("Comment"), paragraphs)


def conditions_section(matter: Matter) -> Section:
    """The conditions that the record knows, as they were typed."""
    paragraphs = plain.paragraphs(matter.patient.known_conditions, matter.words)
    return _typed(matter.words.gettext("Known conditions"), paragraphs)


def alert_section(matter: Matter) -> Section:
    """The alert of the patient, as it was typed."""
    paragraphs = plain.paragraphs(matter.patient.alert, matter.words)
    return _typed(matter.words.gettext("Safety alerts"), paragraphs)


def rules_section(matter: Matter) -> Section:
    """The rule with its source, how it was counted, and what absent clonus does not say."""
    reading, words = matter.reading, matter.words
    if matter.options.has("rules"):
        said = (*rule_prose(reading), *counting_prose(reading))
    else:
        # By which rule, and whose, is said in every letter.
        said = short_rule_prose(reading)
    heading = words.gettext("Limit and counting")
    return Section(heading=heading, paragraphs=(*said, absence_sentence(words)), is_small=True)


def attendance_section(matter: Matter) -> Section:
    """When the patient was examined, and by whom."""
    return Section(paragraphs=(attendance_sentence(matter.examination, matter.words),))


def _typed(heading: str, paragraphs: tuple[str, ...]) -> Section:
    return Section(heading=heading, paragraphs=paragraphs, is_typed=True)


def _cell(
    place: Place,
    found: dict[Place, Finding],
    before: dict[Place, str],
    *,
    has_before: bool,
    reading: Reading,
) -> Cell:
    words, finding = reading.words, found.get(place)
    name = phrases.first_upper(reading.place(place))
    earlier = before.get(place, words.gettext("not examined")) if has_before else ""
    if finding is None:
        return Cell(place=name, text=words.gettext("Not examined"), before=earlier)
    return Cell(
        place=name,
        text=phrases.finding_words(finding, words),
        before=earlier,
        is_above=phrases.is_above(finding),
    )


def _title_of(site: Site, reading: Reading) -> str:
    return phrases.first_upper(phrases.site_words(site.key, reading.names))


def context_section(matter: Matter) -> Section:
    """The other signs and the antispastic treatment."""
    heading = matter.words.gettext("Other neurological signs and treatment")
    said = context_paragraphs(
        matter.context,
        matter.form,
        examined_at=matter.examination.started_at,
        words=matter.words,
    )
    return Section(heading=heading, paragraphs=said)


def signs_section(matter: Matter) -> Section:
    """The other signs, where the treatment has a place of its own."""
    heading = matter.words.gettext("Other neurological signs")
    said = signs_paragraph(matter.context, matter.form, matter.words)
    return Section(heading=heading, paragraphs=(said,) if said else ())


def treatment_section(matter: Matter) -> Section:
    """The antispastic treatment, in a place of its own."""
    heading = matter.words.gettext("Antispastic treatment")
    said = treatment_sentence(
        matter.context.drugs,
        matter.form,
        examined_at=matter.examination.started_at,
        words=matter.words,
    )
    return Section(heading=heading, paragraphs=(said,) if said else ())


def revision_section(matter: Matter) -> Section:
    """Which revision it is and why there is one; empty for what was signed once."""
    examination, words = matter.examination, matter.words
    paragraphs: list[str] = []
    if examination.revision > 1:
        values: dict[str, object] = {
            "revision": examination.revision,
            "before": examination.revision - 1,
            "reason": phrases.ended(plain.line(examination.revision_reason, words)),
        }
        paragraphs.append(
            words.say(
                Message(
                    "This is revision {revision} of the examination and replaces revision "
                    "{before}. Reason for the amendment: {reason}",
                    values,
                )
            )
        )
    if examination.superseded:
        paragraphs.append(words.gettext("A later revision of this examination exists."))
    return Section(paragraphs=tuple(paragraphs))


def technique_section(matter: Matter) -> Section:
    """How each site was tested."""
    paragraphs = technique_prose(matter.examination, matter.protocols, matter.reading)
    heading = matter.words.gettext("How the test was done")
    return Section(heading=heading, paragraphs=paragraphs)


def notes_section(matter: Matter) -> Section:
    """The notes on the places, as they were typed."""
    words, paragraphs = matter.words, []
    for place, note in matter.examination.notes.items():
        name = phrases.first_upper(matter.reading.place(place))
        for number, text in enumerate(plain.paragraphs(note, words)):
            values = {"place": name, "note": text}
            said = words.say(Message("{place}: {note}", values))
            paragraphs.append(text if number else said)
    return _typed(words.gettext("Notes"), tuple(paragraphs))


def serotonin_section(matter: Matter) -> Section:
    """Serotonergic exposure and what the Hunter rule says of it."""
    return hunter_section(matter.examination, matter.reading)
