"""What a file says: its bytes, its blocks of lines, positions and edits."""
