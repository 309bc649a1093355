"""What a value means: names, dates, DOIs, serial numbers. One module each."""
