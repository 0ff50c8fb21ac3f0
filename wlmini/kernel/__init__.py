"""Meaning without text: patterns, rules, definitions, evaluation, messages, declarations."""
