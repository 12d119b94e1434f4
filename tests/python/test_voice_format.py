"""docs/formats.md is enough: a reader written from it alone hears what the office's program put into a pack."""

import hashlib
import io
import math
import struct
import unittest
import wave

import support
from voice_reader import Refused, read_pack, read_sound

TEXT = "alone.safe"


def tone(rate, seconds, pitch):
    """A tone, which is no voice."""
    return [
        round(12_000 * math.sin(math.tau * pitch * at / rate)) for at in range(int(rate * seconds))
    ]


def recorded(rate, samples):
    """A WAV file as recorders write it."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


def played(file):
    """The number of samples a second of a WAV file, and its samples."""
    with wave.open(str(file), "rb") as read:
        frames = read.readframes(read.getnframes())
        return read.getframerate(), list(struct.unpack(f"<{len(frames) // 2}h", frames))


class VoiceFormat(support.TestCase):
    def pack(self, office, **voices):
        """Builds and signs a pack in which these voices read one text; gives the file."""
        directory = self.folder / "north"
        (directory / "recordings").mkdir(parents=True)
        (directory / "pack.toml").write_text('name = "north"\nversion = 2\n')
        said = office.run("pack", "voices", "base", "--language", "en")["voices"]
        reads = next(it["reads"] for it in said if it["text"] == TEXT)
        says = next(it["says"] for it in said if it["text"] == TEXT)
        self.assertEqual(reads, hashlib.sha256(says.encode()).hexdigest())
        lines = ""
        for voice, (rate, samples) in voices.items():
            (directory / f"recordings/{voice}.wav").write_bytes(recorded(rate, samples))
            lines += (
                f'[[recordings]]\nfile = "{voice}.wav"\ntext = "{TEXT}"\nlanguage = "en"\n'
                f'variety = "en-ke"\nvoice = "{voice}"\nreads = "{reads}"\n'
            )
        (directory / "recordings/recordings.toml").write_text(lines)
        content, pack = (str(self.folder / f"north.{end}") for end in ("json", "pack"))
        office.run("pack", "build", str(directory), "--out", content)
        office.run("pack", "sign", content, "--out", pack)
        return self.folder / "north.pack"

    def test_sounds_of_a_pack_are_what_the_office_hears_and_near_what_was_recorded(self):
        office = self.office()
        voices = {"woman": (8_000, tone(8_000, 0.7, 440)), "man": (16_000, tone(16_000, 0.3, 220))}
        file = self.pack(office, **voices)
        pack = file.read_bytes()
        self.assertEqual(pack[:4], b"PCK3")
        _, content, sounds = read_pack(pack)
        self.assertEqual(len(sounds), 2)
        office.run("pack", "recordings", str(file), "--out", str(self.folder / "heard"))
        for recording in content["recordings"]:
            voice = recording["voice"]
            rate, samples = read_sound(sounds[recording["sound"]])
            heard = played(self.folder / f"heard/{TEXT}.en-ke.{voice}.wav")
            self.assertEqual((rate, samples), heard, "sample for sample")
            self.assertEqual((rate, len(samples)), (voices[voice][0], len(voices[voice][1])))
            # The first samples of all are still finding their step.
            far = [abs(a - b) for a, b in zip(samples[40:], voices[voice][1][40:])]
            self.assertLess(max(far), 900)

    def test_the_reader_refuses_what_the_page_refuses(self):
        file = self.pack(self.office(), woman=(8_000, tone(8_000, 0.5, 440)))
        pack = file.read_bytes()
        _, _, sounds = read_pack(pack)
        sound = next(iter(sounds.values()))
        for odd in (pack + b"x", pack[:-1], pack[:-1] + bytes([pack[-1] ^ 1])):
            with self.assertRaises(Refused):
                read_pack(odd)
        for odd in (sound + b"LIST\0\0\0\0", sound[:-256], sound[:62] + b"\x59" + sound[63:]):
            with self.assertRaises(Refused):
                read_sound(odd)


if __name__ == "__main__":
    unittest.main()
