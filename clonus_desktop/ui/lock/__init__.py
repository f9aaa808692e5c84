"""Locking an open window: when, what is seen meanwhile, and the way back."""
