"""Charts: from plain values to SVG, with nothing but what is given; who reads a dataset draws with these."""
