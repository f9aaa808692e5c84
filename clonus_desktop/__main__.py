"""``python -m clonus_desktop`` is ``clonus-desktop``."""

from clonus_desktop.cli import main

if __name__ == "__main__":
    main(prog_name="clonus-desktop")
