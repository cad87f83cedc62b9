"""Labelled sentences: three forms of files, spans held against spans."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import ontology
from kg.evaluate.labelled import LabelledError, Meanings, read_set, reading, score_set, tagged
from kg.kinds import ROOM

WANTED = [("甲市在乙省", {(0, 2, "LOC"), (3, 5, "LOC")}), ("丙", {(0, 1, "PER")})]
FORMS = {
    "bio.txt": "甲 B-LOC\n市 I-LOC\n在 O\n乙 B-LOC\n省 I-LOC\n\n\n丙 B-PER\n",
    "bmes.bmes": "甲 B-LOC\n市 E-LOC\n在 O\n乙 B-LOC\n省 E-LOC\n\n丙 S-PER",
    "words.txt": "甲市/LOC 在/o 乙省/LOC \n丙/PER\n\n".replace("LOC", "ns").replace("PER", "nr"),
    "lines.json": '{"text": "甲市在乙省", "label": {"LOC": {"甲市": [[0, 1]], "乙省": [[3, 4]]}}}\n{"text": "丙", "label": {"PER": {"丙": [[0, 0]]}}}\n',
}
NAMES = {"ns": "LOC", "nr": "PER"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "set.txt"


@pytest.mark.parametrize("form", FORMS)
def test_forms_are_known_by_their_lines(tmp_path: Path, form: str) -> None:
    path = tmp_path / form
    path.write_text(FORMS[form], "utf-8")
    read = [(s.text, {(start, end, NAMES.get(label, label)) for start, end, label in s.labels}) for s in read_set(path)]
    assert read == WANTED


@pytest.mark.parametrize(
    "text",
    [
        "no labels",
        "甲 B-LOC\n市\n",
        '{"text": "x"}\n',
        '{"text": \n',
        '{"text": 5, "label": {}}\n',
        '{"text": "甲", "label": {"LOC": {"甲": [[0, 1]]}}}\n',
    ],
)
def test_other_files_are_said(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(LabelledError, match=r"set\.txt: is no set of labelled sentences"):
        list(read_set(file))


def test_labels_that_nobody_knows_are_said(file: Path) -> None:
    file.write_text("甲 B-FOOD\n", "utf-8")
    with pytest.raises(LabelledError, match="no label"):
        score_set(file)


def test_a_class_counts_under_the_set_s_own_label() -> None:
    coarse, fine = Meanings(["ORG", "TITLE", "EDU"]), Meanings(["government", "organization", "company"])
    assert (coarse.label["Government"], fine.label["Government"], fine.label["Media"]) == (
        "ORG",
        "government",
        "organization",
    )
    assert (coarse.left, coarse.compared) == (["EDU"], {"ORG", "TITLE"})
    assert "Person" not in coarse.label


def test_labels_mean_classes_of_the_vocabulary() -> None:
    rows = ontology.settings("labelled")["types"]
    assert {kind for row in rows for kind in row["classes"]} <= set(ROOM)


def test_names_inside_names_do_not_count() -> None:
    meanings = Meanings(["LOC", "ORG"])
    found = [(0, 3, "Province"), (0, 7, "Government"), (9, 11, "Prefecture"), (0, 7, "Event")]
    assert meanings.of(found) == {(0, 7, "ORG"), (9, 11, "LOC")}


def test_a_sentence_is_read_with_its_posts() -> None:
    text = "福建省省长任远帆考察泉州市。"
    found = {(text[start:end], kind) for start, end, kind in reading(text)}
    assert {("任远帆", "Person"), ("省长", "Post"), ("泉州市", "Prefecture")} <= found


def test_the_tagger_alone_is_measured_beside() -> None:
    text = "张建国在北京市参观。"
    assert {text[start:end]: kind for start, end, kind in tagged(text)} == {"张建国": "Person", "北京市": "Region"}


def test_spans_are_counted_strictly(file: Path) -> None:
    file.write_text("福建省/ns 省长/o 任远/nr 帆考察/o 泉州市/ns 。/o\n泉州市/ns\n厦门市/ns\n", "utf-8")
    result = score_set(file, 1)
    assert {
        name: tuple(counts[k] for k in ("right", "found", "wanted"))
        for name, counts in result.tables["reading"].items()
    } == {
        "ns": (2, 2, 2),
        "nr": (0, 1, 1),
    }
    assert result.notes == ["- L nr 任远", "+ L nr 任远帆"]
    assert {d.source for d in result.differences} == {"set:1"}
    assert result.note.startswith("1 sentences")
