"""Data out of the casebook, as it is asked for on the screen."""
