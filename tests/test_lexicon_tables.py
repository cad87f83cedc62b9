"""The gazetteers are well formed and say what an atlas says."""

from __future__ import annotations

import pytest

from kg import ontology

LEXICON = ontology.folder() / "lexicon"
REQUIRED = {
    "divisions": ("code", "name", "class", "start"),
    "abbreviations": ("form", "codes", "kind"),
    "townships": ("code", "name"),
    "zones": ("name", "class"),
    "regions": ("name", "class"),
    "venues": ("name", "class", "code"),
    "bodies": ("name", "class"),
    "media": ("name",),
    "surnames": ("surname", "kind"),
    "nations": ("name",),
    "countries": ("name", "english"),
    "initiatives": ("name", "class"),
}
CLASSES = {
    "divisions": {"Province", "Prefecture", "County"},
    "zones": {"Park", "CooperationZone"},
    "regions": {"Region", "Route"},
    "initiatives": {"Initiative", "Project"},
    "venues": {"Venue"},
    "bodies": {"PartyCommittee", "Government", "PeoplesCongress", "Cppcc", "Department", "Organization", "Institution",
               "Enterprise"},
}  # fmt: skip
DIVISIONS = ontology.table("divisions")
CODES = {row["code"] for row in DIVISIONS}


def shorts(row: dict[str, str]) -> list[str]:
    return row["short"].split("|") if row["short"] else []


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_table_names_its_source(path):
    head = [line for line in path.read_text("utf-8").splitlines()[:5] if line.startswith("#")]
    assert any(line.startswith("# Source") for line in head)


@pytest.mark.parametrize("name", REQUIRED)
def test_required_cells_are_filled(name):
    assert [row for row in ontology.table(name) if not all(row[column] for column in REQUIRED[name])] == []


@pytest.mark.parametrize("name", CLASSES)
def test_classes_are_known(name):
    assert {row["class"] for row in ontology.table(name)} <= CLASSES[name]


@pytest.mark.parametrize("name", sorted(set(REQUIRED) - {"divisions", "abbreviations", "townships"}))
def test_each_name_stands_once(name):
    column = REQUIRED[name][0]
    names = [row[column] for row in ontology.table(name)]
    assert sorted({one for one in names if names.count(one) > 1}) == []


def test_codes_of_divisions_are_six_digits():
    assert [row for row in DIVISIONS if not (len(row["code"]) == 6 and row["code"].isdigit())] == []


def test_code_and_name_are_unique_together():
    assert len({(row["code"], row["name"]) for row in DIVISIONS}) == len(DIVISIONS)


def test_parents_exist_and_only_provinces_have_none():
    assert [row for row in DIVISIONS if row["parent"] not in CODES and row["class"] != "Province"] == []
    assert [row for row in DIVISIONS if row["parent"] and row["class"] == "Province"] == []


def test_a_code_begins_with_the_code_of_its_parent():
    children = [row for row in DIVISIONS if row["parent"]]
    assert [row for row in children if not row["code"].startswith(_stem(row["parent"]))] == []


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4]


def test_years_run_forward():
    assert [row for row in DIVISIONS if row["end"] and not row["start"] < row["end"]] == []


def test_placeholders_are_no_divisions():
    assert {row["name"] for row in DIVISIONS} & {"市辖区", "县", "省直辖县级行政区划"} == set()


@pytest.mark.parametrize("name", ["divisions", "zones", "regions", "bodies", "media", "nations", "countries"])
def test_short_forms_are_words_of_their_own(name):
    bad = [row for row in ontology.table(name) if any(len(form) < 2 or form == row["name"] for form in shorts(row))]
    assert bad == []


@pytest.mark.parametrize("name", ["zones", "bodies"])
def test_a_short_form_means_one_thing(name):
    rows = ontology.table(name)
    forms = [form for row in rows for form in shorts(row)]
    assert len(forms) == len(set(forms))
    assert not set(forms) & {row["name"] for row in rows}


@pytest.mark.parametrize(
    ("name", "column"), [("abbreviations", "codes"), ("regions", "codes"), ("zones", "code"), ("media", "code")]
)
def test_codes_elsewhere_are_of_divisions(name, column):
    assert [row for row in ontology.table(name) if set(row[column].split()) - CODES] == []


def test_townships_lie_in_divisions():
    rows = ontology.table("townships")
    assert len(rows) > 38_000
    assert [row for row in rows if not (len(row["code"]) == 9 and row["code"][:6] in CODES)] == []


@pytest.mark.parametrize(
    ("code", "name", "parent", "short"),
    [
        ("610000", "陕西省", "", ["陕西"]),
        ("140000", "山西省", "", ["山西"]),
        ("150000", "内蒙古自治区", "", ["内蒙古", "内蒙"]),
        ("810000", "香港特别行政区", "", ["香港", "香港特区"]),
        ("430100", "长沙市", "430000", ["长沙"]),
        ("422800", "恩施土家族苗族自治州", "420000", ["恩施州", "恩施"]),
        ("654000", "伊犁哈萨克自治州", "650000", ["伊犁州", "伊犁"]),
        ("110105", "朝阳区", "110000", ["朝阳"]),
        ("620923", "肃北蒙古族自治县", "620900", ["肃北县", "肃北"]),
        ("152221", "科尔沁右翼前旗", "152200", ["科右前旗"]),
        ("411528", "息县", "411500", []),
        ("659001", "石河子市", "650000", ["石河子"]),
        ("430321", "湘潭县", "430300", []),
    ],
)
def test_divisions_by_sample(code, name, parent, short):
    row = next(row for row in DIVISIONS if (row["code"], row["name"]) == (code, name))
    assert (row["parent"], shorts(row)) == (parent, short)


@pytest.mark.parametrize(
    ("form", "codes"),
    [("湘", "430000"), ("赣", "360000"), ("京津冀", "110000 120000 130000"), ("成渝", "510100 500000")],
)
def test_abbreviations_by_sample(form, codes):
    assert next(row["codes"] for row in ontology.table("abbreviations") if row["form"] == form) == codes


@pytest.mark.parametrize(("surname", "kind"), [("李", "single"), ("欧阳", "compound"), ("和", "weak"), ("亓", "rare")])
def test_surnames_by_sample(surname, kind):
    assert {"surname": surname, "kind": kind} in ontology.table("surnames")


def test_all_fifty_six_peoples():
    assert len(ontology.table("nations")) == 56


def test_new_areas_and_free_trade_zones_are_complete():
    names = [row["name"] for row in ontology.table("zones")]
    assert sum(name.startswith("中国（") and name.endswith("自由贸易试验区") for name in names) == 22
