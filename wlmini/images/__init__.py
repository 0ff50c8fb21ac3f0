"""Pictures as values: their arrays, types and colour spaces, and the files they come from."""
