"""Backups on the screen: made by themselves and on demand, listed, checked, restored."""
