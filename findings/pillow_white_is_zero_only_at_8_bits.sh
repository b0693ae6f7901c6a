#!/usr/bin/env bash
# Expected: Pillow treats a greyscale TIFF in which white is zero (PhotometricInterpretation 0) alike at 8 and at 16 bits: white comes
# out white.
# Happens: at 8 bits (and 1 bit) the values are turned over, so that mode `L` has white as 255; at 16 bits the stored numbers come out
# as mode `I;16`, white as 0, a negative. The mode and `info` do not tell the two apart, only the TIFF tag 262 does. OpenCV's `imread`
# does the same.
# Why it matters: code that was tried on 8-bit files makes negatives of the 16-bit ones of the same writer: the skin is dark, the lesion
# bright, and of a mask the outside is the lesion.
# Versions: Pillow 12.3.0, tifffile 2026.3.3 (writes the files), opencv-python-headless 5.0.0.93.
# Seen:
#   Pillow 12.3.0 opencv-python-headless 5.0.0.93
#   uint8, painted skin 0.8, lesion 0.2: Pillow (mode L, tag 262 = 0) [0.8, 0.2], OpenCV [0.8, 0.2]
#   uint16, painted skin 0.8, lesion 0.2: Pillow (mode I;16, tag 262 = 0) [0.2, 0.8], OpenCV [0.2, 0.8]
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq Pillow==12.3.0 tifffile==2026.3.3 opencv-python-headless==5.0.0.93 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import cv2, numpy as np, tifffile
from PIL import Image

print("Pillow", version("Pillow"), "opencv-python-headless", version("opencv-python-headless"))
seen = {}
for kind in (np.uint8, np.uint16):
    white = np.iinfo(kind).max
    shown = np.full((32, 32), int(.8 * white), kind)                  # bright skin
    shown[8:24, 8:24] = int(.2 * white)                               # a dark lesion
    tifffile.imwrite("a.tif", white - shown, photometric="miniswhite")
    with Image.open("a.tif") as im:
        p, mode, tag = np.asarray(im) / white, im.mode, im.tag_v2[262]
    c = cv2.imread("a.tif", cv2.IMREAD_UNCHANGED) / white
    seen[kind] = [round(float(v), 2) for v in (p[0, 0], p[16, 16], c[0, 0], c[16, 16])]
    print(f"{kind.__name__}, painted skin 0.8, lesion 0.2: Pillow (mode {mode}, tag 262 = {tag}) {seen[kind][:2]}, OpenCV {seen[kind][2:]}")
assert seen[np.uint8] == [.8, .2, .8, .2] and seen[np.uint16] == [.2, .8, .2, .8]
PY
