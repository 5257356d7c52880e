from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.errors import ReferenceDataError
from inspectgraph.processing.inputs import find_inputs, key_of


def write(folder: Path, name: str, data: bytes = b"words") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_folder_is_read_whole_and_sorted(tmp_path: Path) -> None:
    write(tmp_path, "b/two.txt", b"two")
    write(tmp_path, "one.pdf", b"one")
    write(tmp_path, ".hidden.txt", b"no")
    inputs = find_inputs([tmp_path])
    assert [item.path.name for item in inputs.files] == ["one.pdf", "two.txt"]
    assert inputs.missing == []


def test_what_is_no_document_is_passed_over_with_a_word(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    write(tmp_path, "picture.png")
    inputs = find_inputs([tmp_path])
    assert len(inputs.files) == 1
    assert "picture.png" in inputs.warnings[0]


def test_a_file_that_is_named_is_read_whatever_it_is(tmp_path: Path) -> None:
    assert [item.path.name for item in find_inputs([write(tmp_path, "picture.png")]).files] == ["picture.png"]


def test_same_bytes_are_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt")
    inputs = find_inputs([tmp_path])
    assert [item.path.name for item in inputs.files] == ["a.txt"]
    assert "same bytes" in inputs.warnings[0]


def test_missing_paths_and_empty_folders_say_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    inputs = find_inputs([tmp_path / "nowhere", tmp_path / "empty"])
    assert sorted(reason for _, reason, _ in inputs.missing) == ["empty-folder", "missing"]


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{name}.txt", name.encode()) for name in "cab"]
    assert find_inputs(paths).files == find_inputs(reversed(paths)).files


def test_the_catalogue_of_the_folder_tells_of_a_file(tmp_path: Path) -> None:
    write(tmp_path, "documents/a.txt")
    write(tmp_path, "catalogue.csv", b"file,title,digest,publication\na.txt,A title,yes,ofsted/essex/sif/2014\n")
    (item,) = find_inputs([tmp_path / "documents"]).files
    assert item.entry is not None
    assert (item.entry.title, item.entry.digest, item.entry.publication) == ("A title", True, "ofsted/essex/sif/2014")


def test_a_malformed_catalogue_names_its_line(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "catalogue.csv", b"file,title\na.txt,one,too many\n")
    with pytest.raises(ReferenceDataError, match=r"catalogue\.csv:2"):
        find_inputs([tmp_path])


def test_keys_change_with_content_name_and_base(tmp_path: Path) -> None:
    first = find_inputs([write(tmp_path, "a.txt", b"1")]).files[0]
    other = find_inputs([write(tmp_path, "b.txt", b"2")]).files[0]
    keys = {key_of(first, "https://a/"), key_of(other, "https://a/"), key_of(first, "https://b/")}
    assert len(keys) == 3
    assert key_of(first, "https://a/") in keys
