"""What the parsers share: finding dates, grades, people, bodies, findings and figures in a document."""
