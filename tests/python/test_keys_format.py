"""docs/formats.md is enough: a reader written from it alone follows the keys of an office from pack to pack."""

import unittest

import support
from keys_reader import Phone, Refused, read_keys, read_statement


class KeysFormat(support.TestCase):
    def pack(self, office, version):
        """Builds, signs and publishes the next pack; gives its bytes."""
        directory = self.folder / f"north-{version}"
        directory.mkdir()
        (directory / "pack.toml").write_text(f'name = "north"\nversion = {version}\n')
        content, pack = (str(self.folder / f"{version}.{end}") for end in ("json", "pack"))
        office.run("pack", "build", str(directory), "--out", content)
        office.run("pack", "sign", content, "--out", pack)
        office.run("pack", "publish", pack)
        return (self.folder / f"{version}.pack").read_bytes()

    def packs(self, office):
        """A pack from before there was a statement, and one for each of two changes of the desk's keys."""
        packs = [self.pack(office, 2)]
        for version in (3, 4):
            office.run("keys", "new", "--own")
            packs.append(self.pack(office, version))
        return packs

    def test_each_change_of_keys_builds_on_the_one_before(self):
        office = self.office()
        packs = self.packs(office)
        phone = Phone()
        self.assertIsNone(phone.accept(packs[0]))
        first, second = phone.accept(packs[1]), phone.accept(packs[2])
        self.assertEqual(len(second["earlier"]), len(first["earlier"]) + 1)
        self.assertNotEqual(first["desk"]["sign_key"], second["desk"]["sign_key"])
        self.assertEqual(first["confidential"], second["confidential"])
        self.assertEqual(len({key for pack in packs for key in read_keys(pack)[1]}), 2)
        # The same pack twice is the same history.
        self.assertEqual(phone.accept(packs[2]), second)

    def test_the_reader_refuses_what_a_phone_refuses(self):
        _, early, late = packs = self.packs(self.office())
        phone = Phone()
        phone.accept(late)
        for older in packs[:2]:
            with self.assertRaises(Refused):
                phone.accept(older)
        # Another office has another history.
        (self.folder / "other").mkdir()
        self.folder = self.folder / "other"
        with self.assertRaises(Refused):
            phone.accept(self.packs(support.Office(self.folder / "office"))[2])
        _, _, statement = read_keys(early)
        for odd in (statement + b" ", statement.replace(b'"earlier"', b'"Earlier"')):
            with self.assertRaises((Refused, KeyError)):
                read_statement(odd)
        at = early.index(statement) + 20
        with self.assertRaises(Refused):
            read_keys(early[:at] + bytes([early[at] ^ 1]) + early[at + 1 :])


if __name__ == "__main__":
    unittest.main()
