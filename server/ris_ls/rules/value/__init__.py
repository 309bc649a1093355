"""Rules about values (RIS4xx)."""
