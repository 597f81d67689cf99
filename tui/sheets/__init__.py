"""What leaves Floorbook as a file: the lists on the screen as sheets, for people who go on with them elsewhere."""
