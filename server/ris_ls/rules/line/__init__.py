"""Rules about single lines (RIS1xx)."""
