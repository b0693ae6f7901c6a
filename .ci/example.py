"""Make what several checks read, once and before they run side by side: a small painted set and a larger one, and a run that was trained on the
small one and audited. What this version has made stays."""
import hashlib, os, shutil, tempfile
from importlib.util import find_spec
from pathlib import Path

tmp = Path(tempfile.gettempdir())
folder = tmp/'dermnb-example'
made = folder.with_name(folder.name+'.made-by')   # beside it: in it would be a file of the dataset

def version(where=''):
    "What the package's modules in a folder are, in a word"
    return hashlib.sha256(b''.join(f.read_bytes() for f in sorted((Path(find_spec('dermnb').origin).parent/where).rglob('*.py')))).hexdigest()

def painted(place, n):
    from dermnb.synth.dataset import make_synth
    return make_synth(place, n=n, size=(160,120), seed=1)

def example():
    "The small set, under a name without its version, so that notebooks can ask for it"
    if not (folder.is_dir() and made.is_file() and made.read_text() == version('synth')):
        shutil.rmtree(folder, ignore_errors=True)   # an older generator may have made it
        painted(folder, 240)
        made.write_text(version('synth'))
    return folder

def once(name, make):
    "A folder of this name, made whole by whoever comes first"
    if not (place := tmp/name).is_dir():
        with tempfile.TemporaryDirectory(dir=tmp) as d:
            make(Path(d)/'new')
            try: os.rename(Path(d)/'new', place)
            except OSError:   # somebody was quicker
                if not place.is_dir(): raise
    return place

def example_large(): return once(f'dermnb-example-large-{version("synth")[:12]}', lambda o: painted(o, 480))

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
            run = train_folds(make_folds(load_table(example()), 2), place/'trained', arch='tf_efficientnet_lite0', size=128, epochs=3, bs=16, ema=0, power=0., adjust=0., fold=0, progress=False)
            shutil.copytree(run, place/'audited')
            audit_run(place/'audited', load_table(folder), false_alarms=.3, progress=False)
        finally: os.environ.pop('DERMNB_CACHE') if old is None else os.environ.update(DERMNB_CACHE=old)

def kept(): return once(f'dermnb-example-run-{version()[:12]}', train)

def example_run(to, audited=False):
    "A copy of the run, at `to`"
    return Path(shutil.copytree(kept()/('audited' if audited else 'trained'), to))

if __name__ == '__main__': example(), example_large(), kept()
