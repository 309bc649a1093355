"""What `generate.py` makes its files of: words, exporters, values and defects."""
