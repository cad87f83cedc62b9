"""What an analyst decided on who is who."""

from __future__ import annotations

from pathlib import Path

import pytest
from identity_pairs import sighting

from kg.model import Entity, Knowledge, Literal
from kg.resolve.heeded import doubts
from kg.resolve.parts import renamed
from kg.resolve.persons import settle
from kg.resolve.settled import Settled
from kg.resolve.traces import Sighting
from kg.resolve.verdicts import VerdictError, Verdicts, Who

HEAD = "verdict\tone\tother\tnote\n"
LIVES = (
    "2021-03-05 新闻联播: 国务委员",
    "2021-04-19 闽峰日报: 三明市市长",
    "2021-08-19 闽峰日报: 三明市市长",
    "2022-02-19 桂江日报: 与 莫少聪",
)


def seen(*told: str, name: str = "王勇") -> list[Sighting]:
    return [sighting(str(number), name, text) for number, text in enumerate(told)]


def verdicts(folder: Path, *lines: str) -> Verdicts:
    (folder / "identity.tsv").write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return Verdicts.load(folder)


def ids(found: Settled, sightings: list[Sighting]) -> list[str]:
    return [found.ids.get((one.seen.page, one.ident), one.ident) for one in sightings]


def test_no_file_has_no_verdicts(tmp_path: Path) -> None:
    assert Verdicts.load(tmp_path) == Verdicts()
    assert Verdicts().digest == ""


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("person/王勇", Who("王勇", "person/王勇")),
        ("id:person/王勇~三明市市长", Who("王勇", "person/王勇~三明市市长")),
        ("<https://w3id.org/yutu/id/person/%E7%8E%8B%E5%8B%87>", Who("王勇", "person/王勇")),
        ("王勇 @ 三明市市长", Who("王勇", "", "三明市市长")),
        ("王勇@闽峰日报/2021-04-19/1", Who("王勇", "", "闽峰日报/2021-04-19/1")),
        ("王勇", Who("王勇")),
        ("\u202a王\u200b勇 ＠ 三明市\u202c", Who("王勇", "", "三明市")),
    ],
)
def test_how_persons_are_named(cell: str, who: Who, tmp_path: Path) -> None:
    (line,) = verdicts(tmp_path, f"same\t{cell}\t王芳\ta note").lines
    assert (line.one, line.note) == (who, "a note")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("one\tother\n", "no column 'verdict'"),
        (f"{HEAD}perhaps\t王勇\t王芳\n", "line 2: the verdict is 'perhaps'; write one of same, different, rename"),
        (f"# remark\n{HEAD}same\t王勇\n", "line 3: 'other' is ''"),
        (f"{HEAD}same\t王勇 @\t王芳\n", "line 2: 'one' is '王勇 @'"),
        (f"{HEAD}same\t王勇\t王勇\n", "line 2: 'one' and 'other' are the same"),
        (f"{HEAD}same\t王勇 @ a\t王勇 @ b\nsame\t王勇 @ b\t王勇 @ c\ndifferent\t王勇 @ a\t王勇 @ c\n", "line 4: other lines"),
        (f"{HEAD}rename\t王勇\t王永\nrename\t王勇\t王咏\n", "line 3: "),
    ],
)  # fmt: skip
def test_a_bad_line_is_said_with_file_line_and_what_to_do(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "identity.tsv").write_text(text, "utf-8")
    with pytest.raises(VerdictError) as raised:
        Verdicts.load(tmp_path)
    assert says in str(raised.value)
    assert str(tmp_path / "identity.tsv") in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "identity.tsv").write_bytes(b"verdict\xff\xfe")
    with pytest.raises(VerdictError, match="save it as UTF-8"):
        Verdicts.load(tmp_path)


def test_remarks_blank_lines_and_the_mark_of_a_spreadsheet_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "identity.tsv").write_text(f"\ufeff# why\n\n{HEAD}\r\nsame\t王勇\t王咏\t\r\n", "utf-8")
    assert len(Verdicts.load(tmp_path).lines) == 1


def test_the_digest_tells_what_is_said_and_not_how(tmp_path: Path) -> None:
    one = verdicts(tmp_path, "same\t王勇\t王咏\tbecause", "different\t李强\t李强 @ a")
    other = verdicts(tmp_path, "# remark", "different\t李强\t李强 @ a", "same\t王勇\t王咏")
    assert one.digest == other.digest != verdicts(tmp_path, "same\t王勇\t王咏").digest != ""


def test_names_of_one_person_share_the_block_of_the_least(tmp_path: Path) -> None:
    known = verdicts(tmp_path, "same\t王咏\t王勇", "rename\tperson/王用\t王咏", "different\t李强\t李刚")
    assert {known.block(name) for name in ("王咏", "王勇", "王用")} == {f"person/{min('王咏', '王勇', '王用')}"}
    assert known.block("李强") == "person/李强"
    assert set(known.names) == {"王咏", "王勇", "王用", "李强", "李刚"}


def test_same_goes_against_everything(tmp_path: Path) -> None:
    told = seen(*LIVES)
    assert len(set(ids(settle(told, Verdicts()), told))) == 3
    known = verdicts(tmp_path, "same\t王勇 @ 国务委员\t王勇 @ 三明市市长")
    found = ids(settle(told, known), told)
    assert found[:3] == ["person/王勇"] * 3
    assert found[3] != "person/王勇"


def test_different_goes_against_everything(tmp_path: Path) -> None:
    told = seen("2021-04-19 闽峰日报: 三明市市长", "2021-08-19 闽峰日报: 三明市市长", name="易炼红")
    assert len(set(ids(settle(told, Verdicts()), told))) == 1
    known = verdicts(tmp_path, f"different\t易炼红 @ {told[0].seen.page}\t易炼红 @ {told[1].seen.page}")
    assert len(set(ids(settle(told, known), told))) == 2


def test_who_is_only_named_is_joined_and_parted_too(tmp_path: Path) -> None:
    told = seen(*LIVES)
    known = verdicts(tmp_path, f"same\t王勇 @ 三明市\t王勇 @ {told[3].seen.page}")
    assert ids(settle(told, known), told)[1:] == ["person/王勇~三明市市长"] * 3
    (fact,) = (r for r in settle(told, known).records if ("reason", Literal("analyst")) in r.values)
    assert ("confidence", Literal("1.000", "decimal")) in fact.values


def test_ids_that_the_graph_gave_can_be_used(tmp_path: Path) -> None:
    told = seen(*LIVES)
    plain, marked, *_ = dict.fromkeys(ids(settle(told, Verdicts()), told))
    known = verdicts(tmp_path, f"same\t{plain}\t{marked}")
    assert ids(settle(told, known), told)[:3] == ["person/王勇"] * 3


def test_another_name_is_one_person_s(tmp_path: Path) -> None:
    told = [
        *seen("2023-03-12 人民日报: 国务院总理", name="李强"),
        *seen("2023-03-14 人民日报: 国务院总理", name="黎强"),
    ]
    known = verdicts(tmp_path, "same\t李强 @ 国务院总理\t黎强 @ 国务院总理\tmisprinted")
    found = settle(told, known)
    assert ids(found, told) == ["person/李强"] * 2
    assert {"person/黎强", "person/黎强~国务院总理"} <= {r.id for r in found.records if not r.kind}


def test_who_shares_a_block_but_is_not_said_to_be_one_stays_another(tmp_path: Path) -> None:
    told = [
        *seen("2023-03-12 人民日报: 国务院总理", name="李强"),
        *seen("2023-03-14 人民日报: 国务院总理", name="黎强"),
    ]
    known = verdicts(tmp_path, "same\t李强 @ nowhere\t黎强 @ nowhere")
    assert ids(settle(told, known), told) == ["person/李强", "person/黎强"]


def test_a_person_gets_another_name_and_the_old_id_leads_to_the_new(tmp_path: Path) -> None:
    told = seen("2023-03-14 人民日报: 三明市市长", name="黎强")
    found = settle(told, verdicts(tmp_path, "rename\tperson/黎强\t李强\tmisprinted"))
    assert ids(found, told) == ["person/李强"]
    records = {record.id: dict(record.values) for record in found.records}
    assert records["person/黎强"]["owl:sameAs"] == "person/李强"


def test_who_has_an_id_of_another_name_is_called_so() -> None:
    page = Knowledge(
        (), (Entity("person/黎强", "Official", "黎强", ("老黎",)), Entity("person/王勇", "Person", "王勇"))
    )
    called, other = renamed(page, {"person/黎强": "person/李强~三明市市长"}).entities
    assert (called.name, called.aliases) == ("李强", ("黎强", "老黎"))
    assert other == page.entities[1]


@pytest.mark.parametrize(
    "lines",
    [
        ["different\t王勇 @ 三明市\t王勇 @ 闽峰日报"],
        ["same\t王勇 @ 国务委员\t王勇 @ 三明市", "same\t王勇 @ 国务委员\t王勇 @ 桂江日报", "different\t王勇 @ 闽峰日报\t王勇 @ 桂江日报"],
    ],
)  # fmt: skip
def test_verdicts_that_contradict_each_other_on_the_pages_are_an_error(lines: list[str], tmp_path: Path) -> None:
    with pytest.raises(VerdictError, match=f"line {len(lines) + 1}"):
        settle(seen(*LIVES), verdicts(tmp_path, *lines))


def test_the_order_of_sightings_makes_no_difference(tmp_path: Path) -> None:
    told = seen(*LIVES)
    known = verdicts(tmp_path, "same\t王勇 @ 国务委员\t王勇 @ 三明市市长", "different\t王勇 @ 桂江日报\tperson/王勇")
    assert settle(told, known) == settle(told[::-1], known) == settle(told[2:] + told[:2], known)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("same\tperson/王勇\t王勇 @ 桂江日报", ["person/王勇 is whoever of the name is seen first; write person/王勇~国务委员,"]),
        ("same\t王勇 @ 石桥村\t王咏", ["no page tells of 王勇 @ 石桥村", "no page tells of 王咏"]),
        ("same\tperson/王勇~国务委员\t王勇 @ 三明市", []),
        ("rename\t王勇 @ 国务委员\t王咏", []),
    ],
)  # fmt: skip
def test_lines_that_mean_nobody_or_whoever_is_first_are_told_of(line: str, says: list[str], tmp_path: Path) -> None:
    found = list(doubts(verdicts(tmp_path, line), seen(*LIVES)))
    assert [part in told and "line 2" in told for part, told in zip(says, found, strict=True)] == [True] * len(says)


def test_a_marked_id_stays_the_same_person_s_when_older_pages_come(tmp_path: Path) -> None:
    known = verdicts(tmp_path, "same\tperson/王勇~国务委员\t王勇 @ 三明市市长")
    told = seen("2014-03-05 闽峰日报: 石桥村党支部书记", *LIVES)
    assert ids(settle(told, known), told)[:3] == ["person/王勇", *["person/王勇~国务委员"] * 2]
