"""Geometry: measures of regions, hulls and meshes of points, distances on the Earth."""
