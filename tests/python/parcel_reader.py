"""Opens parcels without a line of Pocketcard's own code.

Written from docs/formats.md and the standards that it names (FIPS 202 and 203, RFC 5869, 7748, 8032,
8439, 9180, draft-connolly-cfrg-xwing-kem), with Python's standard library alone. It is here to show
that the page is enough. It is slow, and it does not hide secrets from clocks: do not use it for more.
"""

import hashlib
import hmac


class Refused(Exception):
    """Carries the name that the page's test vectors use."""


# RFC 5869


def extract(salt, secret):
    return hmac.digest(salt or bytes(32), secret, "sha256")


def expand(prk, info, length):
    out = block = b""
    while len(out) < length:
        block = hmac.digest(prk, block + info + bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:length]


# RFC 8439


def chacha_block(key, counter, nonce):
    words = lambda b: [int.from_bytes(b[i : i + 4], "little") for i in range(0, len(b), 4)]
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


def aead_open(key, nonce, sealed, aad=b""):
    if len(sealed) < 16:
        return None
    text, tag = sealed[:-16], sealed[-16:]
    one_time = chacha_block(key, 0, nonce)
    r = int.from_bytes(one_time[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    padded = lambda b: b + bytes(-len(b) % 16)
    lengths = len(aad).to_bytes(8, "little") + len(text).to_bytes(8, "little")
    data = padded(aad) + padded(text) + lengths
    total = 0
    for i in range(0, len(data), 16):
        total = (total + int.from_bytes(data[i : i + 16] + b"\1", "little")) * r % (2**130 - 5)
    total = (total + int.from_bytes(one_time[16:32], "little")) % 2**128
    if not hmac.compare_digest(total.to_bytes(16, "little"), tag):
        return None
    stream = b"".join(chacha_block(key, 1 + i, nonce) for i in range(-(-len(text) // 64)))
    return bytes(a ^ b for a, b in zip(text, stream))


# RFC 7748


def x25519(scalar, point):
    p = 2**255 - 19
    k = int.from_bytes(scalar, "little") & ~7 & (2**254 - 1) | 2**254
    u = int.from_bytes(point, "little") % 2**255
    x2, z2, x3, z3, swapped = 1, 0, u, 1, 0
    for t in reversed(range(255)):
        bit = k >> t & 1
        if swapped ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swapped = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        da, cb = d * a, c * b
        x3, z3 = (da + cb) ** 2 % p, u * (da - cb) ** 2 % p
        e = a * a - b * b
        x2, z2 = a * a * b * b % p, e * (a * a + 121665 * e) % p
    if swapped:
        x2, z2 = x3, z3
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(32, "little")


# FIPS 203 with the parameters of ML-KEM-768: k = 3, eta = 2, du = 10, dv = 4

Q = 3329
ZETAS = [pow(17, int(f"{i:07b}"[::-1], 2), Q) for i in range(128)]
GAMMAS = [pow(17, 2 * int(f"{i:07b}"[::-1], 2) + 1, Q) for i in range(128)]


def ntt(f):
    f, i, length = list(f), 1, 128
    while length >= 2:
        for start in range(0, 256, 2 * length):
            for j in range(start, start + length):
                t = ZETAS[i] * f[j + length]
                f[j], f[j + length] = (f[j] + t) % Q, (f[j] - t) % Q
            i += 1
        length //= 2
    return f


def inverse_ntt(f):
    f, i, length = list(f), 127, 2
    while length <= 128:
        for start in range(0, 256, 2 * length):
            for j in range(start, start + length):
                t = f[j]
                f[j], f[j + length] = (t + f[j + length]) % Q, ZETAS[i] * (f[j + length] - t) % Q
            i -= 1
        length *= 2
    return [x * 3303 % Q for x in f]


def product(f, g):
    out = []
    for i in range(128):
        a, b, c, d = f[2 * i], f[2 * i + 1], g[2 * i], g[2 * i + 1]
        out += [(a * c + b * d * GAMMAS[i]) % Q, (a * d + b * c) % Q]
    return out


def plus(*polynomials):
    return [sum(each) % Q for each in zip(*polynomials)]


def dot(a, b):
    return plus(*(product(f, g) for f, g in zip(a, b)))


def to_bytes(values, bits):
    return sum(v << bits * i for i, v in enumerate(values)).to_bytes(32 * bits, "little")


def from_bytes(data, bits):
    number = int.from_bytes(data, "little")
    return [number >> bits * i & (1 << bits) - 1 for i in range(256)]


def split(data, size):
    return [data[i : i + size] for i in range(0, len(data), size)]


def compress(f, bits):
    return [(2 * (x << bits) + Q) // (2 * Q) % (1 << bits) for x in f]


def decompress(f, bits):
    return [(2 * x * Q + (1 << bits)) >> (bits + 1) for x in f]


def uniform(seed, i, j):
    stream = hashlib.shake_128(seed + bytes([j, i])).digest(1344)
    out = []
    for a, b, c in split(stream, 3):
        out += [d for d in (a + 256 * (b % 16), b // 16 + 16 * c) if d < Q]
    return out[:256]


def noise(seed, n):
    bits = from_bytes(hashlib.shake_256(seed + bytes([n])).digest(128), 4)
    return [((v & 1) + (v >> 1 & 1) - (v >> 2 & 1) - (v >> 3)) % Q for v in bits]


def matrix(rho):
    return [[uniform(rho, i, j) for j in range(3)] for i in range(3)]


def kem_keys(d, z):
    seed = hashlib.sha3_512(d + bytes([3])).digest()
    rho, sigma = seed[:32], seed[32:]
    s = [ntt(noise(sigma, n)) for n in range(3)]
    e = [ntt(noise(sigma, 3 + n)) for n in range(3)]
    t = [plus(dot(row, s), error) for row, error in zip(matrix(rho), e)]
    public = b"".join(to_bytes(f, 12) for f in t) + rho
    return public, (s, public, z)


def pke_encrypt(public, message, randomness):
    t = [from_bytes(b, 12) for b in split(public[:1152], 384)]
    a = matrix(public[1152:])
    y = [ntt(noise(randomness, n)) for n in range(3)]
    u = [
        plus(inverse_ntt(dot([row[i] for row in a], y)), noise(randomness, 3 + i))
        for i in range(3)
    ]
    mu = decompress(from_bytes(message, 1), 1)
    v = plus(inverse_ntt(dot(t, y)), noise(randomness, 6), mu)
    return b"".join(to_bytes(compress(f, 10), 10) for f in u) + to_bytes(compress(v, 4), 4)


def kem_decapsulate(secret, ciphertext):
    s, public, z = secret
    u = [ntt(decompress(from_bytes(b, 10), 10)) for b in split(ciphertext[:960], 320)]
    v = decompress(from_bytes(ciphertext[960:], 4), 4)
    w = [(a - b) % Q for a, b in zip(v, inverse_ntt(dot(s, u)))]
    message = to_bytes(compress(w, 1), 1)
    derived = hashlib.sha3_512(message + hashlib.sha3_256(public).digest()).digest()
    if pke_encrypt(public, message, derived[32:]) == ciphertext:
        return derived[:32]
    return hashlib.shake_256(z + ciphertext).digest(32)


# X-Wing, and HPKE on top of it


class SecretKey:
    def __init__(self, seed):
        expanded = hashlib.shake_256(seed).digest(96)
        self.x = expanded[64:]
        self.x_public = x25519(self.x, (9).to_bytes(32, "little"))
        kem_public, self.kem = kem_keys(expanded[:32], expanded[32:64])
        self.public = kem_public + self.x_public

    def decapsulate(self, ciphertext):
        shared_m = kem_decapsulate(self.kem, ciphertext[:1088])
        shared_x = x25519(self.x, ciphertext[1088:])
        joined = shared_m + shared_x + ciphertext[1088:] + self.x_public
        return hashlib.sha3_256(joined + rb"\.//^" + b"\\").digest()

    def open_slot(self, slot, start):
        shared = self.decapsulate(slot[:1120])
        suite = b"HPKE" + bytes.fromhex("647a00010003")
        labelled = lambda salt, label, data: extract(salt, b"HPKE-v1" + suite + label + data)
        info = labelled(b"", b"info_hash", b"pocketcard parcel 1")
        context = b"\0" + labelled(b"", b"psk_id_hash", b"") + info
        secret = labelled(shared, b"secret", b"")
        derive = lambda label, n: expand(
            secret, n.to_bytes(2, "big") + b"HPKE-v1" + suite + label + context, n
        )
        return aead_open(derive(b"key", 32), derive(b"base_nonce", 12), slot[1120:], start)


# RFC 8032

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point(data):
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
    out = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            out = add(out, p)
        p, scalar = add(p, p), scalar >> 1
    return out


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def verify(public, purpose, message, signature):
    signed = b"pocketcard " + purpose + b"\0" + hashlib.sha256(message).digest()
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    neutral = (0, 1, 1, 0)
    if a is None or r is None or s >= L or same(times(8, a), neutral) or same(times(8, r), neutral):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + signed).digest(), "little") % L
    base = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    return same(times(s, base), add(r, times(h, a)))


# docs/formats.md, "The parcel"


SLOTS = {1: 2, 2: 1, 3: 2}


def smallest(suite, needed):
    """The smallest size that a parcel may have and that is not below this."""
    needed = max(needed, 4096 if suite == 1 else 2560)
    if needed > 65536:
        kept = (needed.bit_length() - 1).bit_length() + 1
    else:
        kept = 1 if suite == 1 else 3
    step = 1 << needed.bit_length() - kept
    return -(-needed // step) * step


def size_for(suite, content):
    letter = 185 + content
    return smallest(suite, 22 + 1168 * SLOTS[suite] + 32 + letter + 16 * -(-letter // 65520))


def open_parcel(parcel, key):
    """The letter in a parcel as a dictionary; Refused if there is anything wrong with it."""
    if parcel[:4] != b"PCP1":
        raise Refused("NotAParcel")
    suite = int.from_bytes(parcel[4:6], "big")
    if suite not in SLOTS:
        raise Refused("UnknownSuite")
    if smallest(suite, len(parcel)) != len(parcel) or not size_for(suite, 0) <= len(parcel) <= 2**26:
        raise Refused("Truncated")
    before = 22 + 1168 * SLOTS[suite]
    start, slots = parcel[:22], split(parcel[22:before], 1168)
    keys = [opened for slot in slots if (opened := key.open_slot(slot, start))]
    if not keys:
        raise Refused("NotForUs")

    prk = extract(hashlib.sha256(parcel[:before]).digest(), keys[0])
    if parcel[before : before + 32] != expand(prk, b"pocketcard parcel 1 commitment", 32):
        raise Refused("Damaged")
    stream_key = expand(prk, b"pocketcard parcel 1 stream", 32)
    chunks, plain = split(parcel[before + 32 :], 65536), b""
    for number, chunk in enumerate(chunks):
        nonce = bytes(7) + number.to_bytes(4, "big") + bytes([number == len(chunks) - 1])
        opened = aead_open(stream_key, nonce, chunk)
        if opened is None:
            raise Refused("Damaged")
        plain += opened

    end = 121 + int.from_bytes(plain[113:121], "big")
    if not 1 <= plain[0] <= 7:
        raise Refused("UnknownKind")
    if plain[1:17] != parcel[6:22]:
        raise Refused("WrongMailbox")
    if hashlib.sha256(key.public).digest() not in (plain[17:49], plain[49:81]):
        raise Refused("WrongRecipient")
    if end + 64 > len(plain) or any(plain[end + 64 :]):
        raise Refused("Malformed")
    if not verify(plain[81:113], b"letter 1", plain[:end], plain[end : end + 64]):
        raise Refused("BadSignature")
    if len(parcel) != size_for(suite, end - 121):
        raise Refused("Malformed")
    return {
        "kind": plain[0],
        "mailbox": plain[1:17],
        "desk": plain[17:49],
        "escrow": plain[49:81],
        "signer": plain[81:113],
        "content": plain[121:end],
        "file_key": keys[0],
        "stream_key": stream_key,
    }
