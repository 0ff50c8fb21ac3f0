"""Files that nets are kept in."""
