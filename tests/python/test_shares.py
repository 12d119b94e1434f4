"""docs/formats.md is enough: shares of an escrow put together, and made, without a line of Pocketcard's code."""

import json
import pathlib
import random
import unittest

VECTOR = pathlib.Path(__file__).parents[1] / "vectors" / "shares.json"


def times(a, b):
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a <<= 1
        a ^= 0x11D if a & 0x100 else 0
        b >>= 1
    return product


def inverse(a):
    return next(b for b in range(1, 256) if times(a, b) == 1)


def make(secret, threshold, places, rng):
    rows = [[byte, *(rng.randrange(1, 256) for _ in range(threshold - 1))] for byte in secret]
    shares = []
    for x in places:
        share = [x]
        for row in rows:
            y = 0
            for coefficient in reversed(row):
                y = times(y, x) ^ coefficient
            share.append(y)
        shares.append(bytes(share))
    return shares


def join(shares):
    secret = bytearray(len(shares[0]) - 1)
    for share in shares:
        weight = 1
        for other in shares:
            if other[0] != share[0]:
                weight = times(weight, times(other[0], inverse(other[0] ^ share[0])))
        for at, byte in enumerate(share[1:]):
            secret[at] ^= times(weight, byte)
    return bytes(secret)


class Shares(unittest.TestCase):
    def test_shares_give_their_secret(self):
        known = json.loads(VECTOR.read_text())
        shares = [bytes.fromhex(text) for text in known["shares"]]
        for left_out in shares:
            three = [share for share in shares if share != left_out]
            self.assertEqual(join(three).hex(), known["secret"])
        self.assertNotEqual(join(shares[:2]).hex(), known["secret"])

    def test_what_is_made_comes_together(self):
        made = make(b"thirty-two bytes, or any number.", 2, (3, 9, 27), random.Random(1))
        self.assertEqual(join(made[1:]), b"thirty-two bytes, or any number.")


if __name__ == "__main__":
    unittest.main()
