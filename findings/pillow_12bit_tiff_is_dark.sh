#!/usr/bin/env bash
# Expected: Pillow opens a greyscale TIFF of 12 bits as it does one of 8 or 16 bits: half grey is half of the mode's range.
# Happens: a 12-bit file opens as `I;16` with the stored numbers, so that white is 4095 of 65535. Scaled by the mode's range, as one
# does for every other `I;16`, the picture is sixteen times too dark; nothing in `mode` or `info` says 12 (only the TIFF tag 258 does).
# And `.convert("L")` cuts off at 255 instead of scaling: nearly everything is white.
# Why it matters: scientific cameras often deliver 12 bits; the picture passes as a very dark or a white one, and a classifier answers.
# Versions: Pillow 12.3.0, tifffile 2026.3.3 (writes the file).
# Seen:
#   Pillow 12.3.0 half grey at 12 bits: 2048 in mode I;16 tag 258 says (12,)
#   by the mode's range 0.031 of white, by convert('L') 1.000
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq Pillow==12.3.0 tifffile==2026.3.3 imagecodecs==2026.3.6 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import numpy as np, tifffile
from PIL import Image

tifffile.imwrite("grey12.tif", np.full((32, 32), 2048, np.uint16), bitspersample=12)
with Image.open("grey12.tif") as im:
    im.load()
    value, mode, bits, as_l = im.getpixel((5, 5)), im.mode, im.tag_v2[258], im.convert("L").getpixel((5, 5))
print("Pillow", version("Pillow"), "half grey at 12 bits:", value, "in mode", mode, "tag 258 says", bits)
print(f"by the mode's range {value / 65535:.3f} of white, by convert('L') {as_l / 255:.3f}")
assert (value, mode, bits, as_l) == (2048, "I;16", (12,), 255)
PY
