"""Make what several checks read, once and before they run side by side: a small painted set and a larger one, and a run that was trained on the
small one and audited. What this version has made stays; another version's is made anew."""
import hashlib, os, shutil, sys, tempfile
from importlib.util import find_spec
from pathlib import Path

folder,large,kept = (Path(tempfile.gettempdir())/o for o in ('dermnb-example', 'dermnb-example-large', 'dermnb-example-run'))

def version(where=''):
    "What the package's modules in a folder are, in a word"
    package = Path(find_spec('dermnb').origin).parent
    return hashlib.sha256(b''.join(f.read_bytes() for f in sorted((package/where).rglob('*.py')))+sys.version.encode()).hexdigest()

def made(place, word, make):
    "The folder, made unless this version has"
    by = place.with_name(place.name+'.made-by')   # beside it: in it would be a file of the dataset
    if not (place.is_dir() and by.is_file() and by.read_text() == word):
        shutil.rmtree(place, ignore_errors=True)   # an older one may have made it
        make(place)
        by.write_text(word)
    return place

def painted(place, n):
    from dermnb.synth.dataset import make_synth
    return made(place, version('synth'), lambda o: make_synth(o, n=n, size=(160,120), seed=1))

def example_large(): return painted(large, 480)

def train(place):
    "One of two folds, as it is after training and as it is after the audit"
    from dermnb.data.splits import make_folds
    from dermnb.data.table import load_table
    from dermnb.train.folds import train_folds
    from dermnb.trust.audit import audit_run
    old = os.environ.get('DERMNB_CACHE')
    with tempfile.TemporaryDirectory() as cache:
        os.environ['DERMNB_CACHE'] = cache
        try:
            run = train_folds(make_folds(load_table(painted(folder, 240)), 2), place/'trained', arch='tf_efficientnet_lite0', size=128, epochs=3, bs=16, ema=0, power=0., adjust=0., fold=0, progress=False)
            shutil.copytree(run, place/'audited')
            audit_run(place/'audited', load_table(folder), false_alarms=.3, progress=False)
        finally: os.environ.pop('DERMNB_CACHE') if old is None else os.environ.update(DERMNB_CACHE=old)

def example_run(to, audited=False):
    "A copy of the run, at `to`"
    return Path(shutil.copytree(made(kept, version(), train)/('audited' if audited else 'trained'), to))

if __name__ == '__main__': painted(folder, 240), example_large(), made(kept, version(), train)
