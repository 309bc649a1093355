"""Rules about tags and reference types (RIS3xx)."""
