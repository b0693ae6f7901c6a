#!/usr/bin/env bash
# Expected: "3.25mm", "3.25" and 3.25 are the same diameter of a lesion for isic-metadata, the archive's own checker of tables.
# Happens: `clin_size_long_diam_mm` is rounded to one digit where the unit is written ("3.25mm" and "0.325cm" give 3.2, "40um" gives
# 0.0) and kept to two digits where it is not. The Breslow thickness `mel_thick_mm` of the same row keeps both digits with the unit.
# Why it matters: a table that mixes both notations gets two precisions in one column, a lesion of 40 um the size 0, and joins or
# near-duplicate checks by size fail between rows of one lesion.
# Versions: isic-metadata 4.12.0.
# Seen:
#   isic-metadata 4.12.0
#   diameter '3.25' -> 3.25 mm
#   diameter 3.25 -> 3.25 mm
#   diameter '3.25mm' -> 3.2 mm
#   diameter '0.325cm' -> 3.2 mm
#   diameter '40um' -> 0.0 mm
#   Breslow thickness '3.25mm' -> 3.25 mm
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq isic-metadata==4.12.0
cd "$d"
"$d/v/bin/python" - <<'PY'
from importlib.metadata import version
from isic_metadata.metadata import MetadataRow

print("isic-metadata", version("isic-metadata"))
size = {v: float(MetadataRow(clin_size_long_diam_mm=v).clin_size_long_diam_mm) for v in ("3.25", 3.25, "3.25mm", "0.325cm", "40um")}
for k, v in size.items():
    print(f"diameter {k!r} -> {v} mm")
thick = float(MetadataRow(mel_thick_mm="3.25mm", diagnosis="Melanoma Invasive").mel_thick_mm)
print("Breslow thickness '3.25mm' ->", thick, "mm")
assert list(size.values()) == [3.25, 3.25, 3.2, 3.2, 0.0] and thick == 3.25
PY
