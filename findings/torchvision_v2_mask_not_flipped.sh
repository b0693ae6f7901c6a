#!/usr/bin/env bash
# Expected: torchvision's v2 transforms, made for pairs, treat the picture and the mask of a lesion alike when both are given as two
# tensors or two Pillow images, or refuse.
# Happens: of two plain tensors only the first is transformed: the picture is flipped, the mask is not. Of two Pillow images both are
# taken for pictures: the mask is flipped but also made darker by `ColorJitter` and gets greys at its border from `Resize`. Only
# `tv_tensors.Mask` is a mask. No warning in either case.
# Why it matters: a lesion lies near the middle, so flipped pictures with unflipped masks overlap well enough for the training to go on:
# the network learns a blurred border, and the Dice score never says why.
# Versions: torchvision 0.29.1, torch 2.14.1, Pillow 12.3.0.
# Seen:
#   torchvision 0.29.1 torch 2.14.1
#   two tensors: picture flipped True mask flipped False
#   Image and Mask: picture flipped True mask flipped True
#   two Pillow images: values of the mask after ColorJitter [0, 127] and number of values after Resize 30
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchvision==0.29.1 Pillow==12.3.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
import numpy as np, torch
from PIL import Image
from torchvision import tv_tensors
from torchvision.transforms import v2

y, x = np.mgrid[:32, :32]
mask = (np.hypot(y - 16, x - 12) < 8).astype(np.uint8)                       # a lesion a little left of the middle
photo = np.where(mask[..., None] > 0, (90, 60, 50), (220, 170, 150)).astype(np.uint8)
tm, tp = torch.from_numpy(mask)[None], torch.from_numpy(photo).permute(2, 0, 1)
flip = v2.RandomHorizontalFlip(1.)
print("torchvision", version("torchvision"), "torch", version("torch"))
p, m = flip(tp, tm)
print("two tensors: picture flipped", torch.equal(p, tp.flip(2)), "mask flipped", torch.equal(m, tm.flip(2)))
assert torch.equal(p, tp.flip(2)) and torch.equal(m, tm)
p, m = flip(tv_tensors.Image(tp), tv_tensors.Mask(tm))
print("Image and Mask: picture flipped", torch.equal(p, tp.flip(2)), "mask flipped", torch.equal(m, tm.flip(2)))
assert torch.equal(m, tm.flip(2))
pair = Image.fromarray(photo), Image.fromarray(255 * mask)
dark = np.unique(v2.ColorJitter(brightness=(.5, .5))(*pair)[1]).tolist()
greys = len(np.unique(v2.Resize(40)(*pair)[1]))
print("two Pillow images: values of the mask after ColorJitter", dark, "and number of values after Resize", greys)
assert max(dark) < 130 and greys > 2
PY
