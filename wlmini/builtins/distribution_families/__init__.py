"""The families of probability distributions: formulas and samplers."""
