"""How things look: forms of numbers, tables, text with marks, boxes, and what a front end would show."""
