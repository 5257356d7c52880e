"""Getting published reports: which ones, from which hosts, politely, and a record of where each came from."""
