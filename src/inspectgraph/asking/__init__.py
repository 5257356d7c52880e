"""Asking a build: SPARQL, the competency questions, and what bears out a statement."""
