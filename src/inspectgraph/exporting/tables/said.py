"""The rows of `findings` and `statistics`: what the documents say, paragraph by paragraph and figure by figure."""

from __future__ import annotations

from collections.abc import Iterator

from inspectgraph.exporting.sources import Sources
from inspectgraph.exporting.tables.reading import JOINT, codes, dated, in_time, source
from inspectgraph.exporting.tables.table import Cell
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import IG


def findings(things: Things) -> Iterator[dict[str, Cell]]:
    """One row for each finding, in the order of their paragraphs."""
    sources = Sources(things.dataset)
    for authority, inspection in in_time(things):
        common = {**codes(things, authority), **dated(things, inspection)}
        rows = [
            {
                **common,
                "kind": things.concept(finding, IG.findingKind),
                "area": things.concept(finding, IG.area),
                "section": JOINT.join(things.texts(finding, IG.section)),
                "paragraph": things.whole(finding, IG.paragraph),
                "text": things.text(finding, IG.text),
                "names": JOINT.join(sorted(map(things.name, things.nodes(finding, IG.mentions)))),
                **source(things, sources, finding),
                "finding": finding.value,
            }
            for finding in things.nodes(inspection, IG.hasFinding)
        ]
        yield from sorted(rows, key=_place)


def _place(row: dict[str, Cell]) -> tuple[str, int, int, str]:
    page, paragraph = row["page"], row["paragraph"]
    return (
        str(row["document"]),
        page if isinstance(page, int) else 0,
        paragraph if isinstance(paragraph, int) else 0,
        str(row["finding"]),
    )


def statistics(things: Things) -> list[dict[str, Cell]]:
    """One row for each figure, by area, measure and period."""
    sources = Sources(things.dataset)
    rows: list[dict[str, Cell]] = []
    for observation in things.of(IG.Observation):
        area, national = things.node(observation, IG.refArea), things.node(observation, IG.comparedWith)
        if not things.wanted(area):
            continue
        named = codes(things, area)
        rows.append(
            {
                "area_name": named.get("authority"),
                "gss_code": named.get("gss_code"),
                "measure": things.concept(observation, IG.measure) or things.name(observation),
                "period": things.text(observation, IG.refPeriod) or things.text(observation, IG.periodAsWritten),
                "value": things.scalar(observation, IG.value),
                "unit": things.concept(observation, IG.unitMeasure),
                "population": JOINT.join(things.texts(observation, IG.population)),
                "qualifier": things.text(observation, IG.qualifier),
                "as_printed": things.text(observation, IG.valueAsWritten),
                "compared_with": things.scalar(national, IG.value) if national else None,
                **source(things, sources, observation),
                "observation": observation.value,
            }
        )
    names = ("area_name", "measure", "period", "observation")
    return sorted(rows, key=lambda row: tuple(str(row[name] or "") for name in names))
