"""What an editor can show: pure functions, one module each."""
