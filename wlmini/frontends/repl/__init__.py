"""The REPL; every part but the loop takes callables and knows nothing of the evaluator."""
