"""The commands of the program, one module for each group. They import what is heavy only when they run."""
