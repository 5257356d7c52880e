"""Resolution block by block: the rules of `resolving`, fed from tables on disk instead of dictionaries."""
