"""What can be wrong: one file per rule, grouped by what the rule looks at."""
