"""Writes the reference pages from the program, so that they say what it does: `python -m docs.generate`."""
