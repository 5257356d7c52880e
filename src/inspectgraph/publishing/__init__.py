"""What a build leaves: dumps, store, reports, the description of the dataset."""
