#!/usr/bin/env bash
# Expected: `CategoryBlock(vocab=[...])` numbers the classes in the order of the list that it is given, as torchvision's and timm's
# `class_to_idx` do: whoever names the vocabulary names the order of the network's outputs.
# Happens: the list is sorted first. Only with `sort=False` does its order count.
# Why it matters: HAM10000's seven codes happen to be written alphabetically in most code, so nobody notices; the ISIC challenges' order
# is MEL, NV, BCC, AKIEC, ..., and with that list the outputs stand in another order than the list that is used to name them: melanomas are
# read as other diagnoses, without an error.
# Versions: fastai 2.8.12, torch 2.14.1.
# Seen:
#   fastai 2.8.12
#   given: ['MEL', 'NV', 'BCC', 'AKIEC'] used: ['AKIEC', 'BCC', 'MEL', 'NV']
#   number of MEL: 2
#   with sort=False: ['MEL', 'NV', 'BCC', 'AKIEC']
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchvision==0.29.1 fastai==2.8.12 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
from fastai.data.all import CategoryBlock, DataBlock, TransformBlock

isic = ["MEL", "NV", "BCC", "AKIEC"]

def used(**options):
    block = DataBlock((TransformBlock, CategoryBlock(vocab=isic, **options)), get_x=lambda o: o, get_y=lambda o: o)
    return block.datasets(isic)

print("fastai", version("fastai"))
plain = used()
print("given:", isic, "used:", list(plain.vocab))
print("number of MEL:", int(plain[0][1]))
print("with sort=False:", list(used(sort=False).vocab))
assert list(plain.vocab) == sorted(isic) and int(plain[0][1]) == 2 and list(used(sort=False).vocab) == isic
PY
