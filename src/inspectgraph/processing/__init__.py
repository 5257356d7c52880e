"""From files to facts files: what a build reads, and one document after the other in worker processes."""
