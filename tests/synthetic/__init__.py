"""Made-up reports whose facts are known, for tests and benches: any number, of all frameworks, as text and as PDF."""
