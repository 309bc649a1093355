"""Rules about records beside others: duplicates, in one file and in several (RIS6xx)."""
