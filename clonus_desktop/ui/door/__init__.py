"""Before the casebook is open: making one, unlocking it, and what can be wrong with it."""
