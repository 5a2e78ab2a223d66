"""What has broken other people's parsers, as short pieces to be put where they do not belong."""

TEXTS: tuple[bytes, ...] = (
    *(sign.encode("utf-8", "surrogatepass") for sign in (
        "\ud800", "\udfff\ud800", "\x00", "\x07\x0b\x1b", "\x80\x85\x92\x9f", "\ufeff", "\ufffe\uffff",
        "\ufdd0", "\U0001fffe", "\U0010ffff", "\u202e\u2066txet\u2069", "\u2028\u2029", "\u00a0\u2003\u3000",
        "\u200b\u200d\u00ad",
        "e\u0301\u0327" * 8, "\u0bcc\u0b94" * 4, "क्ष्म्य" * 3, "ﷺ", "👩‍👩‍👧‍👦🏳️‍🌈", "ﬀİıßſ", "\x0c\r\r\n\x0c", "\t \t",
    )),
    b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3", b"\xe2\x80", b"\xfe\xff\x00",
    b"\x93\x94\x96", b"&#0;", b"&#x0;", b"&#150;", b"&#x92;", b"&#xD800;", b"&#55296;", b"&#xFFFE;", b"&#1114112;",
    b"&#x110000;", b"&#99999999999;", b"&amp;amp;lt;", b"&nbsp;&hellip;", b"&notanentity;", b"& ", b"&", b"&#",
    b"&#x;", b"&lt;p&gt;", b"]]>", b"<![CDATA[", b"<![CDATA[]]]]><![CDATA[>]]>", b"<!--", b"-->", b"<!-- -- -->",
    b"<?xml version='1.1'?>", b"<?x", b"?>", b"<!", b"</", b"<", b">", b"/>", b"'", b'"', b"\\", b"\\u0000",
    b"\\ud83d", b"\\ud83d\\ud83d", b"\\x41", b"\\u12", b"%00", b"%s%n", b"{{7*7}}", b"{% raw %}", b"${x}",
    b"../../../../etc/passwd", b"\r\nSet-Cookie: a", b"KILL KILL KILL", b"HOLD HOLD HOLD:", b"EMBARGOED until",
    b"CORRECTED:", b"ADVISORY", b"WITHDRAWN -", b"TEST TEST",
)  # fmt: skip
"""For the middle of any text or markup."""

MARKUP: tuple[bytes, ...] = (
    b"<q>said</q>", b"<p>a<p>b", b"<p><div>in</div>out", b"<b><i>x</b>y</i>", b"<a href='/x'><a href='/y'>z</a></a>",
    b"<a href='javascript:x()'>j</a>", b"<a href='data:text/html,x'>d</a>", b"<a href='//evil.example'>",
    b"<a href=''>", b"<script>alert(1)</script>", b"<script>", b"<style>p{}</style>", b"<style>",
    b"<svg><p>x</p></svg>", b"<svg><style>", b"<math><mtext><p>x</math>", b"<math><mglyph><style>", b"<plaintext>",
    b"<noscript><p>n</p></noscript>", b"<noscript>", b"<template><p>t</p></template>", b"<select><option>o<p>p",
    b"<textarea><p>t", b"<title>t", b"<xmp><p>", b"<listing>\nx", b"<pre>\n\n  a\r\n b\t</pre>", b"<pre>",
    b"<li>alone", b"<ul><ul><li>x<ol><p>y", b"<dl><dd>d<dt>t<dt>u</dl>", b"<dt>x",
    b"<table><tr><td>1<td rowspan=99999>2<td colspan='-1'>3</table>", b"<table><p>fostered<tr><td>", b"<td>",
    b"<th></th>", b"<table><caption><table><caption>c", b"<tr><tr><td><table>", b"<colgroup span=9><col>",
    b"<table><thead><tbody><tfoot>", b"<frameset><frame>", b"<iframe src=x>i</iframe>", b"<object><p>o</object>",
    b"<embed>", b"<img src=x onerror=y alt=z>", b"<form><input value=v><button>b", b"<isindex>", b"<br/><br><br >",
    b"<hr>", b"<h1>a<h6>b</h6>", b"<font color=red>f", b"<blockquote><bq><p>x", b"<figure><figcaption>c</figure>",
    b"<details><summary>s", b"<marquee>", b"<base href=//x>", b"<p data-wire='x'>ours</p>", b"<p data-wire='h'>h",
    b"<span data-wire=b>", b"<div id='agency-text'>", b"<p lang='ur' dir=rtl>", b"<p xml:lang='\"><script>'>",
    b"<p class='", b"<p\x00>", b"<P STYLE=x>", b"<body><p>", b"</body></html>", b"<html lang=x>",
    b"</p></p></div></td></li>", b"<!DOCTYPE html>", b"<media><p>m</media>", b"<hl2>h</hl2>", b"<block>",
    b"<fn>f</fn>", b"<nitf:p>", b"<body.content>", b"<ruby>a<rt>b</ruby>", b"<bdo dir=rtl>x</bdo>",
    b"<sub><sup><em><strong><b>", b"<meta charset=x>",
)  # fmt: skip
"""For bodies: HTML and what pretends to be it."""

DATES: tuple[bytes, ...] = (
    b"", b"0000-00-00T00:00:00Z", b"9999-12-31T23:59:59.999999999-14:00", b"0001-01-01T00:00:00+14:00", b"20260229",
    b"2026-02-30T25:61:61Z", b"20261123T120000", b"2026-11-23T24:00:00Z", b"2026-11-23T12:00:60Z",
    b"2026-11-23T12:00:00+99:99", b"Mon, 32 Foo 20266 99:99:99 IST", b"Sun, 06 Nov 1994 08:49:37 GMT",
    b"23 Nov 26 01:02 +0530", b"2026-W48-1", b"2026-328", b"1764000000", b"-1", b"1e9", b"tomorrow", b"T", b"Z",
    b"2026", b"2026-11", "२०२६-११-२३T१२:००:००Z".encode(), b"2026-11-23T12:00:00 IST", b"+002026-11-23T12:00:00Z",
    b"99999999999999999999", b"2026-11-23t12:00:00z", b"\x002026-11-23", b"0" * 5000,
)  # fmt: skip

CHARSETS: tuple[bytes, ...] = (
    b"utf-8", b"UTF-16", b"utf-16le", b"UTF-32", b"iso-8859-1", b"windows-1252", b"us-ascii", b"gb18030",
    b"shift_jis", b"euc-kr", b"big5", b"iso-2022-jp", b"koi8-r", b"utf-7", b"punycode", b"unicode_escape", b"idna",
    b"rot13", b"hex", b"zlib", b"mbcs", b"", b"x" * 60, b"EBCDIC-CP-US", b"cp037", b"tis-620", b"macintosh",
    b"ISO-10646-UCS-4", b"\xff",
)  # fmt: skip

TRANSPORT_CHARSETS = (
    "",
    "",
    "",
    "utf-8",
    "iso-8859-1",
    "utf-16",
    "windows-1252",
    "shift_jis",
    "utf-7",
    "no such",
    "\x00",
)
"""What the transport says of the bytes; mostly nothing."""

ENTITIES: tuple[bytes, ...] = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>',
    b'<!DOCTYPE x PUBLIC "-//IPTC//DTD NITF 3.6//EN" "nitf-3-6.dtd">',
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ELEMENT x ANY><!ATTLIST x a CDATA "default">]>',
    b'<!DOCTYPE x [<!NOTATION n SYSTEM "x"><!ENTITY u SYSTEM "x" NDATA n>]>', b"<!DOCTYPE", b"<!DOCTYPE x [",
    b'<!DOCTYPE x "', b"<!DOCTYPE html>", b'<!ENTITY z "z">',
)  # fmt: skip

NUMBERS: tuple[bytes, ...] = (
    b"1e999", b"-1e999", b"-0", b"0.1e-400", b"1E400", b"NaN", b"Infinity", b"-Infinity", b"9" * 40, b"9" * 5000,
    b"1.", b".5", b"01", b"+1", b"0x10", b"1e", b"9007199254740993", b"18446744073709551616", b"-9223372036854775809",
    b"1" + b"0" * 400, b"2.5", b"-7",
)  # fmt: skip

VALUES: tuple[bytes, ...] = (
    b"null", b"true", b"false", b"0", b"-1", b'""', b"[]", b"{}", b"[[]]", b"[null]", b'["a", 1, {}]',
    b'{"value": null}', b'{"": ""}', b'"\\ud800"', b'"\\udc00\\ud800"', b'"\\u0000"', b'"\\u0085\\u0092"',
    b'"\\ufffe"', b'"\\q"', b'"\n"', b'"a\x01b"', b"undefined", b"'x'", b"[1,]", b"{,}", b"//x\n1", b'{"a":1,"a":2}',
    b'"<p>x</p>"', b'"<table><td>"', b'"2026-13-45"',
)  # fmt: skip
"""JSON in place of JSON, some of it none."""
