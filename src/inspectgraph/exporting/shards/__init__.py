"""A dataset in sorted pieces with a manifest, for stores and machines that take it piece by piece."""
