"""NewsML-G2 (IPTC, 2.0 to 2.35), one file for each part of an item."""
