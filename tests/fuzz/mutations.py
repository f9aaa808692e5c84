"""Changed inputs, the same on every run: for machines without a fuzzer."""

import random
from collections.abc import Iterator, Sequence

_BITS = (
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"\x1b[2J",
    b"[" * 100_000,
    b"9" * 5000,
    b"1e999",
    b"-1",
    b"NaN",
    b"true",
    b"null",
    b'"',
    b"'''",
    b"\r",
    b"{}",
    b"[[",
    b"=",
    b"1979-05-27T07:32:00Z",
)


def changed(seeds: Sequence[bytes], count: int) -> Iterator[bytes]:
    """So many changed seeds: bits put in, bytes turned, parts cut, doubled and exchanged."""
    chance = random.Random(20261125)
    for _number in range(count):
        data = bytearray(chance.choice(seeds))
        for _change in range(chance.randint(1, 4)):
            at = chance.randrange(len(data) + 1)
            end = min(len(data), at + chance.randint(0, 40))
            match chance.randrange(5):
                case 0:
                    data[at:at] = chance.choice(_BITS)
                case 1:
                    data[at:end] = chance.choice(_BITS)
                case 2:
                    del data[at:end]
                case 3:
                    data[at:at] = data[at:end] * chance.randint(1, 3)
                case _:
                    other = chance.choice(seeds)
                    data[at:end] = other[at:end]
        yield bytes(data)
