"""The verbs of the practice, without a screen: one module per noun.

Each verb takes the opened :class:`~clonus_desktop.casebook.book.Casebook` first, writes one
gesture in one transaction together with its audit row, and returns the Change it made.
"""
