"""Where things lie on the map: the projection, the part of the world that is shown, and outlines of its countries.

Outlines are Natural Earth's (public domain), as the package geo-intel-offline holds them: who is drawn where is a
matter of cartography and says nothing about who has a right to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from geo_intel_offline.data_loader import DataLoader

UNITS = 3000  # along the longer side of what is shown: whole numbers then suffice, and borders meet exactly
MARGIN = 0.08  # of the longer side, around the outermost points
SMALLEST_DEG = 4.0
POLE_DEG = 80.0  # beyond it Mercator shows nothing but its own distortion
AROUND = 1.0  # outlines reach so many times beyond what is shown, for a window of another shape
FEWEST_CORNERS = 4
NAMED_UNITS = 60


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that is shown: left, top, right and bottom on Mercator's plane, in radians, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def unit(self) -> float:
        """Radians of one unit of the map."""
        return max(self.right - self.left, self.bottom - self.top) / UNITS

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in units."""
        return round((self.right - self.left) / self.unit), round((self.bottom - self.top) / self.unit)

    def units(self, longitudes: Any, latitudes: Any) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Columns x and y in units from the upper left corner, for degrees east and north."""
        plane = mercator(np.asarray(longitudes, float), np.asarray(latitudes, float))
        return np.rint((plane - (self.left, self.top)) / self.unit).astype(np.int64)


def mercator(longitudes: Any, latitudes: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Columns x and y in radians, y downwards, for degrees; latitudes beyond 80 degrees are taken for 80."""
    bounded = np.radians(np.clip(latitudes, -POLE_DEG, POLE_DEG))
    return np.column_stack([np.radians(longitudes), -np.arcsinh(np.tan(bounded))])


def frame_around(longitudes: Sequence[float], latitudes: Sequence[float]) -> Frame:
    """The frame of some points in degrees, with a margin; the inhabited world where there are none."""
    if not longitudes:
        longitudes, latitudes = (-170.0, 180.0), (-56.0, 74.0)
    plane = mercator(np.asarray(longitudes), np.asarray(latitudes))
    (left, top), (right, bottom) = plane.min(axis=0), plane.max(axis=0)
    least = np.radians(SMALLEST_DEG)
    side = max(right - left, bottom - top, least) * MARGIN
    wide, high = max(right - left, least) / 2 + side, max(bottom - top, least) / 2 + side
    x, y = (left + right) / 2, (top + bottom) / 2
    return Frame(float(x - wide), float(y - high), float(x + wide), float(y + high))


def outlines(frame: Frame) -> list[dict[str, Any]]:
    """Countries in and around a frame: `path` as SVG has it, in units; the name, where it may stand, and its width."""
    return [outline for name, rings in _countries() if (outline := _outline(frame, name, rings))]


def _outline(frame: Frame, name: str, rings: Sequence[np.ndarray[Any, Any]]) -> dict[str, Any] | None:
    width, height = frame.size
    reach = AROUND * UNITS
    corners = [_thinned(frame.units(ring[:, 1], ring[:, 0])) for ring in rings]
    drawn = [
        ring
        for ring in corners
        if len(ring) >= FEWEST_CORNERS
        and np.all(ring.max(axis=0) >= -reach)
        and np.all(ring.min(axis=0) <= (width + reach, height + reach))
    ]
    if not drawn:
        return None
    largest = max(drawn, key=lambda ring: abs(_doubled_area(ring)))
    x, y = _middle(largest)
    return {
        "path": "".join(map(_path, drawn)),
        "name": name,
        "x": x,
        "y": y,
        "wide": int(np.ptp(largest[:, 0])),
    }


def _thinned(ring: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """A ring without corners that fall on the one before: both sides of a border lose the same."""
    kept = np.ones(len(ring), bool)
    kept[1:] = np.any(ring[1:] != ring[:-1], axis=1)
    thinned: np.ndarray[Any, Any] = ring[kept]
    return thinned


def _path(ring: np.ndarray[Any, Any]) -> str:
    """A closed path of SVG, in steps from corner to corner."""
    steps = np.diff(ring, axis=0)
    return f"M{ring[0][0]} {ring[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps.tolist()) + "z"


def _crossed(ring: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    after = np.roll(ring, -1, axis=0)
    crossed: np.ndarray[Any, Any] = ring[:, 0] * after[:, 1] - after[:, 0] * ring[:, 1]
    return crossed


def _doubled_area(ring: np.ndarray[Any, Any]) -> float:
    return float(_crossed(ring).sum())


def _middle(ring: np.ndarray[Any, Any]) -> tuple[int, int]:
    """The centre of gravity of a ring's area."""
    area = _doubled_area(ring)
    if not area:
        return int(ring[0][0]), int(ring[0][1])
    weights = _crossed(ring)[:, None]
    x, y = ((ring + np.roll(ring, -1, axis=0)) * weights).sum(axis=0) / (3 * area)
    return round(x), round(y)


@cache
def _countries() -> tuple[tuple[str, tuple[np.ndarray[Any, Any], ...]], ...]:
    """Name and outer rings, in degrees north and east, of every country but Antarctica, by name."""
    loader = DataLoader()
    named = ((loader.metadata[key]["name"], shape) for key, shape in loader.polygons.items())
    return tuple(
        sorted(
            ((name, tuple(_rings(shape))) for name, shape in named if name != "Antarctica"),
            key=lambda country: country[0],
        )
    )


def _rings(shape: dict[str, Any]) -> Iterator[np.ndarray[Any, Any]]:
    for ring in shape.get("exteriors") or [shape["exterior"]]:
        if len(ring) >= FEWEST_CORNERS:
            yield np.asarray(ring, float)
