"""The ward's data key, wrapped once for each person by a password and once by the recovery code.

Argon2id (RFC 9106) makes a key of a password, AES-256-GCM wraps with it. The data key itself is random, so that a
new password needs no new encryption. Nothing here prints or keeps a secret; the slow libraries are loaded when used.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from hlh_desktop.record.recovery import RecoveryCode

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """How hard a password is to guess: passes, memory in KiB, lanes of Argon2id. About 150 ms on a ward computer."""

    passes: int = 4
    memory: int = 65536
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether a key file may ask for so much; a damaged one must not take the computer down."""
        return 1 <= self.passes <= 64 and 8 * self.lanes <= self.memory <= 1 << 20 and 1 <= self.lanes <= 64


@dataclass(frozen=True, slots=True)
class Wrap:
    """The data key under another key. `cost` None: that key comes of a recovery code, which nobody can guess."""

    cost: Cost | None
    salt: bytes
    nonce: bytes
    sealed: bytes = field(repr=False)


def new_key() -> bytes:
    """A data key."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """Something random that may be read by anyone."""
    return secrets.token_bytes(SALT_BYTES)


def derived(data_key: bytes, purpose: str) -> bytes:
    """The key for one purpose (HKDF-Expand, RFC 5869; the data key is random already)."""
    return hmac.digest(data_key, purpose.encode() + b"\x01", "sha256")


def wrapped_by_password(data_key: bytes, password: str, about: str, cost: Cost) -> Wrap:
    """The data key under a password. `about` says whose wrap it is; it opens for nobody else."""
    salt = new_salt()
    return _wrapped(data_key, _password_key(password, salt, cost), about, cost, salt)


def wrapped_by_recovery(data_key: bytes, code: RecoveryCode, about: str) -> Wrap:
    """The data key under a recovery code."""
    salt = new_salt()
    return _wrapped(data_key, _recovery_key(code, salt), about, None, salt)


def opened_by_password(wrap: Wrap, password: str, about: str) -> bytes:
    """The data key. Trouble `wrong_password`."""
    key = _password_key(password, wrap.salt, wrap.cost or Cost())
    return _opened(wrap, key, about, "wrong_password")


def opened_by_recovery(wrap: Wrap, code: RecoveryCode, about: str) -> bytes:
    """The data key. Trouble `recovery_of_another` for a code that is sound but not this ward's, or withdrawn."""
    return _opened(wrap, _recovery_key(code, wrap.salt), about, "recovery_of_another")


def pin_hash(pin: str, salt: bytes, cost: Cost) -> bytes:
    """What may be kept of a PIN: it can't be read back, and is another one with another salt."""
    return _password_key(pin, salt, cost)


def _password_key(password: str, salt: bytes, cost: Cost) -> bytes:
    """A key of a password; the same whether accents were typed as one character or as two."""
    from argon2.low_level import Type, hash_secret_raw

    secret = unicodedata.normalize("NFC", password).encode(errors="surrogatepass")
    return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)


def _recovery_key(code: RecoveryCode, salt: bytes) -> bytes:
    return derived(hmac.digest(salt, code.secret, "sha256"), "recovery")


def _wrapped(data_key: bytes, key: bytes, about: str, cost: Cost | None, salt: bytes) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    return Wrap(cost, salt, nonce, AESGCM(key).encrypt(nonce, data_key, about.encode()))


def _opened(wrap: Wrap, key: bytes, about: str, otherwise: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(wrap.nonce, wrap.sealed, about.encode())
    except InvalidTag:
        raise Trouble(otherwise) from None
