"""Rules about the file as a whole (RIS0xx)."""
