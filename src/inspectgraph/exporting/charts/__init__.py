"""The charts of a build: what each reads from the dataset."""
