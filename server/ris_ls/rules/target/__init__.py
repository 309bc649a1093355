"""Rules about the programs that a file is to go to; without any set, they report nothing."""
