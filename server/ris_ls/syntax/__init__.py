"""What the lines are: lexer, records and fields, and the recovery of damaged records."""
