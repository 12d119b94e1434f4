"""Reads the statements of keys in packs without a line of Pocketcard's own code.

Written from docs/formats.md, with Python's standard library and the signatures of parcel_reader.
"""

import base64
import hashlib
import json

from parcel_reader import verify
from voice_reader import Bytes, Refused, must

MEMBERS = ["format", "mailbox", "earlier", "made_at", "desk", "confidential", "escrow"]
CARD = ["name", "seal_key", "sign_key"]


def read_keys(pack):
    """Gives the manifest, its signers, and the bytes of the statement, if there is one."""
    left = Bytes(pack)
    magic = left.take(4)
    must(magic in (b"PCK1", b"PCK2", b"PCK3"), "no pack")
    for _ in range(left.number(1)):
        left.take(left.number(2))
        left.take(left.number(1) * 96)
    signed = left.take(left.number(2))
    signers = [(left.take(32), left.take(64)) for _ in range(left.number(1))]
    for key, signature in signers:
        must(verify(key, b"pack manifest 1", signed, signature), "another signature")
    manifest = json.loads(signed)
    statement = b"" if magic == b"PCK1" else left.take(left.number(2))
    must(len(statement) <= 16_384, "too long")
    must(manifest["format"] == (2 if statement else 1), "another format")
    if statement:
        must(hashlib.sha256(statement).hexdigest() == manifest["keys"], "another statement")
    else:
        must("keys" not in manifest, "no statement")
    return manifest, [key for key, _ in signers], statement


def read_statement(statement):
    """Gives what a statement says."""
    says = json.loads(statement)
    must(list(says) == [member for member in MEMBERS if member in says], "another order")
    must(set(MEMBERS[:5]) <= set(says), "a member is missing")
    written = json.dumps(says, separators=(",", ":"), ensure_ascii=False).encode()
    must(written == statement, "blanks")
    must(says["format"] == "pocketcard-keys/1", "another format")
    must(len(says["earlier"]) <= 99, "too many before it")
    must(all(len(bytes.fromhex(hash)) == 32 for hash in says["earlier"]), "no hash")
    for card in (says[name] for name in ("desk", "confidential") if name in says):
        must(list(card) == CARD, "another card")
        must(len(bytes.fromhex(card["sign_key"])) == 32, "no key to sign with")
        must(len(base64.b64decode(card["seal_key"], validate=True)) == 1216, "no key to seal to")
    return says


class Phone:
    """What a phone knows of the statements that it accepted."""

    def __init__(self):
        self.known = []

    def accept(self, pack):
        """Gives what the pack's statement says, or nothing; refuses another history than the one it knows."""
        _, _, statement = read_keys(pack)
        if not statement:
            must(not self.known, "no statement any more")
            return None
        says = read_statement(statement)
        history = says["earlier"] + [hashlib.sha256(statement).hexdigest()]
        must(history[: len(self.known)] == self.known, "another history, or an older one")
        self.known = history
        return says


__all__ = ["Phone", "Refused", "read_keys", "read_statement"]
