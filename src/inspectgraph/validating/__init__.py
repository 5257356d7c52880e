"""Whether the graph keeps its shapes, and whether each quote stands at its offsets."""
