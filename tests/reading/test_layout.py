"""What a page looks like must not change what it says: tables, columns, notes, bullets, hyphens, furniture, rotation."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from inspectgraph.extracting.judgements import find_judgements, find_record
from inspectgraph.extracting.sections import find_sections
from inspectgraph.extracting.team import labelled
from inspectgraph.parsing import parse
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read_bytes

#: Words at a place: left, top of the page downwards, words, size, face.
Mark = tuple[float, float, str] | tuple[float, float, str, float] | tuple[float, float, str, float, str]
BODY = "A line of a paragraph that fills the column of the page nearly to its right edge"
GRADES = {"good": "good", "requires improvement to be good": "requires-improvement"}
LEADERS = ["The impact of leaders on social work", "practice with children and families"]
HELP = ["The experiences and progress of", "children who need help and", "protection"]
CARE = ["The experiences and progress of", "children in care"]


def pdf(*pages: Sequence[Mark] | Callable[[Canvas], None], size: tuple[float, float] = A4, rotate: int = 0) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for page in pages:
        canvas.setPageRotation(rotate)
        if callable(page):
            page(canvas)
        else:
            for left, top, words, *rest in page:
                canvas.setFont(rest[1] if len(rest) > 1 else "Helvetica", rest[0] if rest else 11)
                canvas.drawString(left, size[1] - top, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(
    *pages: Sequence[Mark] | Callable[[Canvas], None], size: tuple[float, float] = A4, rotate: int = 0
) -> Document:
    return read_bytes(pdf(*pages, size=size, rotate=rotate), "layout.pdf")


def lines(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def table(rows: Sequence[tuple[list[str], list[str], int]], top: float = 150) -> list[list[Mark]]:
    """Rows of a table: the lines of the label, those of the grade, and beside which line of the label it begins."""
    drawn: list[list[Mark]] = []
    for label, grade, beside in rows:
        marks: list[Mark] = [(72, top + 13 * number, line) for number, line in enumerate(label)]
        marks += [(380, top + 13 * (beside + number), line) for number, line in enumerate(grade)]
        drawn.append(marks)
        top += 13 * max(len(label), beside + len(grade)) + 9
    return drawn


TITLE: list[Mark] = [
    (72, 60, "Inspection of Essex local authority children's services", 16),
    (72, 90, "Inspection dates: 5 to 9 November 2018"),
    (72, 120, "Judgement", 11, "Helvetica-Bold"),
    (380, 120, "Grade", 11, "Helvetica-Bold"),
]
AFTER: list[Mark] = [(72, 420 + 14 * row, f"{BODY}.") for row in range(6)]


def judged(marks: Sequence[Mark]) -> dict[str, str]:
    document = read([*TITLE, *marks, *AFTER])
    return {judgement.area: judgement.grade for judgement in find_judgements(document, find_sections(document))}


EXPECTED = {
    "leadership": "good",
    "help-and-protection": "requires-improvement",
    "children-in-care": "requires-improvement",
    "overall": "requires-improvement",
}


@pytest.mark.parametrize("beside", [0, 1, 2])
def test_a_grade_may_stand_beside_any_line_of_its_label(beside: int) -> None:
    rows = table(
        [
            (LEADERS, ["Good"], min(beside, 1)),
            (HELP, ["Requires improvement to be good"], beside),
            (CARE, ["Requires improvement to be good"], min(beside, 1)),
            (["Overall effectiveness"], ["Requires improvement to be good"], 0),
        ]
    )
    assert judged([mark for row in rows for mark in row]) == EXPECTED


@pytest.mark.parametrize("beside", [0, 1])
def test_a_grade_may_wrap(beside: int) -> None:
    two = ["Requires improvement", "to be good"]
    rows = table([(LEADERS, ["Good"], 0), (HELP, two, beside), (CARE, two, 0), (["Overall effectiveness"], two, 0)])
    assert judged([mark for row in rows for mark in row]) == EXPECTED


def test_rows_may_be_drawn_in_any_order() -> None:
    rows = table(
        [
            (LEADERS, ["Good"], 0),
            (HELP, ["Requires improvement"], 1),
            (CARE, ["Requires improvement"], 0),
            (["Overall effectiveness"], ["Requires improvement"], 0),
        ]
    )
    for order in permutations(rows):
        assert judged([mark for row in order for mark in row]) == EXPECTED


@pytest.mark.parametrize("grades_first", [True, False])
def test_a_column_may_be_drawn_whole(grades_first: bool) -> None:
    rows = table(
        [
            (LEADERS, ["Good"], 0),
            (HELP, ["Requires improvement"], 1),
            (CARE, ["Requires improvement"], 0),
            (["Overall effectiveness"], ["Requires improvement"], 0),
        ]
    )
    labels = [mark for row in rows for mark in row if mark[0] < 300]
    grades = [mark for row in rows for mark in row if mark[0] > 300]
    assert judged([*grades, *labels] if grades_first else [*labels, *grades]) == EXPECTED


def test_the_record_of_an_older_report_in_columns() -> None:
    marks: list[Mark] = [
        (72, 60, "Record of main findings", 14, "Helvetica-Bold"),
        (72, 90, "Overall effectiveness"), (400, 90, "Adequate"),
        (72, 110, "Capacity to improve"), (400, 110, "Good"),
        (72, 130, "Outcomes for looked after children and"), (72, 143, "young people"), (400, 130, "Adequate"),
        (72, 165, "Quality of provision"), (400, 165, "Inadequate"),
    ]  # fmt: skip
    for order in (marks, sorted(marks, key=lambda mark: mark[0])):
        document = read(order)
        found = {judgement.area: judgement.grade for judgement in find_record(document, find_sections(document))}
        assert found == {
            "overall": "adequate",
            "capacity-to-improve": "good",
            "outcomes": "adequate",
            "quality-of-provision": "inadequate",
        }


def test_a_title_block_with_label_and_value_in_columns() -> None:
    labels: list[Mark] = [(72, 90, "Inspection dates:"), (72, 110, "Lead inspector:"), (72, 130, "Report published:")]
    values: list[Mark] = [(220, 90, "5 to 9 November 2018"), (220, 110, "Anna Berg HMI"), (220, 130, "8 January 2019")]
    for order in ([*labels, *values], [each for pair in zip(labels, values, strict=True) for each in pair]):
        report = parse(read([TITLE[0], *order, *AFTER]))
        assert report.inspection is not None
        assert report.inspection.end is not None
        assert str(report.inspection.end.value) == "2018-11-09"
        assert str(report.issued.value if report.issued else None) == "2019-01-08"
        assert [(person.name, person.role) for person in report.people] == [("Anna Berg", "lead-inspector")]


def test_a_team_in_two_columns() -> None:
    names = ["Anna Berg HMI", "Carl Dean HMI", "Eva Frost HMI", "Guy Hill HMI", "Ida Jones HMI", "Kay Lee HMI"]
    marks: list[Mark] = [
        (72, 60, "Information about this inspection", 14),
        (72, 90, "The inspection team", 12, "Helvetica-Bold"),
        (72, 110, "Lead inspector: Olga Parr HMI"),
        (72, 130, "Team inspectors:"),
    ]
    across: list[Mark] = [(72 + 200 * (n % 2), 150 + 14 * (n // 2), name) for n, name in enumerate(names)]
    for order in (across, sorted(across)):
        document = read([*marks, *order])
        found = {person.name for person in labelled(document, find_sections(document))}
        assert found == {name.removesuffix(" HMI") for name in [*names, "Olga Parr HMI"]}


def test_a_footnote_in_the_middle_of_a_sentence() -> None:
    first: list[Mark] = [(72, 80 + 14 * row, BODY) for row in range(48)]
    first.append((72, 775, "1 A note that explains the word above.", 7))
    second: list[Mark] = [(72, 80, "and then it ends."), (72, 110, "The next paragraph begins here and it ends here.")]
    document = read(first, second)
    assert "right edge and then it ends." in document.text
    assert [block.kind for block in document.blocks].count("footnote") == 1


def test_a_raised_mark_within_a_line_goes() -> None:
    marks: list[Mark] = [
        (72, 280, BODY),
        (72, 300, "of the programme "),
        (161, 289, "4", 7),
        (165, 300, "and so on, to the right edge of the page and not much farther"),
        (72, 320, "until it ends."),
    ]
    found = lines(read(marks))
    assert "4" not in " ".join(found)
    assert "of the programme and so on" in " ".join(found)


@pytest.mark.parametrize(
    ("glyph", "face"),
    [
        ("\u2022", "Helvetica"), ("o", "Courier"), ("\u2013", "Helvetica"), ("*", "Helvetica"), ("\u00b7", "Helvetica"),
        ("l", "ZapfDingbats"), ("n", "ZapfDingbats"), ("\u2022", "Symbol"),
    ],
)  # fmt: skip
def test_odd_glyphs_are_bullets(glyph: str, face: str) -> None:
    marks: list[Mark] = [(72, 80, "What needs to improve", 13)]
    for row, words in enumerate(("Plans for children in need.", "The work of the panel.")):
        marks += [(72, 110 + 20 * row, glyph, 11, face), (90, 110 + 20 * row, words)]
    document = read(marks)
    assert [block.kind for block in document.blocks][1:] == ["item", "item"]


def test_bullets_drawn_after_their_words() -> None:
    words: list[Mark] = [
        (90, 110, "Plans for children in need of help and of"), (90, 123, "protection."),
        (90, 145, "The work of the panel."), (90, 165, "Visits."),
    ]  # fmt: skip
    bullets: list[Mark] = [(72, top, "\u2022") for top in (110, 145, 165)]
    document = read([(72, 80, "What needs to improve", 13), *words, *bullets])
    assert lines(document)[1:] == [
        "\u2022 Plans for children in need of help and of protection.",
        "\u2022 The work of the panel.",
        "\u2022 Visits.",
    ]


def test_items_that_are_not_quite_flush_are_of_one_level() -> None:
    document = read(
        [
            (72, 80, "What needs to improve", 13),
            (72, 110, "\u2022 Plans for children."),
            (73.5, 130, "\u2022 Visits to children."),
            (71, 150, "\u2022 Records:"),
            (90, 170, "\u2022 their speed"),
        ]
    )
    assert [block.level for block in document.blocks if block.kind == "item"] == [0, 0, 0, 1]


def test_a_hyphen_at_the_end_of_a_line() -> None:
    document = read(
        [
            (72, 80, "A line of a paragraph that fills the column of the page and ends with multi-"),
            (72, 94, "agency work, and goes on with a line that is as long as the other one is, with co-"),
            (72, 108, "operation at its end."),
        ]
    )
    assert lines(document) == [
        "A line of a paragraph that fills the column of the page and ends with multi-agency work, and goes on with a "
        "line that is as long as the other one is, with co-operation at its end."
    ]


def test_a_soft_hyphen_joins_its_word() -> None:
    wrapped = f"{BODY} and ends with accommo\u00ad\ndation, and then goes on.\n\nNo\u00adthing else.\n"
    assert lines(read_bytes(wrapped.encode(), "a.txt")) == [
        f"{BODY} and ends with accommodation, and then goes on.",
        "Nothing else.",
    ]


def test_ligatures_are_letters() -> None:
    document = read_bytes("The \ufb01rst o\ufb03cer was e\ufb00ective, the \ufb02ow \ufb01ne.\n".encode(), "a.txt")
    assert lines(document) == ["The first officer was effective, the flow fine."]


def test_running_lines_with_dates_go() -> None:
    pages: list[list[Mark]] = []
    for number in range(1, 7):
        head = [
            (72.0, 30.0, "Essex local authority children's services", 9.0),
            (72.0, 810.0, "5 November 2018 to 9 November 2018", 9.0),
        ]
        body = [(72.0, 90.0 + 14 * row, f"{BODY} on {number}.") for row in range(5)]
        pages.append([*head, *body, (500.0, 810.0, f"Page {number} of 6", 9.0)])
    document = read(*pages)
    assert "local authority" not in document.text
    assert "November" not in document.text
    assert "Page" not in document.text


def test_a_title_stays_that_the_running_header_repeats() -> None:
    title = "Inspection of Essex children's services"
    pages: list[list[Mark]] = []
    for number in range(1, 6):
        head: Mark = (72.0, 60.0, title, 20.0 if number == 1 else 9.0)
        pages.append([head, *((72.0, 110.0 + 14 * row, f"{BODY} on {number}.") for row in range(5))])
    document = read(*pages)
    assert lines(document)[0] == title
    assert document.text.count(title) == 1


def test_a_footer_of_two_kinds_of_pages_goes() -> None:
    pages: list[list[Mark]] = []
    for number in range(1, 9):
        foot: Mark = (
            (72, 812, f"{number} Essex, inspection of 2018", 9)
            if number % 2
            else (72, 812, f"November 2018 {number}", 9)
        )
        pages.append([*((72.0, 90.0 + 14 * row, f"{BODY} on {number}.") for row in range(5)), foot])
    document = read(*pages)
    assert "2018" not in document.text


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same(rotate: int) -> None:
    marks: list[Mark] = [(72, 80, BODY), (72, 94, BODY), (72, 108, "and ends."), (72, 150, "Another paragraph.")]
    assert lines(read(marks, rotate=rotate)) == [f"{BODY} {BODY} and ends.", "Another paragraph."]


@pytest.mark.parametrize(("turn", "rotate"), [(90, 0), (90, 90), (270, 0), (270, 270)])
def test_words_drawn_sideways_read_the_same(turn: int, rotate: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(rotate)
        canvas.rotate(turn)
        canvas.setFont("Helvetica", 11)
        left, top = (72, 80) if turn == 90 else (72 - A4[1], 80 - A4[0])
        for row, words in enumerate((BODY, BODY, "and ends.")):
            canvas.drawString(left, -top - 14 * row, words)
        canvas.drawString(left, -top - 70, "Another paragraph.")

    assert lines(read(page)) == [f"{BODY} {BODY} and ends.", "Another paragraph."]


def test_a_page_wider_than_high() -> None:
    rows: list[Mark] = [(72, 80, BODY + " " + BODY), (72, 94, BODY + " " + BODY), (72, 108, "and ends.")]
    assert lines(read(rows, size=landscape(A4))) == [" ".join([BODY] * 4 + ["and ends."])]


def test_a_page_whose_corner_is_not_its_origin() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setCropBox((50, 50, 545, 792))
        canvas.setFont("Helvetica", 11)
        for row, words in enumerate((BODY[:60], BODY[:60], "and ends.")):
            canvas.drawString(72, 700 - 14 * row, words)

    document = read(page)
    assert len(document.blocks) == 1


def test_paragraphs_drawn_in_the_wrong_order() -> None:
    first: list[Mark] = [(72, 80, "The first paragraph is here and it says what is first."), (72, 94, "It ends so.")]
    second: list[Mark] = [(72, 130, "The second paragraph is below it and says the rest."), (72, 144, "It ends too.")]
    found = lines(read([*second, *first]))
    assert [line.split()[1] for line in found] == ["first", "second"]
