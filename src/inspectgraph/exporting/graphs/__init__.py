"""From RDF to a property graph that can be drawn."""
