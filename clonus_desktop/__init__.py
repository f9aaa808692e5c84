"""Clonus Desktop: examine, record and follow clonus at the bedside.

The layers, from the screen to the core; each may import what stands below it::

    app, cli  ->  ui  ->  casebook  ->  storage | report | exchange  ->  domain
                                    protocols | wordings | agents  ->  domain

``resources`` and ``language`` are leaves that every layer may use.
"""

__version__ = "0.1.0"
