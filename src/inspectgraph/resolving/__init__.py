"""Which mentions in all documents are one thing, and what the build makes of them."""
