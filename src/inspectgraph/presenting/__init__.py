"""Descriptions, lists and pages of a dataset, as plain values: for the server and for the static site alike."""
