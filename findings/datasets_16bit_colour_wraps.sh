#!/usr/bin/env bash
# Expected: a 16-bit colour picture put into an image column of the `datasets` library is kept, scaled to 8 bits, or refused; 16-bit
# grey is kept.
# Happens: a colour array of type uint16 (or any integer type) is cast to uint8 by `astype`, that is modulo 256: of 300 remains 44, of
# 256 remains 0, and a smooth brightness becomes saw teeth. The only sign is a warning "Downcasting array dtype uint16 to uint8 to be
# compatible with 'Pillow'", which reads like a loss of precision. The grey picture of the same type is kept as it is.
# Why it matters: pictures developed from raw files come as 16-bit TIFF; the published set then holds noise with the outline of lesions.
# Versions: datasets 5.2.0, Pillow 12.3.0, numpy 2.4.6.
# Seen:
#   datasets 5.2.0
#   grey 16 bit in: [0, 8207, 16415, 24623, 32831, 41039, 49247, 57455] out: [0, 8207, 16415, 24623, 32831, 41039, 49247, 57455]
#   colour 16 bit in: [0, 8207, 16415, 24623, 32831, 41039, 49247, 57455] out: [0, 15, 31, 47, 63, 79, 95, 111] Downcasting array
#     dtype uint16 to uint8 to be compatible with 'Pillow'
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq datasets==5.2.0 Pillow==12.3.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
import warnings
from importlib.metadata import version
import numpy as np
from datasets import Dataset, Features, Image

ramp = np.tile(np.linspace(0, 65535, 512).astype(np.uint16), (8, 1))       # from black to white
print("datasets", version("datasets"))
kept = {}
for name, a in {"grey": ramp, "colour": np.stack([ramp] * 3, -1)}.items():
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        ds = Dataset.from_dict({"image": [a]}, features=Features({"image": Image()}))
    kept[name] = np.asarray(ds[0]["image"]).astype(int)[0]
    kept[name] = kept[name] if kept[name].ndim == 1 else kept[name][:, 0]
    print(name, "16 bit in:", ramp[0, ::64].tolist(), "out:", kept[name][::64].tolist(), *{str(m.message) for m in w})
assert (kept["grey"] == ramp[0]).all()
assert (kept["colour"] == ramp[0] % 256).all()
assert (np.diff(kept["colour"]) < 0).sum() > 100  # a ramp no longer
PY
