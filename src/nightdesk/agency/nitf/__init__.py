"""NITF 2.5 to 3.6 (IPTC), one file for each part of the document."""

NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"
