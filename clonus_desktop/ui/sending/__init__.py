"""The record system on the screen: where it is, what it was sent, what it said."""
