#!/usr/bin/env python3
"""Checks a court bundle of Pocketcard, without a line of Pocketcard's own program.

  python3 check.py [DIRECTORY] [--office WORDS-OR-KEY] [--own]

  DIRECTORY   the bundle; without it, the directory in which this file lies
  --office    the office's six words, or its key in hexadecimal, as you compared them by another road; may be repeated
  --own       use no package, even if `cryptography` is installed

Exit status: 0 all holds; 1 something does not hold; 2 it could not be checked.

Written from docs/formats.md of Pocketcard and the standards that it names (RFC 1951, 5869, 8032, 8439). It needs Python
3.8 or later. It uses the package `cryptography` where that is installed, and otherwise its own slow arithmetic. It prints
names, hashes and times, and nothing of what the records say.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import stat
import sys
import zlib
from datetime import datetime, timedelta, timezone

RECORD_MAX = 4 << 20
SUMS, SIGNATURE, MANIFEST = "SHA256SUMS", "SHA256SUMS.signature", "bundle.json"
# What some systems put into every directory that somebody opens.
LITTER = {"Thumbs.db", "desktop.ini"}
# The English list of BIP-39.
WORDS_SHA256 = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
# What begins a record that is compressed after a dictionary, and the dictionary.
AFTER_DICTIONARY = 0x0E
DICTIONARY, DICTIONARY_SHA256 = "dictionary-1.txt", "afa69f86b8afdd84abe4b9e0cb4f443ba71fc58fb4a3e3ed420e630194034531"


class Broken(Exception):
    """Something that does not hold, in one sentence."""


class CannotCheck(Exception):
    """Why nothing can be said at all."""


# Ciphers and signatures


def sha256(data):
    return hashlib.sha256(data).digest()


def extract(salt, secret):
    return hmac.new(salt, secret, "sha256").digest()


def expand32(prk, info):
    return hmac.new(prk, info + b"\1", "sha256").digest()


def chacha_block(key, counter, nonce):
    words = lambda data: [int.from_bytes(data[i : i + 4], "little") for i in range(0, len(data), 4)]
    start = words(b"expand 32-byte k") + words(key) + [counter] + words(nonce)
    x = list(start)
    for _ in range(10):
        for a, b, c, d in (
            (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
            (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
        ):
            for i, j, k, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                x[i] = (x[i] + x[j]) & 0xFFFFFFFF
                v = x[k] ^ x[i]
                x[k] = (v << turn | v >> (32 - turn)) & 0xFFFFFFFF
    return b"".join(((p + q) & 0xFFFFFFFF).to_bytes(4, "little") for p, q in zip(x, start))


def own_open(key, nonce, sealed):
    """ChaCha20-Poly1305 without associated data; nothing if the tag does not fit."""
    if len(sealed) < 16:
        return None
    text, tag = sealed[:-16], sealed[-16:]
    one_time = chacha_block(key, 0, nonce)
    r = int.from_bytes(one_time[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    data = text + bytes(-len(text) % 16) + bytes(8) + len(text).to_bytes(8, "little")
    total = 0
    for i in range(0, len(data), 16):
        total = (total + int.from_bytes(data[i : i + 16] + b"\1", "little")) * r % (2**130 - 5)
    total = (total + int.from_bytes(one_time[16:32], "little")) % 2**128
    if not hmac.compare_digest(total.to_bytes(16, "little"), tag):
        return None
    stream = b"".join(chacha_block(key, 1 + i, nonce) for i in range(-(-len(text) // 64)))
    return bytes(a ^ b for a, b in zip(text, stream))


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
NEUTRAL = (0, 1, 1, 0)


def point(data):
    """A point of the curve, if it is written in the one canonical way."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y % 2**255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x % 2 != sign else x
    return (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, p):
    out = NEUTRAL
    while scalar:
        if scalar & 1:
            out = add(out, p)
        p, scalar = add(p, p), scalar >> 1
    return out


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def full_order(p):
    return p is not None and not same(times(8, p), NEUTRAL)


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def own_verify(public, signed, signature):
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + signed).digest(), "little") % L
    return same(times(s, BASE), add(r, times(h, a)))


class Crypto:
    """The two primitives, by the package where it is there and wanted."""

    def __init__(self, own):
        self.package, self.sound = None, {}
        if not own:
            try:
                import cryptography
                from cryptography.exceptions import InvalidSignature, InvalidTag
                from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
                from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

                self.package = cryptography.__version__
                self.cipher, self.bad_tag = ChaCha20Poly1305, InvalidTag
                self.key, self.bad_signature = Ed25519PublicKey, InvalidSignature
            except ImportError:
                pass

    def open(self, key, nonce, sealed):
        if self.package is None:
            return own_open(key, nonce, sealed)
        try:
            return self.cipher(key).decrypt(nonce, sealed, None)
        except self.bad_tag:
            return None

    def verify(self, public, purpose, message, signature):
        """Whether this key signed this message for this purpose. Second forms of a signature are none."""
        if len(public) != 32 or len(signature) != 64:
            return False
        if public not in self.sound:
            self.sound[public] = full_order(point(public))
        if not self.sound[public] or not full_order(point(signature[:32])):
            return False
        if int.from_bytes(signature[32:], "little") >= L:
            return False
        signed = b"pocketcard " + purpose + b"\0" + sha256(message)
        if self.package is None:
            return own_verify(public, signed, signature)
        try:
            self.key.from_public_bytes(public).verify(signature, signed)
            return True
        except self.bad_signature:
            return False


# Files


def hexadecimal(text, length):
    if not isinstance(text, str) or not re.fullmatch("[0-9a-f]{%d}" % (2 * length), text):
        raise Broken("a key, hash or signature is not written as it should be")
    return bytes.fromhex(text)


def whole(value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise Broken("a number is not written as it should be")
    return value


def parse(data, what):
    """JSON in which no member stands twice."""

    def members(pairs):
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError
        return found

    def refuse(_):
        raise ValueError

    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=members, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise Broken(what + " is not the JSON that it should be")


def inflate(data, most, dictionary=b""):
    unpacker = zlib.decompressobj(-15, zdict=dictionary)
    try:
        out = unpacker.decompress(data, most + 1)
    except zlib.error:
        raise Broken("what is compressed is damaged")
    if len(out) > most or not unpacker.eof or unpacker.unused_data:
        raise Broken("what is compressed is damaged, or too long")
    return out


def armoured(text):
    """The bytes of a key in armour, with its checksum."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 4 or lines[0] != "-----BEGIN POCKETCARD KEY-----" or lines[-1] != "-----END POCKETCARD KEY-----":
        raise Broken("its key file is not a key")
    try:
        data = base64.b64decode("".join(lines[1:-2]), validate=True)
    except ValueError:
        raise Broken("its key file is damaged")
    if lines[-2] != "=" + sha256(b"KEY\0" + data)[:8].hex():
        raise Broken("its key file is damaged")
    return data


class Bundle:
    """The files of a directory, read once. Nothing is read outside of it."""

    NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")

    def __init__(self, directory):
        self.directory = directory
        try:
            self.names = set(os.listdir(directory))
        except OSError:
            raise CannotCheck("that directory cannot be read; check its name")
        if MANIFEST not in self.names:
            raise CannotCheck("there is no bundle.json in that directory: it is not a court bundle, or not a whole one")

    def read(self, name):
        if not isinstance(name, str) or not self.NAME.fullmatch(name) or name not in self.names:
            raise Broken("a file that should be there is missing: " + ascii(name))
        path = os.path.join(self.directory, name)
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise Broken(name + " is not a plain file")
        try:
            with open(path, "rb") as file:
                return file.read()
        except OSError:
            raise CannotCheck(name + " cannot be read; check the medium and the permissions")


# The formats


ENTRY = 177


class Entry:
    """An entry of a phone's journal."""

    def __init__(self, data):
        if len(data) != ENTRY or data[0] != 1:
            raise Broken("a journal entry is not one of version 1")
        self.data, self.device = data, data[1:33]
        self.seq = int.from_bytes(data[33:41], "big")
        self.previous, self.commitment = data[41:73], data[73:105]
        self.wall_at = int.from_bytes(data[105:113], "big", signed=True)
        self.hash = sha256(data)
        if not 1 <= self.seq < 2**63 or (self.seq == 1) != (self.previous == bytes(32)):
            raise Broken("a journal entry has a place that cannot be")

    @staticmethod
    def of_json(it):
        try:
            return Entry(
                b"\1" + hexadecimal(it["device"], 32) + whole(it["seq"]).to_bytes(8, "big")
                + hexadecimal(it["previous"], 32) + hexadecimal(it["commitment"], 32)
                + whole(it["wall_at"]).to_bytes(8, "big", signed=True) + hexadecimal(it["signature"], 64)
            )
        except (KeyError, TypeError, OverflowError):
            raise Broken("the journal is not written as it should be")

    def holds(self, crypto):
        return crypto.verify(self.device, b"journal entry 1", self.data[:113], self.data[113:])


class Countersignature:
    """An office's word that an entry had reached it. It names no phone."""

    def __init__(self, it):
        try:
            self.office, self.seq = hexadecimal(it["office"], 32), whole(it["seq"])
            self.entry, self.filed_at = hexadecimal(it["entry"], 32), whole(it["filed_at"])
            self.signature = hexadecimal(it["signature"], 64)
            self.signed = (
                b"\1" + self.office + self.seq.to_bytes(8, "big") + self.entry
                + self.filed_at.to_bytes(8, "big", signed=True)
            )
        except (KeyError, TypeError, OverflowError):
            raise Broken("a countersignature is not written as it should be")

    def holds(self, crypto):
        return crypto.verify(self.office, b"countersignature 1", self.signed, self.signature)


def split_record(content, bundle):
    """Entry, salt and JSON of a record as it lies in a letter, if the entry commits to it."""
    if len(content) < ENTRY + 32:
        raise Broken("it holds no record")
    entry, salt = Entry(content[:ENTRY]), content[ENTRY : ENTRY + 32]
    packed, dictionary = content[ENTRY + 32 :], b""
    if packed[:1] == bytes([AFTER_DICTIONARY]):
        packed, dictionary = packed[1:], bundle.read(DICTIONARY)
        if sha256(dictionary).hex() != DICTIONARY_SHA256:
            raise Broken(DICTIONARY + " is not the one that records are compressed after")
    said = inflate(packed, RECORD_MAX, dictionary)
    if sha256(b"pocketcard commitment 1\0" + salt + said) != entry.commitment:
        raise Broken("its journal entry was made for another record, or this one was changed")
    return entry, salt, said


def open_parcel(parcel, key, crypto):
    """Signer and content of a sealed record, opened with the key of this one parcel."""
    slots = {1: 2, 2: 1, 3: 2}.get(int.from_bytes(parcel[4:6], "big"))
    if parcel[:4] != b"PCP1" or slots is None or len(key) != 32:
        raise Broken("its sealed original or its key is none")
    before = 22 + 1168 * slots
    prk = extract(sha256(parcel[:before]), key)
    if parcel[before : before + 32] != expand32(prk, b"pocketcard parcel 1 commitment"):
        raise Broken("the key is another parcel's, or the sealed original was changed")
    stream_key, plain = expand32(prk, b"pocketcard parcel 1 stream"), b""
    sealed = parcel[before + 32 :]
    chunks = [sealed[i : i + 65536] for i in range(0, len(sealed), 65536)]
    for number, chunk in enumerate(chunks):
        nonce = bytes(7) + number.to_bytes(4, "big") + bytes([number == len(chunks) - 1])
        opened = crypto.open(stream_key, nonce, chunk)
        if opened is None:
            raise Broken("the sealed original was changed")
        plain += opened
    end = 121 + int.from_bytes(plain[113:121], "big")
    if len(plain) < 185 or end + 64 > len(plain) or any(plain[end + 64 :]):
        raise Broken("the letter in the sealed original is not laid out as it should be")
    if plain[0] != 1 or plain[1:17] != parcel[6:22]:
        raise Broken("the sealed original holds no record of this mailbox")
    if not crypto.verify(plain[81:113], b"letter 1", plain[:end], plain[end : end + 64]):
        raise Broken("the letter in the sealed original does not bear its signer's signature")
    return plain[81:113], plain[121:end]


def read_pack(data, crypto):
    """Manifest's hash, content and signers of a pack, if content and signatures hold."""
    place = 4

    def take(length):
        nonlocal place
        if place + length > len(data):
            raise Broken("a pack is cut short")
        place += length
        return data[place - length : place]

    def number(length):
        return int.from_bytes(take(length), "big")

    def signatures():
        return [(take(32), take(64)) for _ in range(number(1))]

    if data[:4] not in (b"PCK1", b"PCK2"):
        raise Broken("a pack is none of these versions")
    for _ in range(number(1)):
        take(number(2))
        signatures()
    manifest, signed = take(number(2)), signatures()
    statement = take(number(2)) if data[:4] == b"PCK2" else None
    content = inflate(take(number(4)), RECORD_MAX)
    says = parse(manifest, "a pack's manifest")
    if place != len(data) or sha256(content).hex() != says.get("content_hash"):
        raise Broken("a pack's content is not the one that its manifest names")
    if (statement is None) != ("keys" not in says) or statement is not None and sha256(statement).hex() != says["keys"]:
        raise Broken("a pack's keys are not those that its manifest names")
    if not signed or not all(crypto.verify(key, b"pack manifest 1", manifest, it) for key, it in signed):
        raise Broken("a pack's signature does not hold")
    return manifest, content, [key for key, _ in signed], statement


# The check


def moment(ms):
    try:
        return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=ms)).strftime("%Y-%m-%d %H:%M:%S UTC")
    except OverflowError:
        return "%d ms from 1970, which is no date" % ms


class Check:
    def __init__(self, directory, wanted, crypto):
        self.bundle, self.wanted, self.crypto = Bundle(directory), wanted, crypto
        self.failed = self.noted = 0

    def ok(self, text):
        print("  ok    " + text)

    def note(self, text):
        self.noted += 1
        print("  NOTE  " + text)

    def no(self, text):
        self.failed += 1
        print("  NO    " + text)

    def attempt(self, what, work):
        """Does a part of the check; what does not hold in it is said, and the other parts go on."""
        try:
            return work()
        except Broken as broken:
            self.no("%s: %s." % (what, broken))
        except (KeyError, TypeError, AttributeError, IndexError, ValueError):
            self.no("%s: it is not written as it should be." % what)
        return None

    def run(self):
        print("Bundle: " + ascii(os.path.basename(os.path.abspath(self.bundle.directory)))[1:-1])
        print("Ciphers and signatures: " + (
            "the package cryptography " + self.crypto.package if self.crypto.package else "this file's own arithmetic"))
        self.manifest = parse(self.bundle.read(MANIFEST), "bundle.json")
        if not isinstance(self.manifest, dict) or self.manifest.get("format") != "pocketcard-court/1":
            raise CannotCheck("this bundle is of a newer version, or of none; take the check of that version")
        print("\nThe office's key")
        self.accepted, self.offices = set(), []
        self.attempt("The office's keys", self.keys)
        print("\nThe files")
        self.attempt("The list of files", self.files)
        self.attempt("The signature over the list", self.signature)
        print("\nThe journal of the phone")
        self.entries, self.said = {}, []
        self.attempt("The journal", self.journal)
        print("\nThe records")
        self.records = {}
        for line in self.manifest.get("records") or []:
            name = ascii(line.get("id"))[1:-1] if isinstance(line, dict) else "?"
            self.attempt("Record " + name, lambda: self.record(line))
        if not self.records:
            self.no("There is no record that holds.")
        print("\nWhat belongs to them")
        self.attempt("The attachments", self.attachments)
        self.attempt("The packs", self.packs)
        self.attempt("The ground on which it was given out", self.ground)
        for count, why in ((self.manifest.get("left_out"), "are about other people and stayed at the office"),
                           (self.manifest.get("unreadable"), "were damaged at the office")):
            if count:
                self.note("%s records of the case are not here: they %s." % (ascii(count), why))
        return self.verdict()

    def keys(self):
        words = self.bundle.read("words.txt")
        if sha256(words).hex() != WORDS_SHA256:
            raise Broken("words.txt is not the English list of BIP-39")
        words = words.decode().split()
        for office in self.manifest["office"]:
            sign, seal = hexadecimal(office["sign"], 32), base64.b64decode(office["seal"], validate=True)
            parts = b"".join(len(part).to_bytes(8, "big") + part for part in (seal, sign))
            bits = int.from_bytes(sha256(b"pocketcard office words 1\0" + parts), "big")
            said = " ".join(words[bits >> (256 - 11 * (i + 1)) & 0x7FF] for i in range(6))
            if office["words"] != said:
                raise Broken("the words in bundle.json are not those of the key beside them")
            self.offices.append((sign, said))
        if not self.offices:
            raise Broken("bundle.json names no key")
        for number, (sign, said) in enumerate(self.offices):
            print("        %s: %s" % ("in force" if number == 0 else "earlier", said))
            print("        %s" % sign.hex())
        for typed in self.wanted:
            found = [sign for sign, said in self.offices
                     if typed.lower() == sign.hex() or re.findall("[a-z]+", typed.lower()) == said.split()]
            if found:
                self.accepted.update(found)
            else:
                self.no("The key that you named is not one of this bundle's.")
        if self.wanted and self.accepted:
            self.ok("The key is the one that you named.")
        elif not self.wanted:
            self.accepted = {sign for sign, _ in self.offices}
            self.note("You named no key (--office). Compare the six words by another road, or you know that these files\n"
                      "        belong together, and not who made them.")

    def files(self):
        listed = {}
        for line in self.bundle.read(SUMS).decode("ascii", "replace").splitlines():
            found = re.fullmatch("([0-9a-f]{64})  (%s)" % Bundle.NAME.pattern, line)
            if not found or found.group(2) in listed:
                raise Broken("SHA256SUMS is not written as it should be")
            listed[found.group(2)] = found.group(1)
        for name, wanted in sorted(listed.items()):
            self.attempt("File " + name, lambda: self.file(name, wanted))
        for name in sorted(self.bundle.names - set(listed) - {SUMS, SIGNATURE}):
            if name.startswith(".") or name in LITTER:
                self.note("%s is not part of the bundle." % ascii(name))
            else:
                self.no("%s is not in the list of files: somebody put it there later." % ascii(name))
        self.listed = set(listed)
        self.ok("%d files are listed." % len(listed))

    def file(self, name, wanted):
        if sha256(self.bundle.read(name)).hex() != wanted:
            raise Broken("it was changed after the list was made")

    def signature(self):
        signed = parse(self.bundle.read(SIGNATURE), SIGNATURE)
        if signed.get("format") != "pocketcard-court-signature/1":
            raise Broken("it is of a newer version, or of none")
        office = hexadecimal(signed["office"], 32)
        if not self.crypto.verify(office, b"court bundle 1", self.bundle.read(SUMS), hexadecimal(signed["signature"], 64)):
            raise Broken("it does not hold: the list was changed, or another made it")
        if office not in self.accepted:
            raise Broken("it is by another key than the office's")
        self.ok("The office signed the list of files.")

    def journal(self):
        journal = parse(self.bundle.read(self.manifest["journal"]), "the journal")
        if journal.get("format") != "pocketcard-journal/1":
            raise Broken("it is of a newer version, or of none")
        entries = [Entry.of_json(it) for it in journal["entries"]]
        unsigned = [entry for entry in entries if not entry.holds(self.crypto)]
        for entry in unsigned:
            self.no("The entry at place %d is not signed by its phone." % entry.seq)
        self.entries = {entry.hash: entry for entry in entries if entry not in unsigned}
        said = [Countersignature(it) for it in journal["countersignatures"]]
        for it in said:
            if it.holds(self.crypto):
                self.said.append(it)
            else:
                self.no("A countersignature for place %d does not hold." % it.seq)
        devices = {entry.device for entry in self.entries.values()}
        if len(devices) > 1:
            self.note("Entries of %d phones stand in it; each record is held against its own phone's." % len(devices))
        for device in sorted(devices):
            own = self.of(device)
            places = {}
            for entry in own:
                places.setdefault(entry.seq, []).append(entry)
            for seq, there in sorted(places.items()):
                if len(there) > 1:
                    self.note("The phone signed %d entries for place %d: it was restored from a copy, or its key was"
                              "\n        copied." % (len(there), seq))
                before = places.get(seq - 1)
                if before and not any(it.previous == b.hash for it in there for b in before):
                    self.note("The entry at place %d does not follow the one before it." % seq)
            missing = [seq for seq in range(1, max(places)) if seq not in places] if max(places) < 10**6 else ["many"]
            if missing:
                self.note("Places of which no entry is here: " + ", ".join(map(str, missing[:20])) + ".")
        self.ok("%d entries and %d countersignatures hold." % (len(self.entries), len(self.said)))

    def of(self, device):
        return [entry for entry in self.entries.values() if entry.device == device]

    def record(self, line):
        name = line["id"]
        if not re.fullmatch("[a-z2-7]{26}", name):
            raise Broken("its name is none")
        entry, salt, said = split_record(self.bundle.read(line["filed"]), self.bundle)
        if not entry.holds(self.crypto):
            raise Broken("the phone did not sign its entry in the journal")
        if entry.hash not in self.entries:
            raise Broken("its entry is missing from the journal")
        if said != self.bundle.read(line["json"]):
            raise Broken("%s.json is not what the phone signed for" % name)
        record = parse(said, "it")
        if record["id"] != name or record["body"]["kind"] != line["kind"] or record["pack"] != line["pack"]:
            raise Broken("it is another record than bundle.json says")
        if name in self.records:
            raise Broken("it stands here twice")
        if line["parcel"] is None:
            self.note("Record %s: its sealed original is not here. Its signed entry is, and fits." % name)
        else:
            parcel = self.bundle.read(line["parcel"])
            signer, content = open_parcel(parcel, armoured(self.bundle.read(line["key"]).decode("ascii", "replace")), self.crypto)
            inside = split_record(content, self.bundle)
            if signer != entry.device:
                raise Broken("another key signed the letter than the entry in the journal")
            if (inside[0].hash, inside[1], inside[2]) != (entry.hash, salt, said):
                raise Broken("the sealed original holds another record")
        own = self.of(entry.device)
        if any(it.seq == entry.seq and it.hash != entry.hash for it in own):
            raise Broken("the phone signed two different entries for its place in the journal")
        before = [it for it in own if it.seq == entry.seq - 1]
        if before and all(it.hash != entry.previous for it in before):
            raise Broken("its entry does not follow the one before it")
        self.records[name] = (entry, record)
        self.ok("Record %s, %s, place %d." % (name, ascii(line["kind"])[1:-1], entry.seq))
        print("        sealed original  %s" % (sha256(parcel).hex() if line["parcel"] is not None else "not here"))
        print("        record           %s" % sha256(said).hex())
        print("        entry            %s" % entry.hash.hex())
        print("        phone's clock    %s" % moment(entry.wall_at))
        if entry.seq > 1 and not before:
            self.note("Whether it follows the entry before it is open: that entry is not here.")
        self.witnesses(entry, own)

    def witnesses(self, entry, own):
        """Who had the entry, or one that builds on it; and who had another entry at its place."""
        later, building = {entry.hash}, {entry.hash: entry.seq}
        for it in sorted(own, key=lambda it: it.seq):
            if it.previous in later and it.seq == building[it.previous] + 1:
                later.add(it.hash)
                building[it.hash] = it.seq
        dated = [it for it in self.said if building.get(it.entry) == it.seq]
        for it in sorted(dated, key=lambda it: it.filed_at)[:1]:
            known = "the office" if it.office in self.accepted else "a key that you did not name"
            where = "it" if it.seq == entry.seq else "entry %d, which builds on it," % it.seq
            print("        at the latest    %s: %s had %s by its own clock" % (moment(it.filed_at), known, where))
        if not dated:
            self.note("No office's signed word dates it.")
        for it in self.said:
            if it.seq != entry.seq or it.entry == entry.hash:
                continue
            other = self.entries.get(it.entry)
            if other is not None and other.device != entry.device:
                continue
            known = "The office" if it.office in self.accepted else "A key that you did not name"
            self.note("%s countersigned ANOTHER entry at place %d (%s):\n        %s\n"
                      "        That entry is not here. If it is in this phone's journal, the phone signed two entries\n"
                      "        there; if it is in another phone's, it says nothing of this record. Ask the office for it."
                      % (known, it.seq, moment(it.filed_at), it.entry.hex()))

    def attachments(self):
        listed = {(it["record"], it["number"]): it for it in self.manifest["attachments"]}
        here = 0
        for name, (_, record) in sorted(self.records.items()):
            for number, wanted in enumerate(record["body"].get("attachments", []), 1):
                it = listed.pop((name, number), None)
                if it is None:
                    raise Broken("bundle.json leaves out one that record %s names" % name)
                if it["file"] is None:
                    self.note("Attachment %d of record %s is not here." % (number, name))
                    continue
                data = self.bundle.read(it["file"])
                if sha256(data).hex() != wanted["sha256"] or len(data) != wanted["bytes"]:
                    raise Broken("%s is not the file that the phone signed for" % it["file"])
                here += 1
        if listed:
            raise Broken("bundle.json lists one that no record names")
        self.ok("Attachments that are the files that the phone signed for: %d." % here)

    def packs(self):
        known = {}
        for line in self.manifest["packs"]:
            exact = {member: line[member] for member in ("pack", "version", "hash")}
            known[line["hash"]] = exact
            content = None if line["content"] is None else self.bundle.read(line["content"])
            title = "%s, version %s" % (ascii(line["pack"])[1:-1], ascii(line["version"]))
            if line["signed"] is not None:
                manifest, inside, signers, _ = read_pack(self.bundle.read(line["signed"]), self.crypto)
                says = parse(manifest, "a pack's manifest")
                if sha256(manifest).hex() != line["hash"] or inside != content:
                    raise Broken("one is not the pack that the records name")
                if (says["pack"], says["version"]) != (line["pack"], line["version"]):
                    raise Broken("one is not the pack that the records name")
                self.ok("Pack %s, signed by %s." % (title, ", ".join(key.hex()[:16] for key in signers)))
            elif content is not None:
                if sha256(content).hex() != line["hash"]:
                    raise Broken("the built-in texts are not those that the records name")
                self.ok("Pack %s, built into the phone's program." % title)
            else:
                self.note("Pack %s is not here: the office no longer has it." % title)
        for name, (_, record) in sorted(self.records.items()):
            if known.get(record["pack"]["hash"]) != record["pack"]:
                raise Broken("the one that record %s was made with is not listed" % name)

    def ground(self):
        ground = self.manifest["ground"]
        if set(ground) == {"legal-basis"}:
            self.note("It was given out on a legal basis, and not on the person's consent. The basis stands on the page.")
            return
        agreed = None
        order = sorted(self.records.items(), key=lambda it: (it[1][0].seq, it[1][1]["body"]["kind"] == "withdrawal"))
        for name, (_, record) in order:
            body = record["body"]
            if body["kind"] == "referral" and "accountability" in body["consent"]["purposes"]:
                if body["consent"]["basis"]["by"] != "life-in-danger":
                    agreed = name
            elif body["kind"] == "withdrawal" and "accountability" in body["purposes"]:
                agreed = None
        if agreed is None or ground != {"consent": agreed}:
            raise Broken("no record here holds the person's consent, or it was taken back")
        self.ok("The person agreed to it in record %s, and no record here takes that back." % agreed)

    def verdict(self):
        print()
        if self.failed:
            print("Result: FAILED. What stands above as NO: %d. Do not rely on this bundle before that is explained." % self.failed)
            return 1
        unnamed = "" if self.wanted else " under the key above, which you have still to compare"
        notes = ". Read what stands above as NOTE" if self.noted else ""
        print("Result: all holds%s%s." % (unnamed, notes))
        print("\nWhat this does not prove: that a record is true; when it was made, for a phone's clock can be set; who held\n"
              "the phone; that the phone made no other records; who sealed an envelope, for anyone with its key can put the\n"
              "same signed letter into another.")
        return 0


def main(arguments):
    directory, wanted, own = None, [], False
    rest = iter(arguments)
    for argument in rest:
        if argument in ("-h", "--help"):
            print(__doc__)
            return 0
        if argument == "--own":
            own = True
        elif argument == "--office":
            wanted.append(next(rest, ""))
        elif argument.startswith("--office="):
            wanted.append(argument[len("--office=") :])
        elif argument.startswith("-") or directory is not None:
            raise CannotCheck("that is not understood; --help says how it is used")
        else:
            directory = argument
    if directory is None:
        directory = os.path.dirname(os.path.abspath(__file__))
    return Check(directory, wanted, Crypto(own)).run()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (CannotCheck, Broken) as error:
        print("It could not be checked: %s." % error, file=sys.stderr)
        sys.exit(2)
