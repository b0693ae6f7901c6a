"Every check of `make test`, two at a time; the last line counts them. With names of notebooks, these alone."
import atexit, importlib, os, shutil, subprocess, sys, tempfile, threading, time
from pathlib import Path

here = Path(sys.executable).parent
CHECKS = {'order of imports, sidebar': ['.ci/order.py'], 'notebooks, modules and README in step': ['.ci/export.py', '--check'],
          'no diagnosis by its name': ['.ci/literals.py'], 'links, figures, references': ['.ci/site.py'], 'reference run': ['.ci/reference.py', '--check'],
          'wheel': ['.ci/wheel.py'], 'the way of a graphics card, in two steps': ['.ci/gpu.py', '--check'], 'killed and gone on': ['.ci/kills.py', '1'], 'commands and code of the README': ['.ci/readme.py']}
LONG = ['nbs/15_cli/01_commands.ipynb', 'nbs/11_scale', 'nbs/15_cli', 'nbs/13_workflow.ipynb', 'nbs/04_train', 'nbs/tutorials']   # begun first
# What most notebooks import, which takes a process of its own longer than many a notebook's cells
WARM = 'nbdev.test fastai.vision.all timm torchvision pandas scipy.stats scipy.ndimage sklearn.metrics sklearn.linear_model matplotlib.pyplot skimage.morphology PIL.Image safetensors.torch'

def notebooks():
    "All of them, those that are known to take long first"
    found = sorted(f for f in Path('nbs').rglob('*.ipynb') if '.ipynb_checkpoints' not in f.parts)
    rank = lambda f: next((i for i,o in enumerate(LONG) if str(f).startswith(o)), len(LONG))
    return sorted(found, key=rank)

def begin(run, log):
    "A process of its own for `run`, which shares what has been imported so far; returns its number"
    if pid := os.fork(): return pid
    code = 1
    try:
        out = os.open(log, os.O_WRONLY|os.O_CREAT|os.O_TRUNC)
        for fd,to in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (out, 2)): os.dup2(fd, to)
        code = run() or 0
    except SystemExit as e: code = e.code if isinstance(e.code, int) else int(e.code is not None)
    except BaseException:
        import traceback
        traceback.print_exc()
    finally:
        try:   # as an interpreter ends: first what threads and pools of processes wait for (joblib's would idle for five minutes), then the rest
            threading._shutdown()
            atexit._run_exitfuncs()
            for o in (sys.stdout, sys.stderr): o.flush()
        finally: os._exit(code)

def script(args): return lambda: subprocess.run([sys.executable, *args]).returncode

def notebook(f):
    def run():
        from nbdev.test import nbdev_test
        nbdev_test(path=str(f))
    return run

def main(names):
    os.environ.update(OMP_NUM_THREADS='1', MPLBACKEND=os.environ.get('MPLBACKEND', 'agg'))   # one thread each, since two run side by side
    subprocess.run([sys.executable, '.ci/example.py'], check=True)
    for o in WARM.split(): importlib.import_module(o)
    scripts = [] if names else [(k, script(v)) for k,v in CHECKS.items()]
    queue = [*scripts[-1:], *((str(f), notebook(f)) for f in (map(Path, names) if names else notebooks())), *scripts[:-1]]
    running,failed,n = {},0,len(queue)
    logs = tempfile.mkdtemp()   # a TemporaryDirectory would be removed by the first process that ends
    while queue or running:
        while queue and len(running) < 2:
            name,run = queue.pop(0)
            log = Path(logs)/f'{len(queue)}.log'
            running[begin(run, log)] = name,time.time(),log
        pid,status = os.wait()
        if pid not in running: continue
        name,start,log = running.pop(pid)
        said = '' if status == 0 else '\n'+log.read_text(errors='replace')
        failed += status != 0
        print(f'{"FAIL" if status else "pass"}  {name}  {time.time()-start:.0f} s {said}'.rstrip(), flush=True)
    shutil.rmtree(logs)
    print(f'{n-failed} passed, {failed} failed')
    return int(failed > 0)

if __name__ == '__main__': sys.exit(main(sys.argv[1:]))
