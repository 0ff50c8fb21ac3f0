"""How space is seen: the projection of a box from a point, and the options that say from where."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from wlmini.drawing.settings import Settings
from wlmini.expr import is_list

Array = Any
Spot = tuple[str, Array]  # "space" or "box": in which coordinates a place is
View = tuple[Spot, Spot]
VIEW = (1.3, -2.4, 2.0)
SIDES = {
    "Above": (0, 0, 4), "Below": (0, 0, -4), "Front": (0, -4, 0), "Back": (0, 4, 0), "Left": (-4, 0, 0),
    "Right": (4, 0, 0), "Top": (0, 0, 4), "Bottom": (0, 0, -4),
}  # fmt: skip


class Camera:
    """The projection of a box of space seen from a point towards a center, both in the frame of the box."""

    def __init__(self, low: Array, high: Array, ratios: Array, view: View, up: Array, flat: bool) -> None:
        self.low, self.size = low, np.where(high > low, high - low, 1.0)
        self.ratios = ratios / ratios.max()
        eye, target = view
        self.center = self.framed(target[1]) if target[0] == "space" else (target[1] - 0.5) * self.ratios
        self.eye = (self.framed(eye[1]) if eye[0] == "space" else eye[1]) - self.center
        forward = -self.eye / (np.linalg.norm(self.eye) or 1.0)
        if not np.linalg.norm(np.cross(forward, up)) > 1e-9:
            up = np.array([0.0, 1.0, 0.0])
        right = np.cross(forward, up)
        if not np.linalg.norm(right):
            right = np.array([1.0, 0.0, 0.0])
        right /= np.linalg.norm(right)
        self.axes = np.array([right, np.cross(right, forward), -forward])
        self.flat = flat
        self.distance = float(np.linalg.norm(self.eye)) or 1.0

    def framed(self, points: Array) -> Array:
        """Coordinates of space as those of the box, with its middle at zero and its longest side 1."""
        return ((points - self.low) / self.size - 0.5) * self.ratios

    def place(self, points: Array) -> Array:
        """The points in the camera's frame: across, up, and towards the eye."""
        return (self.framed(points) - self.center) @ self.axes.T

    def project(self, points: Array) -> tuple[Array, Array]:
        """Places on paper, and nearness."""
        seen = self.place(np.atleast_2d(points))
        ahead = np.maximum(self.distance - seen[:, 2], 1e-3 * self.distance)  # not behind the eye
        scale = 1.0 if self.flat else self.distance / ahead
        return seen[:, :2] * np.reshape(scale, (-1, 1)), seen[:, 2]


def vector(settings: Settings, value: Any, default: tuple[float, ...]) -> Array:
    """Three numbers, or a named side."""
    if is_list(value) and len(value.parts) == 3:
        found = [settings.real(p) for p in value.parts]
        return np.array([d if v is None else v for v, d in zip(found, default, strict=True)])
    return np.array(SIDES.get(getattr(value, "short", ""), default), dtype=float)


def view_of(settings: Settings) -> View:
    """From where and to where is looked, by ViewVector, or by ViewPoint and ViewCenter."""
    both = settings.get("ViewVector")
    if is_list(both) and len(both.parts) == 2 and all(map(is_list, both.parts)):
        return tuple(("space", vector(settings, p, (0.0, 0.0, 0.0))) for p in both.parts)  # type: ignore[return-value]
    center = settings.get("ViewCenter")
    if is_list(center) and len(center.parts) == 2 and is_list(center.parts[0]):
        center = center.parts[0]
    middle = ("box", vector(settings, center, (0.5, 0.5, 0.5)))
    if is_list(both) and len(both.parts) == 3:
        return ("space", vector(settings, both, VIEW)), middle
    return ("box", vector(settings, settings.get("ViewPoint"), VIEW)), middle


def half_height(settings: Settings, camera: Camera) -> float | None:
    """Half of the height of what ViewAngle lets be seen; None where everything is to fit."""
    angle = settings.real(settings.get("ViewAngle"))
    if angle is None or not 0 < angle < math.pi:
        return None
    return camera.distance * math.tan(angle / 2)


def view_range(settings: Settings) -> tuple[float, float] | None:
    """The distances from the eye between which something is drawn."""
    value = settings.get("ViewRange")
    if not is_list(value) or len(value.parts) != 2:
        return None
    low, high = map(settings.real, value.parts)
    return (0.0 if low is None else low, math.inf if high is None else high)
