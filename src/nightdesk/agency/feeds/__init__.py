"""What RSS, Atom and JSON Feed have in common: entries without version numbers, in documents of many."""
