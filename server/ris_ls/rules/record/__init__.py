"""Rules about where a record begins, ends, and what it must hold (RIS2xx, RIS5xx)."""
