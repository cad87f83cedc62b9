"""The trained tagger: what it finds, where it is asked, and what a broken model says (all names are invented)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from reading import nodes

from kg import ontology
from kg.mentions.tagger import MODEL, features, spans, tag
from kg.mentions.words import cut

# sentence → persons in it that no title vouches for
PERSONS = {
    "村民赵晓兰说，日子越过越好。": "赵晓兰",
    "在陈国梁的带领下，大家修通了山路。": "陈国梁",
    "李文海、王秀珍、张建民等参加活动。": "李文海 王秀珍 张建民",
    "决赛中，由孙志强、刘晓燕组成的队伍夺得冠军。": "孙志强 刘晓燕",
    "除了宋志军外，大家都到了。": "宋志军",
    "文艺演出贺新春，天刚蒙蒙亮就有人来。": "",
    "游客林小雨告诉记者，她是第二次来。": "林小雨",
    "省委书记林知远和党中央保持一致。": "林知远",
    "高度重视安全生产，方便群众出行。": "",
    "马上启动应急响应，时刻准备着。": "",
    "当天，各地气温骤降，强降雨持续。": "",
    "全乡种植黄金梨三千亩，石榴五百亩。": "",
}
# sentence → what the grammars alone take for common nouns
DOUBTED = {
    "演出由中央民族歌舞团承担。": "Institution 中央民族歌舞团",
    "周末，附近的医院挂号的人不少。": "",
    "人类生活在同一个地球村。": "",
}


def guessed(text: str) -> list[tuple[str, str, float]]:
    """What only the tagger has found, as (class, name, confidence)."""
    found = [person for node in nodes(text) for person in (node, *node.members)]
    return [(node.kind, node.name, node.confidence) for node in found if node.finder == "tagger"]


@pytest.mark.parametrize("text", PERSONS)
def test_persons_without_titles_are_guessed(text: str) -> None:
    found = {name for node in nodes(text) for name in (p.name for p in node.members)}
    assert found == set(PERSONS[text].split())


@pytest.mark.parametrize("text", DOUBTED)
def test_what_a_grammar_doubts_is_decided(text: str) -> None:
    assert " ".join(f"{kind} {name}" for kind, name, _ in guessed(text)) == DOUBTED[text]


def test_guesses_are_less_than_certain() -> None:
    ((kind, name, sure),) = guessed("在陈国梁的带领下，大家修通了山路。")
    assert (kind, name) == ("Person", "陈国梁")
    assert 0.9 <= sure < 1


def test_what_a_title_vouches_for_is_no_guess() -> None:
    assert guessed("长沙市市长陈国梁出席会议。陈国梁说，项目进展顺利。") == []


def test_names_are_spans_of_the_text() -> None:
    text = "记者从成都采访了张建民和王秀珍。"
    found = [(text[start:end], kind) for start, end, kind, _ in tag(text)]
    assert found == [("成都", "LOC"), ("张建民", "PER"), ("王秀珍", "PER")]
    assert all(0 < sure <= 1 for *_, sure in tag(text))
    assert tag("") == []


def test_each_character_has_the_same_features_whoever_cut_the_words() -> None:
    text = "2024年，A股在长沙。"
    rows = features(text, cut(text))
    assert len(rows) == len(text)
    assert len({len(row) for row in rows}) == 1
    assert tag(text, cut(text)) == tag(text)


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("B-PER M-PER E-PER O S-LOC", [(0, 3, "PER"), (4, 5, "LOC")]),
        ("B-PER E-LOC", []),
        ("E-PER O M-ORG", []),
        ("B-ORG E-ORG E-ORG", [(0, 2, "ORG")]),
        ("B-ORG O E-ORG", []),
    ],
)
def test_labels_out_of_order_make_no_names(labels: str, found: list[tuple[int, int, str]]) -> None:
    assert spans(labels.split()) == found


def test_the_model_stays_small() -> None:
    assert (ontology.folder() / MODEL).stat().st_size < 4_000_000


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "changed", "other"])
def test_a_broken_model_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    whole = (ontology.folder() / MODEL).read_bytes()
    shutil.copytree(ontology.folder(), tmp_path / "ontology", ignore=shutil.ignore_patterns("*.gz"))
    file = tmp_path / "ontology" / MODEL
    content = {
        "empty": b"",
        "cut": whole[:-1000],
        "changed": whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:],
        "other": b"no model",
    }
    if damage != "missing":
        file.write_bytes(content[damage])
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path / "ontology"))
    with pytest.raises(ontology.OntologyError, match=r"names\.crfsuite\.gz: (cannot be read|is no model)") as error:
        tag("张建民")
    assert "\n" not in str(error.value)
