"""Make what several notebooks read, once and before they run side by side: a small painted set, and a run that was trained on it and audited.
What this version has made stays; another version's is made anew."""
import hashlib, os, shutil, sys, tempfile
from importlib.util import find_spec
from pathlib import Path

folder,kept = (Path(tempfile.gettempdir())/o for o in ('dermnb-example', 'dermnb-example-run'))

def version(where=''):
    "What the package's modules in a folder are, in a word"
    package = Path(find_spec('dermnb').origin).parent
    return hashlib.sha256(b''.join(f.read_bytes() for f in sorted((package/where).rglob('*.py')))+sys.version.encode()).hexdigest()

def made(place, word, make):
    "Make a folder unless this version has"
    by = place.with_name(place.name+'.made-by')   # beside it: in it would be a file of the dataset
    if place.is_dir() and by.is_file() and by.read_text() == word: return
    shutil.rmtree(place, ignore_errors=True)   # an older one may have made it
    make(place)
    by.write_text(word)

def paint(place):
    from dermnb.synth.dataset import make_synth
    make_synth(place, n=240, size=(160,120), seed=1)

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
            run = train_folds(make_folds(load_table(folder), 2), place/'trained', arch='tf_efficientnet_lite0', size=128, epochs=3, bs=16, ema=0, power=0., adjust=0., fold=0, progress=False)
            shutil.copytree(run, place/'audited')
            audit_run(place/'audited', load_table(folder), false_alarms=.3, progress=False)
        finally: os.environ.pop('DERMNB_CACHE') if old is None else os.environ.update(DERMNB_CACHE=old)

def main():
    made(folder, version('synth'), paint)
    made(kept, version(), train)

def example_run(to, audited=False):
    "A copy of the run, at `to`"
    main()
    return Path(shutil.copytree(kept/('audited' if audited else 'trained'), to))

if __name__ == '__main__': main()
