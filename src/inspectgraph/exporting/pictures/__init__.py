"""Pictures of a property graph."""
