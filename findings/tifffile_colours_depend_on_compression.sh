#!/usr/bin/env bash
# Expected: `tifffile.imread` gives the same colours for the same picture whether its TIFF file was compressed with JPEG or with LZW.
# Happens: for a picture stored as YCbCr the JPEG file comes back as RGB, the LZW file as the stored Y, Cb, Cr in an array of the same
# shape and type. Pillow converts both. No warning, and nothing in the array tells which it is.
# Why it matters: skin (200, 140, 110) becomes (154, 102, 160), a violet that looks like a staining; a folder of mixed exports of a
# photographic archive yields two populations of colours that a network will use as a shortcut to the clinic.
# Versions: tifffile 2026.3.3, imagecodecs 2026.3.6, Pillow 12.3.0.
# Seen:
#   tifffile 2026.3.3 Pillow 12.3.0 skin painted as (200, 140, 110)
#   jpeg (YCBCR): tifffile [199, 140, 108], Pillow [199, 140, 108]
#   tiff_lzw (YCBCR): tifffile [154, 102, 160], Pillow [199, 140, 108]
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq tifffile==2026.3.3 imagecodecs==2026.3.6 Pillow==12.3.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import numpy as np, tifffile
from PIL import Image

skin = (200, 140, 110)
print("tifffile", version("tifffile"), "Pillow", version("Pillow"), "skin painted as", skin)
out = {}
for how in ("jpeg", "tiff_lzw"):
    Image.new("RGB", (32, 32), skin).convert("YCbCr").save(f"{how}.tif", compression=how)
    with tifffile.TiffFile(f"{how}.tif") as t:
        kind = t.pages[0].photometric.name
    out[how] = [tifffile.imread(f"{how}.tif")[16, 16].tolist(), list(Image.open(f"{how}.tif").convert("RGB").getpixel((16, 16)))]
    print(f"{how} ({kind}): tifffile {out[how][0]}, Pillow {out[how][1]}")
near = lambda a: np.abs(np.subtract(a, skin)).max() <= 3
assert near(out["jpeg"][0]) and near(out["jpeg"][1]) and near(out["tiff_lzw"][1])
assert not near(out["tiff_lzw"][0]) and out["tiff_lzw"][0][2] > 150
PY
