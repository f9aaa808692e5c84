"""Parts of the screens: each shows a value and reports a gesture. Widgets never call widgets."""
