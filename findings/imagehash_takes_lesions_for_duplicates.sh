#!/usr/bin/env bash
# Expected: perceptual hashes find pictures taken twice, and tell a black lesion from a brown, a red and a blue one of the same outline
# on other skin.
# Happens: imagehash works on a few pixels of brightness relative to their mean or neighbours. A lesion in the middle of skin is the
# same pattern whatever its colour, its darkness and the noise: four lesions that share nothing but the outline have equal average
# hashes and, with the other hashes, a distance of at most 8 of 64 bits, below the limit of 10 that is often used for duplicates. The
# mirror image of the black lesion is 32 bits away by perceptual hash.
# Why it matters: to clean a set or to look for leaks between training and test by hashes removes distinct lesions as duplicates and
# keeps mirrored copies.
# Versions: ImageHash 4.3.2, Pillow 12.3.0, numpy 2.4.6.
# Seen:
#   ImageHash 4.3.2 Pillow 12.3.0
#   average_hash: from the black lesion to the brown 0, red 0, blue 0 to its own mirror image 2
#   whash: from the black lesion to the brown 8, red 6, blue 6 to its own mirror image 16
#   dhash: from the black lesion to the brown 2, red 3, blue 5 to its own mirror image 20
#   phash: from the black lesion to the brown 0, red 2, blue 0 to its own mirror image 32
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq ImageHash==4.3.2 Pillow==12.3.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import imagehash, numpy as np
from PIL import Image

y, x = np.mgrid[:225, :300]

def lesion(colour, skin, seed):
    """An oval lesion of one colour on skin of another, with noise."""
    w = 1 / (1 + np.exp(8 * (np.hypot((y - 105) / 45, (x - 140 - .4 * (y - 105)) / 60) - 1)))[..., None]
    a = np.array(skin) * (1 - w) + np.array(colour) * w + np.random.default_rng(seed).normal(0, 3, (225, 300, 3))
    return Image.fromarray(a.clip(0, 255).astype(np.uint8))

black = lesion((60, 40, 35), (220, 175, 150), 0)
others = {"brown": lesion((190, 140, 110), (235, 195, 175), 1), "red": lesion((190, 60, 60), (225, 170, 150), 2),
          "blue": lesion((60, 70, 110), (150, 110, 85), 3)}
print("ImageHash", version("ImageHash"), "Pillow", version("Pillow"))
far = {}
for name in ("average_hash", "whash", "dhash", "phash"):
    h = getattr(imagehash, name)
    far[name] = {k: int(h(black) - h(v)) for k, v in others.items()}
    mirrored = int(h(black) - h(black.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))
    print(f"{name}: from the black lesion to the", ", ".join(f"{k} {v}" for k, v in far[name].items()), "to its own mirror image", mirrored)
assert max(far["average_hash"].values()) <= 2 and all(v <= 10 for d in far.values() for v in d.values())
assert mirrored >= 20
PY
