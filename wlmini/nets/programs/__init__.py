"""The abstract interpreter of function bodies: the language's functions on nodes of a graph."""
