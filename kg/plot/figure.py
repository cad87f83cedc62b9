"""The sheet that every picture is drawn on: white, black and one red, all set flush left on a plain grid.

Of the pictures this module alone loads matplotlib, which may be missing.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.extras import extra
from kg.model import YutuError

with extra("matplotlib"):
    import matplotlib
    from matplotlib import font_manager
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

INK, GREY, PALE, RED = "#111111", "#6b6b6b", "#f1f1ef", "#e30022"
HEAT = LinearSegmentedColormap.from_list("heat", ["#fde4e1", "#f58a80", "#e30022", "#8f0016"])
# by preference: those with the forms of the mainland first
FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC"),
    *("Hiragino Sans GB", "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Heiti SC"),
    *("Noto Sans CJK JP", "Noto Sans CJK TC", "Source Han Sans", "Noto Serif CJK SC", "Noto Serif CJK JP", "STHeiti"),
    *("SimSun", "AR PL UMing CN", "Arial Unicode MS", "Droid Sans Fallback"),
)
# what a browser takes where the font of the picture is not installed
_WEB = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'WenQuanYi Micro Hei', SimHei"


class FontWarning(UserWarning):
    """There is no font with Chinese characters."""


class SaveError(YutuError):
    """A picture cannot be written."""


def fonts() -> list[str]:
    """The fonts to draw with, one with Chinese characters first; where there is none, `FontWarning` says what to install."""
    known = set(font_manager.get_font_names())
    found = [name for name in FONTS if name in known][:1]
    if not found:
        advice = (
            "install Noto Sans CJK (fonts-noto-cjk) or WenQuanYi (fonts-wqy-microhei), and empty matplotlib's cache"
        )
        warnings.warn(f"no font with Chinese characters is found; {advice}", FontWarning, stacklevel=2)
    return [*found, "DejaVu Sans"]


class Picture(Figure):
    """A figure of matplotlib that a notebook shows by itself, and that is saved the same each time."""

    def draw(self, renderer: Any) -> None:
        """Draw it; that a font lacks characters was said when it was chosen."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from")
            super().draw(renderer)

    def svg(self) -> str:
        """The picture as SVG, in which texts are texts: the same bytes each time."""
        file = io.BytesIO()
        with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "yutu"}):
            self.savefig(file, format="svg", metadata={"Date": None, "Creator": "Yutu"})
        text = file.getvalue().decode("utf-8")
        for name in FONTS:
            text = text.replace(f"'{name}', 'DejaVu Sans'", f"'{name}', {_WEB}, 'DejaVu Sans', sans-serif")
        return text

    def save(self, path: str | Path) -> None:
        """Write it as SVG, PNG or PDF, by the ending of `path`. Raises `SaveError` when it cannot be."""
        target = Path(path)
        kind = target.suffix.lower()
        if kind not in (".svg", ".png", ".pdf"):
            raise SaveError(f"{target}: a picture is written as .svg, .png or .pdf; choose another ending")
        try:
            if kind == ".svg":
                target.write_text(self.svg(), "utf-8")
            else:
                dates = {"CreationDate": None} if kind == ".pdf" else {"Software": None}
                self.savefig(target, format=kind[1:], dpi=160, metadata=dates)
        except OSError as error:
            raise SaveError(f"{target}: cannot be written ({error.strerror or error}); choose another file") from error

    def _repr_svg_(self) -> str:
        return self.svg()


@contextmanager
def styled() -> Iterator[None]:
    """The settings of matplotlib with which pictures are drawn; those of the user stay as they were."""
    own: dict[Any, Any] = {"font.family": fonts(), "font.size": 9.0, "text.color": INK, "axes.edgecolor": INK}
    own |= {"xtick.color": INK, "ytick.color": INK, "axes.unicode_minus": False}
    own |= dict.fromkeys(("axes.spines.left", "axes.spines.right", "axes.spines.bottom", "axes.spines.top"), False)
    # whatever the user has set does not reach into these pictures
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(own)
        yield


def sheet(size: tuple[float, float], title: tuple[str, str], source: str, note: str = "") -> tuple[Picture, Axes]:
    """An empty picture of this size in inches, with its title, subtitle and source line, and the axes to draw on."""
    width, height = size
    picture = Picture(figsize=size, facecolor="white")
    FigureCanvasAgg(picture)
    left, inch = 0.4 / width, 1 / height
    # a dollar sign in a name is no formula
    plain: dict[str, Any] = {"parse_math": False, "ha": "left"}
    picture.text(left, 1 - 0.38 * inch, fit(title[0], width), size=15, weight="bold", va="top", **plain)
    picture.text(left, 1 - 0.70 * inch, title[1], size=9.5, color=GREY, va="top", **plain)
    picture.text(left, 0.22 * inch, source, size=7.5, color=GREY, va="bottom", **plain)
    if note:
        picture.text(left, 0.40 * inch, note, size=7.5, color=GREY, va="bottom", **plain)
    axes = picture.add_axes((left, 0.72 * inch, 1 - 2 * left, 1 - (0.72 + 1.15) * inch))
    axes.set_axis_off()
    return picture, axes


def square(axes: Axes, corner: tuple[float, float], face: Any, *, edge: str = "") -> None:
    """A square of nearly one unit, with an edge of that colour if one is given."""
    x, y = corner
    line: dict[str, Any] = {"edgecolor": edge, "linewidth": 2} if edge else {"linewidth": 0}
    axes.add_patch(Rectangle((x + 0.03, y + 0.03), 0.94, 0.94, facecolor=face, **line))


def fit(text: str, width: float, size: float = 15) -> str:
    """A text cut to what goes into one line of `width` inches.

    >>> fit("abc", 8), len(fit("x" * 999, 8)) < 100
    ('abc', True)
    """
    room, used = (width - 0.8) * 72 / size, 0.0
    for at, char in enumerate(text):
        used += 1.0 if char > "\u2e7f" else 0.56
        if used > room:
            return text[: max(at - 1, 1)] + "…"
    return text
