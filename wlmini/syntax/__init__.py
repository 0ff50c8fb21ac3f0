"""Text to expressions and back: `parse` reads, `write` prints, both from the tables in grammar/."""
