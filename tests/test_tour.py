"""The tour without a screen leaves a picture of every screen, and the finished letter."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

PICTURES = {
    "01-patients",
    "02-add-patient",
    "03-settings",
    "04-chart",
    "05-exam",
    "06-exam-tapping",
    "07-exam-not-tested",
    "08-exam-how-to",
    "09-review",
    "10-signed",
    "11-letter",
    "12-chart-dark",
    "13-exam-dark",
    "14-exam-high-contrast",
    "15-exam-upright",
    "16-exam-large-text",
    "17-context",
    "18-serotonin-features",
    "19-help",
    "20-keys",
    "21-sign",
}


def test_the_tour_walks_an_examination_to_its_letter(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clonus_desktop", "tour", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {f"{name}.png" for name in PICTURES} | {"letter.pdf", "letter.txt"}
    assert len(done.stdout.splitlines()) == len(written)
    for name in PICTURES:
        assert QImage(str(tmp_path / "out" / f"{name}.png")).width() in {800, 1280}
    letter = (tmp_path / "out" / "letter.txt").read_bytes().decode()
    assert "Clonus examination, 23 November 2026" in letter
    assert "Left ankle: 7 beats, above the limit; 13 November 2026: 6 beats" in letter
    assert "The left patella was not tested because of pain." in letter
    assert "Tone on the Modified Ashworth scale was 0 in the right limbs" in letter
    assert (tmp_path / "out" / "letter.pdf").read_bytes().startswith(b"%PDF")
