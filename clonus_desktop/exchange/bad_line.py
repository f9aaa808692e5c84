"""The one error of the rule engine for scripts."""


class BadLine(ValueError):
    """A line that cannot be judged; the message says which value is wrong and what fits."""
