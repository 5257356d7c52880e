"""A build for other programs: property graphs, tables, RDF and annotations."""
