"""The tables of a build and the forms in which they are written."""
