"Make the small synthetic set that several notebooks read, once and before they run side by side."
import shutil, tempfile
from pathlib import Path

from dermnb.synth.dataset import make_synth

folder = Path(tempfile.gettempdir())/'dermnb-example'
shutil.rmtree(folder, ignore_errors=True)   # an older generator may have made it
make_synth(folder, n=240, size=(160,120), seed=1)
