"""Loading a build's graphs into a store of another make."""
