"""Plots, charts, colours and the primitives and options of graphics."""
