"""`python -m inspectgraph` is the command line."""

from inspectgraph.cli import main

main()
