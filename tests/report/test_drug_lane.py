import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

from clonus_desktop.domain.drug_notes import DrugNote, drug_notes
from clonus_desktop.domain.drugs import DrugUse, LastDose
from tests.report.cases import (
    HISTORY,
    TODAY,
    baclofen,
    context_of,
    courses_of,
    letter,
)

SVG = "{http://www.w3.org/2000/svg}"
VISITS = (*HISTORY[-3:], TODAY)


def taking(*by_visit):
    """Notes on the last visits; None where the drugs were not asked for."""
    return drug_notes(
        (
            visit.started_at,
            visit.id,
            None if drugs is None else context_of("").taking(tuple(d(visit) for d in drugs)),
        )
        for visit, drugs in zip(VISITS, by_visit, strict=True)
    )


def oral(hours, dose="10 mg"):
    return lambda visit: baclofen(visit.started_at - timedelta(hours=hours), dose)


def unknown(_visit):
    return DrugUse(drug="tizanidine")


def pump(_visit):
    return DrugUse(drug="baclofen-intrathecal", last_dose=LastDose.CONTINUOUS)


def plotted(notes, *examinations):
    plot = letter(TODAY, courses=courses_of(*(examinations or VISITS)), notes=notes).plot
    assert plot is not None
    return plot, plot.svg, ElementTree.fromstring(plot.svg)


def bars(root):
    """Fill of each bar, in the order of the drawing."""
    return [rect.get("fill") for rect in root.iter(f"{SVG}rect") if rect.get("height") == "7"]


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def test_a_course_without_drugs_is_drawn_as_before():
    plot, _svg, root = plotted(())
    assert not bars(root)
    assert not [text for text in texts(root) if "drug" in text]
    assert "drug" not in plot.summary


def test_each_visit_with_a_drug_has_its_bar_under_every_panel():
    _plot, _svg, root = plotted(taking([oral(3)], None, [unknown], [pump]))
    fills = bars(root)
    assert len(fills) == 3 * 3
    assert [fill == "none" for fill in fills[:3]] == [False, True, False]
    assert texts(root).count("3 h") == 3
    assert texts(root).count("Dose") == 1


def test_no_drug_is_a_dash_and_has_no_bar():
    _plot, _svg, root = plotted(taking([], [], [], []))
    assert not bars(root)
    assert texts(root).count("–") == 4 * 3


def test_a_change_of_the_treatment_has_a_triangle():
    same = taking([oral(3)], [oral(4)], [oral(5)], [oral(6)])
    changed = taking([oral(3)], [oral(4, "20 mg")], [oral(5, "20 mg")], [unknown])
    triangles = [
        len(re.findall(r'd="M[^"]*Z" fill="#', plotted(notes)[1])) for notes in (same, changed)
    ]
    assert triangles == [0, 2 * 3]


def test_times_that_would_touch_leave_room_for_the_newest():
    close = tuple(
        DrugNote(
            examined_at=TODAY.started_at - timedelta(days=days),
            examination_id=days,
            drugs=(baclofen(TODAY.started_at - timedelta(days=days, hours=3 + days)),),
        )
        for days in (2, 1, 0)
    )
    visits = [replace(TODAY, id=note.examination_id, started_at=note.examined_at) for note in close]
    courses = courses_of(*HISTORY, *visits)
    plot = letter(TODAY, courses=courses, notes=close).plot
    found = [text for text in texts(ElementTree.fromstring(plot.svg)) if text.endswith(" h")]
    assert found == ["3 h"] * 3


def test_a_visit_that_the_plot_does_not_show_has_no_bar():
    _plot, _svg, root = plotted(taking([oral(3)], [oral(3)], [oral(3)], [oral(3)]), *VISITS[2:])
    assert len(bars(root)) == 2 * 3


def test_the_plot_in_words_says_the_drugs_of_each_visit():
    plot, _svg, _root = plotted(taking(None, [oral(3)], None, [oral(2, "20 mg")]))
    assert plot.summary.endswith(
        "Antispastic drugs: 8 April 2025 oral baclofen, 3 h before; "
        "14 November 2025 oral baclofen, 2 h before (treatment changed)."
    )
    assert "under the dates: antispastic drug" in plot.svg
