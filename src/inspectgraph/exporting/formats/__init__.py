"""The forms in which a property graph is written."""
