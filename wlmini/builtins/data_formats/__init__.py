"""File formats of data: serialized expressions, arrays, sound, archives, XML and settings."""
