"""Training of nets: where examples come from, the loop, validation, progress, checkpoints, results."""
