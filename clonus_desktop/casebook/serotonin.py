"""Serotonergic exposure and the Hunter criteria of an examination."""

from clonus_desktop.agents import AGENTS_NAME, AgentTable, load_agents
from clonus_desktop.casebook import examinations, summaries
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.hunter import HunterReading, read_hunter
from clonus_desktop.domain.hunter_record import HunterRecord
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.statement import Topic
from clonus_desktop.report import hunter_words


def drug_table(book: Casebook) -> AgentTable:
    """The drugs to choose from: the shipped table, with the one beside the casebook.

    Read anew each time, so that a corrected file is used without a restart.
    """
    own = book.file.path.with_name(AGENTS_NAME)
    return load_agents(own, names=book.wording.agent_names)


def record_of(examination: Examination) -> HunterRecord:
    """What was recorded; everything not assessed when nothing was."""
    return HunterRecord.from_content(examination.statement(Topic.HUNTER) or {})


def keep(book: Casebook, examination: Examination, record: HunterRecord, *, about: str) -> Change:
    """Keep the drugs and features; Undo names what has just been answered."""
    return examinations.state_on(book, examination, Topic.HUNTER, record.to_content(), about=about)


def reading_of(examination: Examination) -> HunterReading:
    """What the rule says of the recorded features."""
    record = record_of(examination)
    return read_hunter(record.inputs(examination.started_at.date()))


# -- words -----------------------------------------------------------------------------------


def rule_words(book: Casebook, reading: HunterReading) -> str:
    """What the rule says, which branch fired, and what is unknown."""
    return hunter_words.rule_sentence(reading, book.words)


def source_words(book: Casebook) -> tuple[str, str]:
    """The rule with its source, and where it was validated."""
    words = book.words
    cited = hunter_words.citation_sentence(summaries.citations(book), words)
    return cited, hunter_words.caveat_sentence(words)


def suggestion_words(book: Casebook, patient: Patient, examination: Examination) -> str:
    """What the findings suggest of inducible clonus, and by which places."""
    reading = summaries.reading_of(book, patient, examination)
    return hunter_words.suggestion_sentence(examination, reading)


def degrees(book: Casebook, temperature_c: float) -> str:
    """A temperature as it is printed."""
    return hunter_words.degrees(temperature_c, book.words)
