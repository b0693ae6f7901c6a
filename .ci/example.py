"Make the small synthetic set that several notebooks read, once and before they run side by side; one that this version has made stays."
import hashlib, shutil, tempfile
from pathlib import Path

from dermnb.synth.dataset import make_synth

folder = Path(tempfile.gettempdir())/'dermnb-example'
made = folder.with_name(folder.name+'.made-by')   # beside it: in it would be a file of the dataset
version = hashlib.sha256(b''.join(f.read_bytes() for f in sorted(Path('dermnb/synth').glob('*.py')))).hexdigest()
if not (folder.is_dir() and made.is_file() and made.read_text() == version):
    shutil.rmtree(folder, ignore_errors=True)   # an older generator may have made it
    make_synth(folder, n=240, size=(160,120), seed=1)
    made.write_text(version)
