"""From bytes to a `Document`: canonical text with blocks and pages."""
