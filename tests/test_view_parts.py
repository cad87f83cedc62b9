"""The parts of the page: what is gathered, how a large graph is grouped, colours, words and scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources

import pytest
from view_sample import crowd, provinces, sample

from kg import ontology
from kg.model import Knowledge
from kg.view import homes, html, render_html
from kg.view.gather import gather
from kg.view.overview import groups
from kg.view.picture import draw
from kg.view.style import CONTRAST, FAMILIES, NIGHT, PAPER, STYLES, contrast, rim

SCRIPTS = [path for path in resources.files("kg.view").iterdir() if path.name.endswith(".js")]
LINES = ("region", *(f"line-{name}" for name in (*FAMILIES, "other", "listed")))
HAN = re.compile("[\u3400-\u9fff]")


def parts(known: Knowledge) -> list[Knowledge]:
    """What each article says, as pages come one after another."""
    found = []
    for article in known.articles:
        facts = tuple(fact for fact in known.facts if fact.evidence.article == article.id)
        entities = tuple(
            replace(e, mentions=tuple(m for m in e.mentions if m.span.article == article.id)) for e in known.entities
        )
        found.append(Knowledge((article,), entities, facts))
    return found


def test_page_by_page_gives_what_all_at_once_gives() -> None:
    known = sample()
    order = [article.id for article in known.articles]
    facts = tuple(sorted(known.facts, key=lambda fact: order.index(fact.evidence.article)))
    assert render_html(parts(known)) == render_html(replace(known, facts=facts))


def test_groups_hold_everything_that_has_a_line_once() -> None:
    for known in (provinces(6), crowd(150)):
        picture = draw(gather([known]))
        found = groups(picture, homes.guessed(picture, homes.told(picture.entities, picture.facts)), 20)
        members = [number for group in found for number in group.members]
        assert sorted(members) == sorted(picture.neighbours)


def test_a_group_is_named_after_its_province() -> None:
    picture = draw(gather([provinces(3)]))
    found = groups(picture, homes.told(picture.entities, picture.facts), 100)
    assert {picture.entities[group.head].name for group in found} == {
        entity.name for entity in picture.entities if entity.kind == "Province"
    }


@pytest.mark.parametrize("ground", [PAPER, NIGHT])
def test_each_shape_can_be_told_from_the_ground(ground: str) -> None:
    assert [kind for kind, look in STYLES.items() if contrast(rim(look.colour, ground), ground) < CONTRAST] == []


@pytest.mark.parametrize("night", [False, True])
def test_each_line_can_be_told_from_the_ground(night: bool) -> None:
    sheet = resources.files("kg.view").joinpath("view.css").read_text("utf-8")
    colours = {name: found[-1 if night else 0] for name in LINES if (found := re.findall(rf"--{name}: (#\w+)", sheet))}
    assert len(colours) == len(LINES)
    poor = [
        (name, ground)
        for name in LINES[1:]
        for ground in (NIGHT if night else PAPER, colours["region"])
        if contrast(colours[name], ground) < CONTRAST
    ]
    assert poor == []


def test_night_is_night_whether_chosen_or_not() -> None:
    sheet = resources.files("kg.view").joinpath("view.css").read_text("utf-8")
    one, other = re.findall(r"\{\s*color-scheme: dark;(.*?)\}", sheet, re.DOTALL)
    assert one.split() == other.split()


def test_no_colour_hangs_on_itself() -> None:
    sheet = resources.files("kg.view").joinpath("view.css").read_text("utf-8")
    assert re.findall(r"--([\w-]+): var\(--\1\)", sheet) == []


def test_the_ground_is_that_of_the_style_sheet() -> None:
    sheet = resources.files("kg.view").joinpath("view.css").read_text("utf-8")
    assert re.findall(r"--paper: (#\w+)", sheet) == [PAPER, NIGHT, NIGHT]


def test_every_script_is_in_the_page() -> None:
    assert sorted(path.name for path in SCRIPTS) == sorted(f"{name}.js" for name in html.SCRIPTS)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_short_and_speak_no_language(path: resources.abc.Traversable) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 300
    assert [line for line in lines if HAN.search(line.split("//")[0])] == []


def test_every_word_is_there_in_both_languages() -> None:
    rows = {row["key"]: row for row in ontology.rows("interface.tsv")}
    assert [key for key, row in rows.items() if not (row["zh"] and row["en"])] == []
    slots = {key: [set(re.findall(r"\{\w+\}", row[name])) for name in ("zh", "en")] for key, row in rows.items()}
    assert [key for key, (zh, en) in slots.items() if zh != en] == []


def test_every_word_that_the_page_uses_is_known() -> None:
    page = resources.files("kg.view").joinpath("page.html").read_text("utf-8")
    used = set(re.findall(r'data-(?:t|title|hint)="(\w+)"', page))
    for path in SCRIPTS:
        text = path.read_text("utf-8")
        used |= set(re.findall(r'\b(?:t|hint|figure)\("([\w-]+)"', text)) - {"select"}
    known = {row["key"] for row in ontology.rows("interface.tsv")}
    known |= {f"family-{name}" for name in (*FAMILIES, "other")}
    # those put together from two parts end in a dash
    assert {key for key in used if not key.endswith("-")} - known == set()
