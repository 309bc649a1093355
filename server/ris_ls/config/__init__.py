"""Settings as frozen dataclasses: the single source of every setting."""
