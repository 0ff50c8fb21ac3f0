"""Automata and sequences: what grows by a rule from step to step."""
