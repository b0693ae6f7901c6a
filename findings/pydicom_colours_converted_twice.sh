#!/usr/bin/env bash
# Expected: after reading a dermoscopic DICOM file whose JPEG is stored as YBR_FULL_422, `PhotometricInterpretation` says in which
# colour space `pixel_array` is, so that `convert_color_space(ds.pixel_array, ds.PhotometricInterpretation, "RGB")`, the recipe of
# pydicom 2, gives RGB.
# Happens: pydicom 3 converts to RGB inside `pixel_array` but the attribute goes on saying YBR_FULL_422, so the recipe converts a second
# time, without an error or a warning: skin turns blue. (`pixel_array_options(raw=True)` keeps YCbCr; `ds.decompress()` changes the
# attribute too.)
# Why it matters: colour photographs are commonly stored so, and a reader written for pydicom 2 now makes a set of blue lesions from
# which a network still learns something.
# Versions: pydicom 3.0.2, Pillow 12.3.0, numpy 2.4.6.
# Seen:
#   pydicom 3.0.2 skin painted as (200, 140, 110)
#   pixel_array: [200, 141, 111] while PhotometricInterpretation says YBR_FULL_422
#   after the recipe of pydicom 2: [176, 208, 223]
set -euo pipefail
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v"
"$d/v/bin/pip" install -qq pydicom==3.0.2 Pillow==12.3.0 numpy==2.4.6
cd "$d"
"$d/v/bin/python" - <<'PY'
import io
from importlib.metadata import version
import numpy as np, pydicom
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixels import convert_color_space
from pydicom.uid import JPEGBaseline8Bit, generate_uid

skin = (200, 140, 110)
jpeg = io.BytesIO()
Image.new("RGB", (32, 32), skin).save(jpeg, "JPEG", quality=95, subsampling="4:2:2")
ds = Dataset()
ds.file_meta = FileMetaDataset()
ds.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.77.1.4"  # VL photographic image
ds.SOPInstanceUID = generate_uid()
ds.Rows = ds.Columns = 32
ds.SamplesPerPixel, ds.PlanarConfiguration, ds.PixelRepresentation = 3, 0, 0
ds.BitsAllocated, ds.BitsStored, ds.HighBit = 8, 8, 7
ds.PhotometricInterpretation = "YBR_FULL_422"
ds.PixelData = encapsulate([jpeg.getvalue()])
ds["PixelData"].VR = "OB"
file = io.BytesIO()
ds.save_as(file, enforce_file_format=True)

file.seek(0)
ds = pydicom.dcmread(file)
once = ds.pixel_array[16, 16]
twice = convert_color_space(ds.pixel_array, ds.PhotometricInterpretation, "RGB")[16, 16]
print("pydicom", version("pydicom"), "skin painted as", skin)
print("pixel_array:", once.tolist(), "while PhotometricInterpretation says", ds.PhotometricInterpretation)
print("after the recipe of pydicom 2:", twice.tolist())
assert np.abs(once.astype(int) - skin).max() <= 3
assert ds.PhotometricInterpretation == "YBR_FULL_422"
assert twice[2] > twice[0] + 30  # bluer than red: no skin
PY
