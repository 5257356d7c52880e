"""A build over HTTP: a guarded SPARQL endpoint, linked data, and pages."""
