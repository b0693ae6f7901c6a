"""Kill training, evaluation, audit and the building of an image cache at random moments, go on, and compare with what nobody disturbed; then crowds, a full and a read-only disk.

    python .ci/kills.py [MOMENTS] [SEED]

On 120 painted pictures at 64 pixels, MOMENTS kills of each command (default 10; `make test` takes 1). The full and the read-only disk need the right to mount (root on Linux) and are said to be left out elsewhere. Exit status 1 when anything differs, is left over, or ends in a traceback."""
import hashlib, json, os, random, re, shutil, signal, subprocess, sys, tempfile, time
from contextlib import contextmanager
from pathlib import Path

from forked import begin, program, warm

dermnb = Path(sys.executable).parent/'dermnb'
TRAIN = ['--arch', 'test_efficientnet', '--size', '64', '--folds', '2', '--epochs', '1', '--bs', '16', '--tta', 'none', '--n-boot', '20', '--weights', 'random']
JOBS = {'train':lambda run, data: ['train', data, '--out', run, '--resume', *TRAIN],
        'evaluate':lambda run, data: ['evaluate', run],
        'audit':lambda run, data: ['audit', run, data, '--masks', '20', '--mask-epochs', '1']}
failed = []

def check(good, words):
    print('pass ' if good else 'FAIL ', words, flush=True)
    if not good: failed.append(words)

class ask:
    "A command with a cache of its own, running in a process that leads a group"
    def __init__(self, args, cache):
        env = {**os.environ, 'DERMNB_CACHE':str(cache), 'OMP_NUM_THREADS':'1', 'MPLBACKEND':'agg'}
        handle,self.said = tempfile.mkstemp()
        os.close(handle)
        self.pid,self.code = begin(program(dermnb, *args), self.said, env=env, lead=True),None
    def poll(self, how=os.WNOHANG):
        if self.code is None and (got := os.waitpid(self.pid, how))[0]: self.code = os.waitstatus_to_exitcode(got[1])
        return self.code
    def kill(self):
        if self.poll() is None: os.killpg(self.pid, signal.SIGKILL)

def said(p):
    "Its exit status and what it said, when it has ended"
    p.poll(0)
    out = Path(p.said).read_text(errors='replace')
    os.unlink(p.said)
    return p.code,out

def plain(o):
    "What a run says of itself, without times"
    if isinstance(o, dict): return {k:plain(v) for k,v in o.items() if not re.search('second|time|date|created|when', k)}
    return [plain(v) for v in o] if isinstance(o, list) else o

def digest(run):
    "{file: fingerprint}; histories without their seconds"
    out = {}
    for f in sorted(p for p in Path(run).rglob('*') if p.is_file()):
        body = f.read_bytes()
        if f.suffix == '.json': body = json.dumps(plain(json.loads(body)), sort_keys=True).encode()
        if f.name == 'history.csv':
            import pandas as pd
            body = pd.read_csv(f).drop(columns='seconds', errors='ignore').to_csv().encode()
        out[f.relative_to(run).as_posix()] = hashlib.sha256(body).hexdigest()[:12]
    return out

def hidden(*folders): return [str(p) for f in folders for p in Path(f).rglob('.*') if not re.search(r'\.(gitignore|lock)$', p.name)]

def kills(name, base, data, cache, tmp, moments, rng):
    "Disturb one command so often; `base` is the run that it works on, or None"
    def fresh(i):
        run,own = tmp/str(i)/'run',tmp/f'cache_{i}'   # one name, since the card has it
        if base: shutil.copytree(base, run)
        if name != 'train': shutil.copytree(cache, own)   # a training fills its own
        return run,own
    undisturbed,times = [],[]
    for i in 'ab' if moments > 1 else 'a':
        run,own = fresh(i)
        start = time.time(); status,out = said(ask(JOBS[name](run, data), own)); times.append(time.time()-start)
        if 'Traceback' in out or not run.exists(): sys.exit(f'{name}, undisturbed: {out}')
        undisturbed.append(digest(run))
    usual = status   # an audit of a network that knows nothing ends with 1: evidence, and no verdicts
    first,second = undisturbed[0],undisturbed[-1]
    vary = {k for k in first.keys()|second.keys() if first.get(k) != second.get(k)}
    if moments > 1: check(not any(k.endswith(('.safetensors', '.csv', '.json')) for k in vary), f'{name}: twice the same ({len(first)} files, {min(times):.0f} s; drawn or dated: {", ".join(sorted(vary)) or "none"})')
    for i in range(moments):
        run,own = fresh(i)
        at = rng.uniform(.15, .98)*min(times)
        p = ask(JOBS[name](run, data), own)
        time.sleep(at)
        ended = p.poll() is not None
        p.kill()
        said(p)
        status,out = said(ask(JOBS[name](run, data), own))
        now = digest(run)
        other = sorted(k for k in (first.keys()|now.keys())-vary if first.get(k) != now.get(k))
        left = hidden(run)
        check(status == usual and not other and not left, f'{name}: killed after {at:.1f} s{" (it had ended)" if ended else ""}, went on' + (f': {out[-400:]}' if status != usual else '')
              + (f'; differs in {", ".join(other[:5])}' if other else '') + (f'; left over: {", ".join(left)}' if left else ''))
        shutil.rmtree(run.parent); shutil.rmtree(own, ignore_errors=True)
    return tmp/'a'/'run',tmp/'cache_a'

def caches(data, tmp, moments, rng):
    "Kill the building of an image cache; what is left behind goes with the first build a day later"
    import multiprocessing
    from dermnb.data.table import load_table
    from dermnb.train.loaders import build_cache
    df,fork = load_table(data),multiprocessing.get_context('fork')
    def begin(root):
        p = fork.Process(target=build_cache, args=(df, (600,800), root, 1, False))
        p.start()
        return p
    start = time.time(); begin(tmp/'whole').join(); lasted = time.time()-start
    whole,cut = digest(tmp/'whole'),0
    for i in range(moments):
        p = begin(root := tmp/f'cut_{i}')
        time.sleep(rng.uniform(.05, .95)*lasted)
        os.kill(p.pid, signal.SIGKILL); p.join()
        left = [o for o in root.rglob('*') if root.exists()]
        cut += bool(hidden(root))
        for o in left: os.utime(o, (0, 0))   # a day has passed
        p = begin(root); p.join()
        if p.exitcode or digest(root) != whole or hidden(root): check(False, f'cache: cut {i} is not like a whole one, or something is left over')
        shutil.rmtree(root)
    check(cut > 0 or moments < 3, f'cache: {moments} builds of {lasted:.1f} s killed, {cut} of them half done; each built again, the same and nothing left over')

def crowd(data, tmp):
    "Two trainings into one directory; two that build one cache"
    both = [ask(JOBS['train'](tmp/'one', data), tmp/'cache_one') for _ in range(2)]
    got = [said(p) for p in both]
    check(sorted(bool(s) for s,_ in got) == [False, True] and any('another process is writing' in o for _,o in got) and not any('Traceback' in o for _,o in got), 'two trainings into one directory: one trains, the other says why it does not')
    both = [ask(JOBS['train'](tmp/f'two_{i}', data), tmp/'cache_two') for i in range(2)]
    got = [said(p) for p in both]
    check(not any(s for s,_ in got) and digest(tmp/'two_0') == digest(tmp/'two_1'), 'two trainings build one cache: both end, and are the same')

@contextmanager
def mounted(place, size):
    place.mkdir()
    subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', 'none', place], check=True, capture_output=True)
    try: yield place
    finally: subprocess.run(['umount', '-l', place], check=True)

def disks(data, tmp):
    "A disk that is full after so many bytes, then has room again; one that cannot be written"
    try:
        with mounted(tmp/'probe', '1m'): pass
    except (OSError, subprocess.CalledProcessError): return print('left out: full and read-only disks (no right to mount here)')
    for size in ('4m', '20m', '30m'):
        with mounted(tmp/f'disk_{size}', size) as disk:
            status,out = said(ask(JOBS['train'](disk/'run', data), tmp/'cache_disk'))
            lines = [o for o in out.splitlines() if o.strip()]
            check(status == 1 and 'disk is full' in lines[-1] and 'Traceback' not in out and not hidden(disk), f'disk of {size}: {lines[-1] if lines else "nothing"}')
            subprocess.run(['mount', '-o', 'remount,size=200m', disk], check=True)
            status,out = said(ask(JOBS['train'](disk/'run', data), tmp/'cache_disk'))
            check(not status, f'disk of {size}: goes on when there is room' + (f': {out[-300:]}' if status else ''))
    with mounted(tmp/'readonly', '1m') as disk:
        subprocess.run(['mount', '-o', 'remount,ro', disk], check=True)
        status,out = said(ask(JOBS['train'](disk/'run', data), tmp/'cache_disk'))
        check(status in (1, 2) and 'Traceback' not in out, f'read-only disk: {out.strip().splitlines()[-1]}')

def main(moments=10, seed=0):
    rng = random.Random(int(seed))
    warm()
    with tempfile.TemporaryDirectory() as d:
        tmp = Path(d)
        data = tmp/'painted'
        if said(ask(['synth', data, '--n', '120', '--width', '96', '--height', '72'], tmp/'cache'))[0]: sys.exit('no data to disturb')
        run,cache = None,None
        for name in JOBS:
            (tmp/name).mkdir()
            if int(moments) == 1: JOBS['audit'] = lambda run, data: ['audit', run, data, '--masks', '0']   # in a moment
            run,cache = kills(name, run, data, cache, tmp/name, int(moments), rng)
        caches(data, tmp, int(moments), rng)
        if int(moments) > 1:
            crowd(data, tmp)
            disks(data, tmp)
    return int(bool(failed))

if __name__ == '__main__':
    if len(sys.argv) > 3: sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
