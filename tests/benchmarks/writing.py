"""The letter as PDF, over typst alone on the same input."""

import statistics
from functools import partial
from pathlib import Path
from unittest import mock

from timing import timed


def letter_ratio(casebook: Path, rounds: int, *, with_data: bool = False) -> float:
    """The letter as PDF, over typst alone on such a letter's input. Goal: at most 2.

    typst keeps what it has laid out, and gives the same input back from memory. Each letter
    here goes to somebody new, as in a practice, so that both sides have it to lay out.

    Args:
        with_data: The findings lie inside the PDF as FHIR, on both sides.
    """
    import typst

    from clonus_desktop.casebook import findings, letters, patients
    from clonus_desktop.casebook.book import open_book
    from clonus_desktop.casebook.letter_attachments import attachments_of
    from clonus_desktop.casebook.stationery import PLAIN

    with open_book(casebook) as book:
        patient_id = patients.find(book, "Macilroy Iain")[0].patient.id
        visit = findings.signed_visits(book, patient_id)[0]
        before = findings.visit_before(book, visit)

        def write(number: int) -> bytes:
            options = letters.LetterOptions(recipient=f"Dr M Halloran {number:03}, Neurology")
            compared = before.id if before else None
            letter = letters.compose(book, visit.id, options, compare_with_id=compared)
            return letters.pdf(letter, PLAIN, attachments_of(book, letter) if with_data else ())

        with mock.patch.object(typst, "compile", wraps=typst.compile) as seen:
            write(999)
        call = seen.call_args
        inputs = call.kwargs["sys_inputs"]

        def compile_alone(number: int) -> bytes:
            letter = inputs["letter"].replace("Halloran 999", f"Halloran {number:03}")
            return typst.compile(
                *call.args, **(call.kwargs | {"sys_inputs": inputs | {"letter": letter}})
            )

        pairs = [
            (timed(partial(write, number)), timed(partial(compile_alone, number + 500)))
            for number in range(rounds + 1)
        ][1:]
    return statistics.median(ours / bare for ours, bare in pairs)
