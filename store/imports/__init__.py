"""Other people's files: recognised, staged, merged."""
