"""RDF terms, the IRIs of the data, and the emitter that turns facts into quads."""
