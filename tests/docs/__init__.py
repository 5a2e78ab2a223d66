"""What the documents claim, held against the source and the program."""
