"""The figures of a document: what was counted, where, when and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspectgraph.extracting.numbers import Number, find_numbers, share_units
from inspectgraph.extracting.sections import Section
from inspectgraph.extracting.statistic_context import (
    COMPARISON_END,
    is_national,
    period_for,
    population_of,
    qualifier_of,
)
from inspectgraph.extracting.statistic_filter import is_figure
from inspectgraph.extracting.statistic_measures import Measure, find_measure, mint
from inspectgraph.extracting.statistic_periods import Period, find_periods
from inspectgraph.facts import Observation
from inspectgraph.reading.document import Block, Document, Span

RULES = {
    "statistics/area-information": "A figure of the section on the authority's area.",
    "statistics/figure": "A number in the findings that says how many, how much or how long.",
    "statistics/none": "'No', 'none' or 'both' where it stands for the number of events or children.",
}
_SILENT = {"contents", "meanings", "boilerplate", "team", "inspection-information", "next-steps", "partnership-details", "record"}
_PARAGRAPH = 120
_SENTENCE = re.compile(r"[.!?][)'\"]?\s+(?=[A-Z0-9'\"(•])")
_LEAD = re.compile(r"(?:•\s*|\d{1,3}\.\s+|\d\.\d\s+)?")
