"""Numerical mathematics: equations, minima, integrals, differential equations, fits, transforms, matrices."""
