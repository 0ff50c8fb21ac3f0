"""Nets that scripts/benchmarks/nets.py trains: each module has a TITLE and CONTENDERS, ours first."""
