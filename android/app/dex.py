"""Reads what is in a DEX file: https://source.android.com/docs/core/runtime/dex-format."""

import struct

# Where there is no index.
NONE = 0xFFFFFFFF


class Dex:
    def __init__(self, content: bytes):
        self.content = content
        # The header has a count and an offset for each list; strings' are at byte 56.
        counts = struct.unpack_from("<12I", content, 56)
        strings, types, _, _, methods, classes = zip(counts[::2], counts[1::2])
        names = [self._string(offset) for (offset,) in self._each(strings, "<I")]
        kinds = [names[string] for (string,) in self._each(types, "<I")]
        defined = [(kinds[kind], kinds[parent] if parent != NONE else "", notes) for kind, _, parent, _, _, notes, _, _ in self._each(classes, "<8I")]
        #: The classes that are defined here, as `pocketcard.app.MainActivity`, each with what it extends.
        self.classes = {self._plain(kind): self._plain(parent) for kind, parent, _ in defined}
        #: Those of them that are annotated still.
        self.annotated = {self._plain(kind) for kind, _, notes in defined if notes}
        #: Every method that is defined or called here: its class and its name.
        self.methods = [(self._plain(kinds[kind]), names[name]) for kind, _, name in self._each(methods, "<HHI")]

    def _each(self, where: tuple[int, int], form: str):
        count, offset = where
        return (struct.unpack_from(form, self.content, offset + at * struct.calcsize(form)) for at in range(count))

    def _string(self, offset: int) -> str:
        while self.content[offset] & 0x80:
            offset += 1
        return self.content[offset + 1 : self.content.index(0, offset + 1)].decode("utf-8", "replace")

    @staticmethod
    def _plain(kind: str) -> str:
        return kind[1:-1].replace("/", ".") if kind.startswith("L") else kind
