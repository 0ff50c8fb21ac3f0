"""How lights show the colours of faces in space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from wlmini.drawing.camera import Camera
from wlmini.drawing.colors import rgba
from wlmini.drawing.settings import Settings, is_name
from wlmini.expr import Expr, S, is_list

Array = Any
WHITE = np.ones(3)
KINDS = {
    "AmbientLight": "Ambient", "DirectionalLight": "Directional", "PointLight": "Point", "SpotLight": "Spot",
}  # fmt: skip
MOST = 1.15  # of the brightness of a colour, however many lights there are


@dataclass(frozen=True)
class Light:
    """One light: its colour, and where it comes from in the camera's frame; everywhere for None."""

    color: Array
    toward: Array | None = None
    place: Array | None = None


# The usual lights, fixed to the camera: from the upper left, and a weaker one from the right.
USUAL = [
    Light(0.45 * WHITE), Light(0.62 * WHITE, np.array([-0.4, 0.65, 0.65])),
    Light(0.25 * WHITE, np.array([0.8, 0.2, 0.5])),
]  # fmt: skip


def lights_of(settings: Settings, camera: Camera) -> list[Light] | None:
    """The lights that Lighting means; None for none, so that colours are seen as they are."""
    value = settings.get("Lighting")
    if is_name(value, "None"):
        return None
    if isinstance(value, Expr) and not is_list(value):
        value = S.List(value)
    if not is_list(value):
        return USUAL
    parts = value.parts
    if parts and isinstance(parts[0], str):
        parts = (value,)
    found = [light_of(settings, camera, part) for part in parts]
    return [light for light in found if light is not None] or USUAL


def light_of(settings: Settings, camera: Camera, spec: Any) -> Light | None:
    """{"Ambient", colour}, {"Directional", colour, from}, {"Point", colour, place} and such with heads."""
    if is_list(spec) and spec.parts and isinstance(spec.parts[0], str):
        kind, rest = spec.parts[0], spec.parts[1:]
    elif isinstance(spec, Expr) and getattr(spec.head, "short", "") in KINDS:
        kind, rest = KINDS[spec.head.short], spec.parts
    else:
        return None
    shade = rgba(rest[0]) if rest else None
    color = np.array(shade[:3]) if shade is not None else WHITE
    if kind == "Ambient" or len(rest) < 2:
        return Light(color)
    place = light_place(settings, camera, rest[1])
    if place is None:
        return Light(color)
    return Light(color, place) if kind == "Directional" else Light(color, None, place)


def light_place(settings: Settings, camera: Camera, spec: Any) -> Array | None:
    """A place or direction in the camera's frame: in space, or ImageScaled to the picture."""
    image = isinstance(spec, Expr) and spec.head in (S.ImageScaled, S.Scaled)
    spec = spec.parts[0] if image else spec
    if is_list(spec) and spec.parts and is_list(spec.parts[0]):  # from one place to another
        ends = [light_place(settings, camera, p) for p in spec.parts[:2]]
        return None if ends[0] is None or ends[1] is None else ends[0] - ends[1]
    found = [settings.real(p) for p in spec.parts] if is_list(spec) else []
    if len(found) != 3 or None in found:
        return None
    place = np.array(found, dtype=float)
    return place if image else camera.place(place[None])[0]


def lit(colors: Array, normals: Array, places: Array, lights: list[Light]) -> Array:
    """Colours as the lights show them on faces at places, seen from either side."""
    facing = np.where(normals[:, 2:] >= 0, normals, -normals)
    strength = np.zeros((len(facing), 3))
    for light in lights:
        toward = light.toward if light.place is None else light.place - places
        if toward is None:
            strength += light.color
            continue
        size = np.linalg.norm(toward, axis=-1, keepdims=True)
        share = (facing * (toward / np.where(size > 0, size, 1.0))).sum(axis=1)
        strength += np.maximum(0.0, share)[:, None] * light.color
    shown = np.clip(colors[:, :3] * np.minimum(strength, MOST), 0, 1)
    return np.concatenate([shown, colors[:, 3:]], axis=1)


def normals(polygons: Array) -> Array:
    """The directions at right angles to polygons."""
    found = np.cross(polygons, np.roll(polygons, -1, axis=1)).sum(axis=1)
    size = np.linalg.norm(found, axis=1, keepdims=True)
    return np.where(size > 0, found / np.where(size > 0, size, 1.0), np.array([0.0, 0.0, 1.0]))
