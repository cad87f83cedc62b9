"""Hold measured figures against their floors: `floors.py FLOORS RUN`, RUN being what `kg eval --format json` gave.

F1 of all entities, all relations, persons and `holds`, for each folder of gold facts. Floors only rise.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

WHERE = {
    "entity": ("entity", "all"),
    "relation": ("relation", "all"),
    "persons": ("entity", "Person"),
    "holds": ("relation", "holds"),
}


def measured(figures: dict[str, Any], name: str) -> float:
    """The F1 that the floor `name` speaks of; nothing found counts as 0."""
    kind, group = WHERE[name]
    return float(figures[kind].get(group, (0.0, 0.0, 0.0))[2])


def main(floors: Path, run: Path) -> int:
    """Print each figure beside its floor; 1 if any lies below."""
    below = 0
    sets = json.loads(run.read_text("utf-8"))["sets"]
    for gold, wanted in json.loads(floors.read_text("utf-8")).items():
        figures = next(figures for name, figures in sets.items() if name.endswith(f"/{gold}"))
        for name, floor in wanted.items():
            found = measured(figures, name)
            below += found < floor
            print(f"{gold:<6} {name:<9} F1 {found:.3f}  floor {floor:.3f}{'  BELOW' if found < floor else ''}")
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
