"""What changed between two builds, why, and in forms that others can follow."""
