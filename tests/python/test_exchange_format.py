"""docs/formats.md is enough for the exchange too: its frames and its link, read from that page alone."""

import hashlib
import json
import pathlib
import struct
import unittest
import zlib

from parcel_reader import aead_open, expand, extract, x25519

VECTORS = pathlib.Path(__file__).parents[1] / "vectors"
DOMAIN = b"pocketcard link 1"


def vectors(name):
    return json.loads((VECTORS / name).read_text())


def frame(data):
    """The type and the payload of the one frame that this is."""
    head, length = data[:6], int.from_bytes(data[3:6], "big")
    payload = data[10 : 10 + length]
    assert head[:2] == b"PF" and len(data) == 10 + length + 4
    assert data[6:10] == struct.pack(">I", zlib.crc32(head))
    assert data[-4:] == struct.pack(">I", zlib.crc32(payload))
    return head[2], payload


class ExchangeFormat(unittest.TestCase):
    def test_frames(self):
        known = vectors("exchange.json")
        mailbox, parcel = bytes.fromhex(known["mailbox"]), bytes.fromhex(known["parcel"])
        item = lambda way: parcel + struct.pack(">QB", known["size"], way)
        hello = lambda role, careful: struct.pack(">HB16sIB", 1, role, mailbox, 1 << 20, careful)
        expected = [
            (1, hello(1, 0)),
            (1, hello(2, 1)),
            (1, hello(3, 0)),
            (2, item(1)),
            (2, item(2)),
            (3, item(1) + struct.pack(">Q", 1024)),
            (4, item(1) + struct.pack(">Q", 1024) + bytes([1, 2, 3])),
            (5, parcel),
            (6, parcel + bytes([2])),
            (7, struct.pack(">QQQ", 7, 300, 299)),
            (8, struct.pack(">QQ", 7, 308)),
            (9, bytes([0])),
            (9, bytes([1])),
        ]
        self.assertEqual([frame(bytes.fromhex(it["bytes"])) for it in known["frames"]], expected)

    def test_link(self):
        known = vectors("link.json")
        b = lambda name: bytes.fromhex(known[name])
        base = (9).to_bytes(32, "little")
        for side in ("caller", "listener"):
            self.assertEqual(x25519(b(f"{side}_secret"), base), b(side))
        shared = x25519(b("caller_secret"), b("listener"))
        self.assertEqual(shared, b("shared"))
        sha256 = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
        said = [b(name) for name in ("caller", "caller_nonce", "listener", "listener_nonce")]
        self.assertEqual(sha256(DOMAIN, *said[:2]), b("commitment"))
        salt = sha256(DOMAIN, b" transcript", *said)
        self.assertEqual(salt, b("salt"))
        keys = extract(salt, shared)
        number = int.from_bytes(expand(keys, DOMAIN + b" code", 8), "big") % 1_000_000
        self.assertEqual(f"{number // 1000:03} {number % 1000:03}", known["code"])
        for way in ("from_caller", "to_caller"):
            key = expand(keys, DOMAIN + b" " + way.replace("_", " ").encode(), 32)
            for count, it in enumerate(known[way]):
                sent, nonce = bytes.fromhex(it["sent"]), struct.pack(">IQ", 0, count)
                self.assertEqual(struct.unpack(">I", sent[:4])[0], len(sent) - 4)
                self.assertEqual(aead_open(key, nonce, sent[4:], sent[:4]), it["message"].encode())


if __name__ == "__main__":
    unittest.main()
