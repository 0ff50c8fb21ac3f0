"""Pictures of Graphics, Graphics3D, legends and grids: expressions in, files out."""
