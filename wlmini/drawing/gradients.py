"""The named gradients and indexed colour lists of ColorData, as small tables of their colours."""

from __future__ import annotations

from typing import Any

from wlmini.drawing.colors import RGBA, along
from wlmini.kernel.extras import library

DENSITY = "DefaultDensityGradient"

GRADIENTS: dict[str, str] = {  # name -> red, green, blue in 1/255 as hexadecimal, evenly spaced
    "AlpineColors": "477090 5f8a6b 7da37a b4bf9a dcdad2 ffffff",
    "Aquamarine": "a9c0e0 7fb6d8 86c7c7 a9d9b0 d9e8b0",
    "ArmyColors": "747057 7b7a55 8f8a6a a39a86 b7ad9b d1c3b0",
    "AtlanticColors": "1d213a 324a63 5a7c8a 88a49a a9af97 aca48f",
    "AuroraColors": "42427d 3f9f66 7ab668 b9a89a d28ab4 eb99cd",
    "AvocadoColors": "000000 164b19 3a7d28 79a136 c4c14f fdf59a",
    "BeachColors": "d97f4c e1a95b f0cd7e f6e4b0 d8e6dd a4c7de",
    "BlueGreenYellow": "1e0f66 24467d 2f758b 4b9f7f 92c45f f0ed4f",
    "BrassTones": "34280b 7a6525 b49c45 d3bf6b 9c8a48 44371a",
    "BrightBands": "e03c31 f07f2c f5c02f 9bc83c 3fa46b 2f87bd 4c5bb5 8a4aa5",
    "BrownCyanTones": "573a1a 94714a c0a98a d7d8cf 9cc3c8 4f8a96 1c4c5e",
    "CandyColors": "673d85 b54c8b e06f84 ed9d8e cdbec1 b2ddee",
    "CherryTones": "330f0f 7b1e20 bd3236 de6e70 eea9aa fadddd",
    "CMYKColors": "57b9dd 7a8bbf b25b94 dd5a6d e9b44b d8c944 2a2a2a",
    "CoffeeTones": "684b3d 8b6a57 a98c76 c2ad98 dcd0c1 ffffff",
    "DarkBands": "2e4a78 51739b 7f93a0 a5937f 9a6e54 7d4440 5b2c45",
    "DarkRainbow": "3d5793 41588e 436c62 4a7a45 6a8e3e 9fac43 cfc34d e0ba53 cf844d ba3d3b",
    "DarkTerrain": "000a2e 19435c 3f6e5b 6f8f5a b4b07c e6e1cf ffffff",
    "DeepSeaColors": "2b0062 3a1ea0 4158c9 4f8dde 79bde6 c6eff8",
    "FallColors": "36431b 6c7533 a89b45 c9a04a c97a45 b5473f",
    "FruitPunchColors": "ff8000 f99a3b ef8b72 e4738c df6296 e5569b",
    "FuchsiaTones": "1a0514 5c1c50 a03a8c cb6dbb e4a8da fae4f6",
    "GrayTones": "1a1a1a 444444 6f6f6f 9a9a9a c5c5c5 f0f0f0",
    "GrayYellowTones": "2c3138 5d6268 8f8f87 bdb58a dfcf82 f3e28a",
    "GreenBrownTerrain": "000000 234a1e 517740 8f8c55 b39a72 e0d6c8 ffffff",
    "GreenPinkTones": "143d15 4a8744 93bd86 e8e3e4 dda5c6 b95c97 6d1c58",
    "IslandColors": "c8695c d79d6a b9b883 79b39b 4c94a3 41607f",
    "LakeColors": "4b0f87 9087e8 c2d8e9 f0e7d5",
    "LightTemperatureMap": "2a70a8 5fa3c9 a5cbda dbe0c9 edcd8c e59a5c d2534b",
    "LightTerrain": "e3ddd3 d5c8a8 a8b583 8aa284 7f8e96 6d7fa3",
    "MintColors": "76e7b8 93e7bd b3e0c3 d0d0c9 e6b6cb f998c8",
    "NeonColors": "b4e83c c1d04a ce9f5b d96f6a e04e78 e61e84",
    "Pastel": "c484f7 8f9bf0 8cc9e8 9be8b2 d9e896 f4c58e f4a28f",
    "PearlColors": "e4dac5 dfdce0 c9d4ea c0d4dd d3dcc9 e7d8c6",
    "PigeonTones": "2b2a35 5a5664 8a858e b2aeaf d3d0cd f2f2f2",
    "PlumColors": "19002d 4c1d5e 87407f bb6d87 dfa58f f4e2b8",
    "Rainbow": "781c86 447ccd 83ba70 dcab3c db2122",
    "RedBlueTones": "5a0f1d a63a3a d98f7c eeded3 9cb9cf 4f7ea8 163759",
    "RedGreenSplit": "b5251f d97b70 f2dcd7 dfe9d8 8db37b 2f7d32",
    "RoseColors": "3a4d1e 6b7c3a a69a6f cf8f87 cc5b66 96222f",
    "RustTones": "0d0808 4d1f13 8f3f1d c5682c e2994f f2cf95",
    "SandyTerrain": "a8653f c99c66 d5c58e a7b382 6f8c63 334f33",
    "SiennaTones": "3f150e 7b3521 a95c38 cb8b5f e3bd98 f6e6d6",
    "SolarColors": "6f0a02 a83a06 d76b10 f39b21 fbc646 fef282",
    "SouthwestColors": "66361c a4602f d79a52 e8c984 a3b59a 5f9bb5",
    "StarryNightColors": "1b2b4a 2f4f7d 4c7ba0 7fa4ac b9bb8f e7cf65",
    "SunsetColors": "000000 5f2273 c24c55 f78f34 fcca55 ffffff",
    "TemperatureMap": "2d38c8 4a8cd6 95c7e3 dde7d3 f5d58a ee8f4e cc1f27",
    "ThermometerColors": "2b1e86 4a66bf 86a9d6 d2d6cf e3b48f cf6d57 891d29",
    "ValentineTones": "83142a b0384d cf6a79 e39ea6 f1c9cb fbe9e7",
    "WatermelonColors": "19250f 4f6d2c 96a662 dbc3a0 e78c84 e0475c",
    DENSITY: "2b4a84 4a6fa5 7f98bd b9bdc9 e3c9ac efcf9b f7e1b2 fdf3d6",
    "M10DefaultFractalGradient": "16204f 2f5d9b 6faec9 e6ead0 f2c35d b3541e",
    "BlackBodySpectrum": "000000 ff3300 ff8f1f ffd9a0 fff6ee dfe6ff a9c1ff",
    "VisibleSpectrum": "7a00b0 0000ff 00c0ff 00ff40 d0ff00 ff9000 ff0000 800000",
}
VECTORS = "3a3f8f 5a5db0 97649f cf6f5b e88f2f f0b429"  # of arrows, dark enough on white
DIVERGING = (
    "5e8cc1 a8c3de f7f7f7 f1b488 dc6b34"  # of MatrixPlot: below zero blue, zero white, above it orange
)

INDEXED = [
    (0.368417, 0.506779, 0.709798), (0.880722, 0.611041, 0.142051), (0.560181, 0.691569, 0.194885),
    (0.922526, 0.385626, 0.209179), (0.528488, 0.470624, 0.701351), (0.772079, 0.431554, 0.102387),
    (0.363898, 0.618501, 0.782349), (1.0, 0.75, 0.0), (0.647624, 0.37816, 0.614037),
    (0.571589, 0.586483, 0.0), (0.915, 0.3325, 0.2125), (0.40082222609352647, 0.5220066643438841, 0.85),
    (0.9728288904374106, 0.621644452187053, 0.07336199581899142), (0.736782672705901, 0.358,
    0.5030266573755369),
    (0.28026441037696703, 0.715, 0.4292089322474965),
]  # fmt: skip
LISTS: dict[int, list[tuple[float, float, float]]] = {
    97: INDEXED,
    1: [
        (0.2472, 0.24, 0.6), (0.6, 0.24, 0.442893), (0.6, 0.547014, 0.24), (0.24, 0.6, 0.33692),
        (0.24, 0.353173, 0.6), (0.6, 0.24, 0.563266), (0.6, 0.426641, 0.24), (0.263452, 0.6, 0.24),
    ],
    3: [
        (0.798524, 0.0, 0.0979), (0.2, 0.4, 0.6), (0.9, 0.6, 0.1), (0.3, 0.6, 0.3), (0.5, 0.3, 0.6),
        (0.4, 0.4, 0.4),
    ],
}  # fmt: skip


def stops(name: str) -> list[RGBA]:
    """The colours of a gradient, evenly spaced from 0 to 1."""
    return from_hexadecimal(GRADIENTS[name])


def from_hexadecimal(text: str) -> list[RGBA]:
    return [(int(c[:2], 16) / 255, int(c[2:4], 16) / 255, int(c[4:], 16) / 255, 1.0) for c in text.split()]


def gradient(name: str, place: float) -> RGBA:
    """The colour of a named gradient at a place from 0 to 1."""
    return along(stops(name), place)


def indexed(n: int, scheme: int = 97) -> RGBA:
    """The n-th colour (from 1) of a list of colours, over again after the last one."""
    colors = LISTS[scheme]
    return (*colors[(n - 1) % len(colors)], 1.0)


def html_names() -> Any:
    """The names of colours in HTML, in small letters, with their #rrggbb."""
    return library("matplotlib.colors").CSS4_COLORS
