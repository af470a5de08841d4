#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes warc/sample.warc.gz: a small WARC 1.0 archive of two of the sample pages.

Usage: python3 make_warc.py [OUTPUT]

One gzip member per record, as web archives store them: a warcinfo record, then
three responses. The first is sent in chunks (Transfer-Encoding: chunked, with
a chunk extension and an upper-case size), the second has a Content-Length and
the charset in its HTTP header only, the third is an image and no page at all.
The output is the same byte for byte on every run: dates, ids and the gzip
header are fixed.

Formats: WARC 1.0 (ISO 28500:2009), HTTP/1.1 messages and chunked coding
(RFC 9112, sections 2 and 7.1), gzip members (RFC 1952).
"""

import base64
import hashlib
import pathlib
import struct
import sys
import uuid
import zlib

HERE = pathlib.Path(__file__).resolve().parent
NAMESPACE = uuid.UUID("5b0a7c1e-0000-4000-8000-7261766e0001")

# A PNG image of one transparent pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA"
    "60e6kgAAAABJRU5ErkJggg=="
)


def gzip_member(data):
    """One gzip member with a zero time stamp, so that runs do not differ."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def digest(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode("ascii")


def record(kind, date, block, content_type, uri=None, payload=None):
    """One WARC record: header lines, an empty line, the block, two empty lines."""
    seed = kind + (uri or "") + date
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Date: {date}",
             f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(NAMESPACE, seed)}>"]
    if uri is not None:
        lines += [f"WARC-Target-URI: {uri}", "WARC-IP-Address: 192.0.2.7"]
    if payload is not None:
        lines.append("WARC-Payload-Digest: " + digest(payload))
    lines += ["WARC-Block-Digest: " + digest(block), f"Content-Type: {content_type}",
              f"Content-Length: {len(block)}"]
    return gzip_member("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + block + b"\r\n\r\n")


def chunked(body, size):
    """The chunked coding, with one chunk extension to show that readers must allow it."""
    parts = []
    for start in range(0, len(body), size):
        piece = body[start:start + size]
        extension = ";part=first" if start == 0 else ""
        parts.append(f"{len(piece):X}{extension}\r\n".encode("ascii") + piece + b"\r\n")
    parts.append(b"0\r\n\r\n")
    return b"".join(parts)


def response(date, uri, head_lines, body, payload):
    head = "\r\n".join(["HTTP/1.1 200 OK"] + head_lines) + "\r\n\r\n"
    return record("response", date, head.encode("ascii") + body,
                  "application/http; msgtype=response", uri, payload)


def main():
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "warc" / "sample.warc.gz"
    clash = (HERE / "html" / "harbor-courier-dorrin-pass.html").read_bytes()
    truce = (HERE / "html" / "nordufer-zeitung-waffenruhe.html").read_bytes()
    info = ("software: make_warc.py\r\nformat: WARC File Format 1.0\r\n"
            "description: invented pages for tests\r\n").encode("ascii")
    records = [
        record("warcinfo", "2024-04-01T00:00:00Z", info, "application/warc-fields"),
        response("2024-04-01T00:00:01Z",
                 "https://www.harborcourier.example/world/2024/03/12/"
                 "velmora-tarsk-trade-fire-dorrin-pass/",
                 ["Date: Mon, 01 Apr 2024 00:00:01 GMT", "Content-Type: text/html; charset=utf-8",
                  "Transfer-Encoding: chunked", "Server: invented"],
                 chunked(clash, 4093), clash),
        response("2024-04-01T00:00:02Z",
                 "https://www.nordufer-zeitung.example/politik/"
                 "waffenruhe-oslo-velmora-tarsk-1.90217.html",
                 ["Date: Mon, 01 Apr 2024 00:00:02 GMT",
                  "Content-Type: text/html; charset=windows-1252",
                  f"Content-Length: {len(truce)}", "Last-Modified: Wed, 27 Mar 2024 20:05:00 GMT"],
                 truce, truce),
        response("2024-04-01T00:00:03Z", "https://www.nordufer-zeitung.example/img/pixel.png",
                 ["Date: Mon, 01 Apr 2024 00:00:03 GMT", "Content-Type: image/png",
                  f"Content-Length: {len(PIXEL)}"],
                 PIXEL, PIXEL),
    ]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(b"".join(records))
    return 0


if __name__ == "__main__":
    sys.exit(main())
