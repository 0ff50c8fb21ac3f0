"""Values that are changed in place: stacks, queues, hash tables and their kin."""
