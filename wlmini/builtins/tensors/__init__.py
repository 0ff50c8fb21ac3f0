"""Tensors: arrays of any rank, given or symbolic, their products and contractions."""
