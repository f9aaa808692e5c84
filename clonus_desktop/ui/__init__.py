"""The window. The only place with Qt and pyqtgraph.

A widget reports a gesture, a page reports a decision, ``Session.changed`` reports a deed.
"""

from clonus_desktop.ui import guard

# Before any other module of this package makes its classes.
guard.install()
