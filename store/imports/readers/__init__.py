"""How the bytes of each kind of file become rows of cells."""
