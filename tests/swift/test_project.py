"""Shows that project.py finds what it is there to find."""

import copy
import json
import plistlib
import unittest

import project as held

TEXT = (held.IOS / "Pocketcard.xcodeproj/project.pbxproj").read_text()


class Project(unittest.TestCase):
    def wrong(self, text):
        return list(held.project(text, held.IOS))

    def test_the_project_itself(self):
        self.assertEqual(self.wrong(TEXT), [])

    def test_what_cannot_be_read(self):
        for text in (TEXT[:2000], TEXT.replace("isa = PBXGroup;", "isa = PBXGroup", 1), TEXT + "}", TEXT + "?"):
            self.assertIn("cannot be read", self.wrong(text)[0])

    def test_what_points_nowhere(self):
        self.assertEqual(len(self.wrong(TEXT.replace("path = App;", "path = Apps;"))), 1)
        self.assertEqual(len(self.wrong(TEXT.replace("productName = PocketcardKit;", "productName = Kits;"))), 1)
        self.assertEqual(len(self.wrong(TEXT.replace("App/Info.plist", "App/Infos.plist", 1))), 1)
        lost = TEXT.replace("mainGroup = 9C0D00000000000000000021", "mainGroup = 9C0D00000000000000000099")
        self.assertEqual(len(self.wrong(lost)), 2)

    def test_what_differs_from_the_core(self):
        self.assertTrue(self.wrong(TEXT.replace("MARKETING_VERSION = 0.1.0", "MARKETING_VERSION = 9.9.9")))
        self.assertEqual(len(self.wrong(TEXT.replace("TARGET = 17.0", "TARGET = 18.0"))), 2)


class Lists(unittest.TestCase):
    def setUp(self):
        app = held.IOS / "App"
        self.languages = sorted(folder.name for folder in (held.ROOT / "core/content/lang").iterdir())
        self.info = plistlib.loads((app / "Info.plist").read_bytes())
        self.strings = json.loads((app / "InfoPlist.xcstrings").read_text())
        self.privacy = plistlib.loads((app / "PrivacyInfo.xcprivacy").read_bytes())
        self.entitlements = plistlib.loads((app / "Pocketcard.entitlements").read_bytes())
        self.swift = 'identifier = "org.pocketcard.app.exchange"; UserDefaults.standard'

    def wrong(self):
        arguments = (self.info, self.strings, self.privacy, self.entitlements, self.swift, self.languages)
        return list(held.lists(*copy.deepcopy(arguments)))

    def test_the_lists_themselves(self):
        self.assertEqual(self.wrong(), [])

    def test_a_question_without_words(self):
        self.info["NSLocationWhenInUseUsageDescription"] = "Where you are"
        self.assertEqual(len(self.wrong()), 1)

    def test_a_question_in_other_words(self):
        self.info["NSCameraUsageDescription"] = "The camera."
        self.assertEqual(len(self.wrong()), 1)
        self.strings["strings"]["NSCameraUsageDescription"]["localizations"]["fr"]["stringUnit"]["value"] = "La caméra."
        self.assertEqual(len(self.wrong()), 2)

    def test_a_language_too_few(self):
        self.info["CFBundleLocalizations"].remove("sw")
        self.assertEqual(len(self.wrong()), 1)

    def test_an_exchange_that_is_not_permitted(self):
        self.swift = 'identifier = "org.pocketcard.app.other"'
        self.assertEqual(len(self.wrong()), 1)

    def test_files_that_stay_readable(self):
        self.entitlements.clear()
        self.assertEqual(len(self.wrong()), 1)

    def test_a_reason_that_is_not_given(self):
        self.privacy["NSPrivacyAccessedAPITypes"].clear()
        self.assertEqual(len(self.wrong()), 1)
        self.privacy["NSPrivacyTracking"] = True
        self.assertEqual(len(self.wrong()), 2)


if __name__ == "__main__":
    unittest.main()
