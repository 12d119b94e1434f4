"""docs/formats.md is enough: a reader written from it alone opens the test vectors of parcel and journal."""

import base64
import hashlib
import json
import pathlib
import unittest

from parcel_reader import Refused, SecretKey, open_parcel, verify

VECTORS = pathlib.Path(__file__).parents[1] / "vectors"
KINDS = ["record", "attachment", "receipt", "pack", "answer", "notice", "audience"]


def vector(name):
    return json.loads((VECTORS / "parcel" / f"{name}.json").read_text())


class ParcelFormat(unittest.TestCase):
    def test_x_wing_is_the_drafts(self):
        known = {k: v for k, v in json.loads((VECTORS / "x-wing.json").read_text()).items()}
        key = SecretKey(bytes.fromhex(known["seed"]))
        self.assertEqual(key.public.hex(), known["pk"])
        self.assertEqual(key.decapsulate(bytes.fromhex(known["ct"])).hex(), known["ss"])

    def test_parcels_that_open(self):
        now = ("record", "escrow", "empty", "one-slot", "two-chunks")
        earlier = (f"earlier/{name}" for name in ("record", "escrow", "empty", "two-chunks"))
        for name in (*now, *earlier):
            with self.subTest(name):
                known = vector(name)
                parcel = base64.b64decode(known["parcel"])
                self.assertEqual(hashlib.sha256(parcel).hexdigest(), known["id"])
                for seed in filter(None, (known["desk_seed"], known["escrow_seed"])):
                    letter = open_parcel(parcel, SecretKey(bytes.fromhex(seed)))
                    self.assertEqual(KINDS[letter["kind"] - 1], known["kind"])
                    for field in ("signer", "desk", "file_key", "stream_key"):
                        self.assertEqual(letter[field].hex(), known[field])
                    self.assertEqual(letter["escrow"].hex(), known["escrow"] or "00" * 32)
                    mailbox = base64.b32encode(letter["mailbox"]).decode().rstrip("=").lower()
                    self.assertEqual(mailbox, known["mailbox"])
                    self.assertEqual(len(letter["content"]), known["content_len"])
                    content = hashlib.sha256(letter["content"]).hexdigest()
                    self.assertEqual(content, known["content_sha256"])

    def test_parcels_that_must_be_refused(self):
        for case in vector("refused"):
            with self.subTest(case["about"]):
                text = case.get("parcel") or vector(case["of"])["parcel"]
                parcel = bytearray(base64.b64decode(text))
                if "flip" in case:
                    at, bit = case["flip"]
                    parcel[at] ^= 1 << bit
                parcel = bytes(parcel[: case.get("keep")])
                with self.assertRaises(Refused) as refused:
                    open_parcel(parcel, SecretKey(bytes.fromhex(case["key_seed"])))
                self.assertEqual(str(refused.exception), case["error"])

    def test_the_journal(self):
        known = json.loads((VECTORS / "journal.json").read_text())
        previous = bytes(32)
        for place, link in enumerate(known["entries"], 1):
            entry = bytes.fromhex(link["bytes"])
            self.assertEqual((len(entry), entry[0]), (177, 1))
            self.assertEqual(int.from_bytes(entry[33:41], "big"), place)
            self.assertEqual(entry[41:73], previous)
            opened = bytes.fromhex(link["salt"]) + link["content"].encode()
            committed = hashlib.sha256(b"pocketcard commitment 1\0" + opened).digest()
            self.assertEqual(entry[73:105], committed)
            self.assertEqual(int.from_bytes(entry[105:113], "big", signed=True), link["wall_at"])
            self.assertTrue(verify(entry[1:33], b"journal entry 1", entry[:113], entry[113:]))
            self.assertFalse(verify(entry[1:33], b"letter 1", entry[:113], entry[113:]))
            previous = hashlib.sha256(entry).digest()
            self.assertEqual(previous.hex(), link["hash"])

        said = known["countersignature"]
        office = bytes.fromhex(said["office"])
        signed = b"\1" + office + said["seq"].to_bytes(8, "big") + bytes.fromhex(said["entry"])
        signed += said["filed_at"].to_bytes(8, "big", signed=True)
        self.assertEqual(bytes.fromhex(said["entry"]), previous)
        self.assertTrue(
            verify(office, b"countersignature 1", signed, bytes.fromhex(said["signature"]))
        )


if __name__ == "__main__":
    unittest.main()
