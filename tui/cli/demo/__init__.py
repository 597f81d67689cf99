"""`floorbook demo`: an invented floor. The command, the world it tells of, and a writer for each source."""
