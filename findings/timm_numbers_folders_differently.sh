#!/usr/bin/env bash
# Expected: timm and torchvision number the classes of the same folder of pictures alike, and the class is the folder below the root.
# Happens: torchvision's `ImageFolder` sorts names as strings; timm's folder reader sorts them as people do (2 before 10) and without
# regard to case, so that the numbers differ for names such as 2_melanoma and 10_nevus. And where pictures lie one level deeper
# (melanoma/clinic_a), timm's class is the innermost folder: it learns to tell clinics.
# Why it matters: weights trained by one and evaluated by the other answer with the wrong lesion for a part of the classes, at an
# accuracy that looks like a badly trained network, not like a mistake; sets that come by disease and clinic train without an error.
# Versions: timm 1.0.31, torchvision 0.29.1, torch 2.14.1.
# Seen:
#   timm 1.0.31 torchvision 0.29.1
#   numbered names: torchvision ['10_nevus', '1_bcc', '2_melanoma'] timm ['1_bcc', '2_melanoma', '10_nevus']
#   by clinic: torchvision ['melanoma', 'nevus'] timm ['clinic_a', 'clinic_b']
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
if [ -n "${TORCH_SITE:-}" ]; then echo "$TORCH_SITE" > "$(echo "$d"/v/lib/python3*/site-packages)/torch_site.pth"; fi
"$d/v/bin/pip" install -qq torch==2.14.1 torchvision==0.29.1 timm==1.0.31 Pillow==12.3.0
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
from pathlib import Path
from PIL import Image
from timm.data import create_dataset
from torchvision.datasets import ImageFolder

def classes(*folders):
    """Classes in order of their numbers, by torchvision and by timm."""
    root = Path(f"set{len(folders)}")
    for f in folders:
        (root / f).mkdir(parents=True)
        Image.new("RGB", (8, 8)).save(root / f / "a.png")
    index = create_dataset("folder", root=str(root)).reader.class_to_idx
    return ImageFolder(root).classes, sorted(index, key=index.get)

print("timm", version("timm"), "torchvision", version("torchvision"))
tv, tm = classes("1_bcc", "2_melanoma", "10_nevus")
print("numbered names: torchvision", tv, "timm", tm)
assert tv == ["10_nevus", "1_bcc", "2_melanoma"] and tm == ["1_bcc", "2_melanoma", "10_nevus"]
tv, tm = classes("melanoma/clinic_a", "melanoma/clinic_b", "nevus/clinic_a", "nevus/clinic_b")
print("by clinic: torchvision", tv, "timm", tm)
assert tv == ["melanoma", "nevus"] and tm == ["clinic_a", "clinic_b"]
PY
