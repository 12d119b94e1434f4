"""Reads the sounds of a pack without a line of Pocketcard's own code.

Written from docs/formats.md and the IMA's Recommended Practices for Enhancing Digital Audio
Compatibility (1992), with Python's standard library alone. It checks no signature.
"""

import hashlib
import json
import zlib

# How far one difference goes at each place, and where the next place is.
STEPS = [
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73,
    80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494,
    544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,
    2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487,
    12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
]  # fmt: skip
PLACES = [-1, -1, -1, -1, 2, 4, 6, 8]


class Refused(Exception):
    """Says what is not as the page has it."""


def must(true, problem):
    if not true:
        raise Refused(problem)


class Bytes:
    def __init__(self, content):
        self.content = content

    def take(self, count):
        must(count <= len(self.content), "cut short")
        taken, self.content = self.content[:count], self.content[count:]
        return taken

    def number(self, width):
        return int.from_bytes(self.take(width), "big")


def read_pack(pack):
    """Gives the manifest, the content, and the sounds by their names."""
    left = Bytes(pack)
    magic = left.take(4)
    must(magic in (b"PCK1", b"PCK2", b"PCK3"), "no pack")
    for _ in range(left.number(1)):
        left.take(left.number(2))
        left.take(left.number(1) * 96)
    manifest = json.loads(left.take(left.number(2)))
    left.take(left.number(1) * 96)
    if magic != b"PCK1":
        left.take(left.number(2))
    # Plain DEFLATE has no header.
    content = zlib.decompress(left.take(left.number(4)), wbits=-15)
    must(len(content) == manifest["content_size"], "another size")
    must(hashlib.sha256(content).hexdigest() == manifest["content_hash"], "another content")
    content = json.loads(content)
    sounds = {}
    if magic == b"PCK3":
        for _ in range(left.number(2)):
            sound = left.take(left.number(4))
            name = hashlib.sha256(sound).hexdigest()
            must(not sounds or max(sounds) < name, "another order")
            sounds[name] = sound
        must(sounds, "no sound")
    must(not left.content, "something after the end")
    named = {recording["sound"] for recording in content.get("recordings", [])}
    must(named == set(sounds), "other sounds than are named")
    return manifest, content, sounds


def read_sound(sound):
    """Gives the number of samples a second, and the samples."""
    rate, count = (int.from_bytes(sound[at : at + 4], "little") for at in (24, 48))
    must(rate in (8_000, 16_000), "another rate")
    must(0.2 * rate <= count <= 30 * rate, "another length")
    blocks = -(-count // 505)
    numbers = lambda width, *all: b"".join(n.to_bytes(width, "little") for n in all)
    header = b"RIFF" + numbers(4, 52 + 256 * blocks) + b"WAVEfmt " + numbers(4, 20)
    header += numbers(2, 17, 1) + numbers(4, rate, 256 * rate // 505) + numbers(2, 256, 4, 2, 505)
    header += b"fact" + numbers(4, 4, count) + b"data" + numbers(4, 256 * blocks)
    must(sound[:60] == header and len(sound) == 60 + 256 * blocks, "another layout")
    samples = []
    for at in range(60, len(sound), 256):
        samples += block(sound[at : at + 256])
    return rate, samples[:count]


def block(block):
    value = int.from_bytes(block[:2], "little", signed=True)
    place = block[2]
    must(place <= 88 and block[3] == 0, "another block")
    samples = [value]
    for difference in (half for byte in block[4:] for half in (byte & 15, byte >> 4)):
        step = STEPS[place]
        far = step >> 3
        far += step if difference & 4 else 0
        far += step >> 1 if difference & 2 else 0
        far += step >> 2 if difference & 1 else 0
        value += -far if difference & 8 else far
        value = max(-32_768, min(32_767, value))
        place = max(0, min(88, place + PLACES[difference & 7]))
        samples.append(value)
    return samples
