"""NewsML-G2 (IPTC, 2.0 to 2.35), one file for each part of an item."""

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
