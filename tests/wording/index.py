#!/usr/bin/env python3
"""Makes the index of the sources' word sequences that tests/tests/wording.rs holds our English texts against.

    index.py UNODC.txt UN-ACTION.txt > tests/fixtures/wording.index

The two files are the plain texts of the sources that docs/checklists.md names. The index holds hashes alone: nothing
of the texts can be read from it. Two lists, each sorted: sequences of 4 words within one line of Annex II of the first
source, and sequences of 6 words anywhere in both. A hash is the upper 40 bits of 64-bit FNV-1a over the words joined
by single spaces. The file: a line that names it, then for each list its length as 4 bytes and its hashes as 5 bytes
each, big-endian.
"""
import re, sys


def words(text):
    return re.findall(r"[a-z0-9]+", re.sub("['’]", "", text.lower()))


def hashed(sequence):
    value = 0xCBF29CE484222325
    for byte in " ".join(sequence).encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value >> 24


def sequences(text, length):
    text = words(text)
    return {hashed(text[i:i + length]) for i in range(len(text) - length + 1)}


unodc, action = (open(name, encoding="utf-8").read() for name in sys.argv[1:])
annex = unodc[unodc.index("Annex II. Indicators of trafficking in persons\n"):]
lists = [set().union(*(sequences(line, 4) for line in annex.splitlines())), sequences(unodc, 6) | sequences(action, 6)]
sys.stdout.buffer.write(b"pocketcard-wording 1\n")
for entries in lists:
    sys.stdout.buffer.write(len(entries).to_bytes(4, "big"))
    sys.stdout.buffer.write(b"".join(entry.to_bytes(5, "big") for entry in sorted(entries)))
