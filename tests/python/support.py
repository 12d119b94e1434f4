"""What the tests share: the generated module, a phone's host, and a real office."""

import hashlib
import hmac
import importlib.util
import json
import os
import pathlib
import secrets
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("POCKETCARD_TARGET", ROOT / "target"))
BUILT = TARGET / "debug"

PASSPHRASE = b"otter lamp velvet harbour"
# The confidential desk's own: the main desk's is refused there.
CONFIDENTIAL_PASSPHRASE = b"meadow cobalt violin anchor"


def _generated():
    """The generated module looks for the library in its own folder."""
    folder = TARGET / "generated" / "python"
    library = "libpocketcard_ffi" + (".dylib" if sys.platform == "darwin" else ".so")
    shutil.copy2(BUILT / library, folder / library)
    spec = importlib.util.spec_from_file_location("pocketcard_ffi", folder / "pocketcard_ffi.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ffi = _generated()


class MemoryKeystore(ffi.Keystore):
    """A keystore that can be told to fail."""

    def __init__(self):
        self.keys = {}
        self.failure = None

    def security_level(self):
        return ffi.SecurityLevel.SOFTWARE

    def create(self, key):
        self.keys.setdefault(key, secrets.token_bytes(32))

    def mac(self, key, data):
        if self.failure:
            raise self.failure
        if key not in self.keys:
            raise ffi.KeystoreError.Invalidated()
        return hmac.new(self.keys[key], data, hashlib.sha256).digest()

    def destroy(self, key):
        self.keys.pop(key, None)


class SetClock(ffi.Clock):
    """A clock that a test moves; a millisecond goes by whenever somebody looks."""

    def __init__(self):
        self.wall_ms = int(time.time() * 1000)
        self.failure = None

    def now(self):
        if self.failure:
            raise self.failure
        self.wall_ms += 1
        return ffi.Moment(wall_ms=self.wall_ms, monotonic_ms=self.wall_ms, boot=bytes(16))

    def pass_minutes(self, minutes):
        self.wall_ms += minutes * 60_000


class Bytes(ffi.Source, ffi.Sink):
    """Bytes in memory, as a source and as a sink."""

    def __init__(self, content=b""):
        self.content = bytes(content)
        self.at = 0

    def read(self, limit):
        chunk = self.content[self.at : self.at + limit]
        self.at += len(chunk)
        return chunk

    def write(self, bytes):
        self.content += bytes


class Socket(ffi.ByteStream):
    """A stream between two phones."""

    def __init__(self, socket):
        self.socket = socket

    def read(self, limit):
        """The next bytes; none if none came for a while, nothing at the end."""
        ready, _, _ = select.select([self.socket], [], [], 0.2)
        return (self.socket.recv(limit) or None) if ready else b""

    def write(self, bytes):
        self.socket.sendall(bytes)


class Handset:
    """A phone with its own directory, keystore and clock."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        self.keystore = MemoryKeystore()
        self.clock = SetClock()
        self.phone = ffi.Phone(str(self.directory), self.keystore, self.clock)

    def enrol(self, office, label):
        """Enrols with an office; each side compares the other's words."""
        invitation = office.invite(label)
        assert self.phone.invited(invitation).words == office.words()
        self.phone.enrol(invitation, PASSPHRASE, 0)
        office.run("accept", label, "--words", self.phone.about().words)
        return self.phone

    def sync(self):
        """Exchanges with the hub as a shell would, and gives the tally and what changed."""
        hub = self.phone.hub()
        exchange = self.phone.exchange_with_hub()
        while (request := exchange.next_request()) is not None:
            post = urllib.request.Request(
                hub.url.rstrip("/") + "/v1/exchange",
                data=request,
                headers={"Authorization": hub.authorization.decode()},
            )
            with urllib.request.urlopen(post, timeout=30) as answer:
                if exchange.on_response(answer.read()) == ffi.Status.DONE:
                    break
        return exchange.tally(), self.phone.take_in()

    def give(self, other):
        """Brings a bundle to another phone."""
        bundle = Bytes()
        self.phone.carry_out(bundle, None)
        return other.phone.carry_in(Bytes(bundle.content), None)


class RustPhone:
    """A phone that lives in a terminal, in programs that cargo built."""

    def __init__(self, folder):
        self.store = pathlib.Path(folder)
        self.environment = os.environ | {"POCKETCARD_PASSPHRASE": PASSPHRASE.decode()}

    def run(self, *arguments, input=None):
        """Runs one command of the terminal and gives the object that it prints."""
        command = [str(BUILT / "pocketcard"), "--store", str(self.store), "--json", *arguments]
        done = subprocess.run(
            command, env=self.environment, input=input, capture_output=True, timeout=120
        )
        return json.loads(done.stdout)

    def enrol(self, office, label):
        """Enrols with an office; each side compares the other's words."""
        self.run("enrol", "-", "--desk-words", office.words(), input=office.invite(label))
        office.run("accept", label, "--words", self.run("words")["words"])

    def meet(self, *arguments):
        """Begins a meeting in a process of its own."""
        return subprocess.Popen(
            [str(BUILT / "meet"), str(self.store), *arguments],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def answer(self):
        """Waits for a call; gives the process and a stream to it."""
        process = self.meet("answer")
        host, port = process.stdout.readline().strip().rsplit(":", 1)
        return process, Socket(socket.create_connection((host, int(port))))

    def call(self):
        """Calls; gives the process and a stream to it."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            process = self.meet("call", f"127.0.0.1:{listener.getsockname()[1]}")
            return process, Socket(listener.accept()[0])

    @staticmethod
    def confirm(process, code):
        """Types the code that the other phone shows; the caller then exchanges."""
        process.stdin.write(code + "\n")
        process.stdin.flush()

    @staticmethod
    def done(process):
        """What the meeting came to; nothing if it failed."""
        with process:
            said = process.communicate(timeout=60)[0].splitlines()
        return json.loads(said[-1]) if process.returncode == 0 else None


class Office:
    """A real office: the program that cargo built, with a desk, a confidential desk and a hub."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.desk = folder / "desk"
        self.confidential = folder / "confidential"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.server = None
        self.run(
            "new", "--name", "Protection desk", "--hub-url", self.url,
            "--confidential", str(self.confidential),
        )  # fmt: skip

    def run(self, *arguments, desk=None):
        """Runs one command and gives the object that it prints."""
        return json.loads(self._run("--json", *arguments, desk=desk))

    def invite(self, label):
        """The text of a new invitation."""
        return self._run("invite", label)

    def words(self):
        """The six words for its keys."""
        return self.run("words")["words"]

    def serve(self):
        # It must not run where the main desk's keys lie.
        hub = self.desk.parent / "hub"
        if not hub.exists():
            (self.desk / "hub").rename(hub)
        self.server = subprocess.Popen(
            self._command("serve", "--hub", str(hub), "--listen", f"127.0.0.1:{self.port}"),
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the hub does not answer")

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=10)

    def _run(self, *arguments, desk=None):
        done = subprocess.run(
            self._command(*arguments, desk=desk),
            env=self._environment(desk),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
        )
        if done.returncode:
            raise AssertionError(f"{arguments[:2]}: {done.stderr.decode()}{done.stdout.decode()}")
        return done.stdout

    def _command(self, *arguments, desk=None):
        return [str(BUILT / "pocketcard-office"), "--desk", str(desk or self.desk), *arguments]

    def _environment(self, desk=None):
        other = CONFIDENTIAL_PASSPHRASE.decode()
        return os.environ | {
            "POCKETCARD_PASSPHRASE": other if desk == self.confidential else PASSPHRASE.decode(),
            "POCKETCARD_CONFIDENTIAL_PASSPHRASE": other,
        }


class TestCase(unittest.TestCase):
    """A test with a directory of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def handset(self, name):
        return Handset(self.folder / name)

    def office(self):
        office = Office(self.folder / "office")
        self.addCleanup(office.stop)
        return office

    def refused(self, kind, code, call, *arguments):
        """Calls, expects this error, and gives it."""
        with self.assertRaises(kind) as caught:
            call(*arguments)
        self.assertEqual(caught.exception.code, code)
        return caught.exception


def answers(checklist, age, *observed, notes=None):
    """A checklist in which these indicators were observed."""
    return ffi.Answers(
        checklist=checklist,
        age=age,
        answers={indicator: ffi.Answer.OBSERVED for indicator in observed},
        notes=notes or {},
    )
