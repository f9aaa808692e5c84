"""The people of a casebook in the settings: the own profile, who may come in, and the keys."""
