import unittest

from support import ffi


class Library(unittest.TestCase):
    def test_loads_and_is_the_one_that_was_built(self):
        self.assertEqual(ffi.version(), "0.1.0")


if __name__ == "__main__":
    unittest.main()
