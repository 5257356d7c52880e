"""A knowledge graph of inspections of English local authorities' children's services, with its evidence."""

__version__ = "0.1.0"
