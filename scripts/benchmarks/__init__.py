"""The benchmarks that scripts/bench.py runs, a module each."""
