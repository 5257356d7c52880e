"""What is said of queries that do not follow the grammar, and where it points."""

from __future__ import annotations

import pytest

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.guard import QuerySyntaxError
from inspectgraph.errors import QueryError


@pytest.mark.parametrize(
    ("query", "line", "column", "expected", "said"),
    [
        ("SELECT * { ?s ?p }", 1, 18, ("object",), "not complete"),
        ("SELECT * { ?s }", 1, 15, ("predicate and object",), "not complete"),
        ("CONSTRUCT { ?x ?y } { ?x ?y ?z }", 1, 19, ("object",), "not complete"),
        ("SELECT * {\n  ?s a ig:Judgement .\n  ?s ig:area .\n}", 3, 14, ("object",), "not complete"),
        ("SELECT * { ?s a ?t } ORDER ?s", 1, 28, ("BY",), '"BY" is missing'),
        ("SELECT * { ?s a ?t } GROUP ?s", 1, 28, ("BY",), '"BY" is missing'),
        ("SELECT * { ?s a ?t } LIMIT ten", 1, 28, ("a number",), "whole number"),
        ("SELECT * { ?s a ?t } LIMIT", 1, 27, ("a number",), "whole number"),
        ("SELECT { ?s a ?t }", 1, 8, ("a variable", "*"), "nothing of what to select"),
        ("SELECT * { ?s a ?t FILTER ?s > 3 }", 1, 27, ("(", "EXISTS", "a function"), "in brackets"),
        ("SELECT * { ?s a 'abc }", 1, 17, ("'",), "not closed"),
        ("SELECT * { ?s a ?t", 1, 19, ("}",), "is missing"),
        ("SELECT * { ?s a ?t } }", 1, 22, (), "too many"),
        ("SELECT * { ?s a ?t FILTER(?s > 3 }", 1, 34, (")",), '")" is missing before'),
    ],
)
def test_common_faults(
    dataset: Dataset, query: str, line: int, column: int, expected: tuple[str, ...], said: str
) -> None:
    with pytest.raises(QuerySyntaxError) as wrong:
        dataset.query(query)
    assert (wrong.value.line, wrong.value.column) == (line, column)
    assert wrong.value.expected == expected
    assert said in str(wrong.value)


def test_data_is_no_triple(dataset: Dataset) -> None:
    with pytest.raises(QuerySyntaxError) as wrong:
        dataset.query("SELECT * { VALUES ?x { 1 } ?s ig:area ?x ; } WHERE")
    assert "not complete" not in str(wrong.value)


def test_brackets_without_end_are_refused_before_the_engine_falls_over_them(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="within each other"):
        dataset.query("SELECT * " + "{" * 30000 + "}" * 30000)
    dataset.query("SELECT * " + "{" * 150 + "}" * 150)
