"Every check of `make test`, two at a time; the last line counts them. With names of notebooks, these alone."
import importlib, os, shutil, sys, tempfile, time
from pathlib import Path

from forked import begin, ended, program, warm

CHECKS = {'order of imports, sidebar': ['.ci/order.py'], 'notebooks, modules and README in step': ['.ci/export.py', '--check'],
          'no diagnosis by its name': ['.ci/literals.py'], 'links, figures, references': ['.ci/site.py'], 'reference run': ['.ci/reference.py', '--check'],
          'wheel': ['.ci/wheel.py'], 'the way of a graphics card, in two steps': ['.ci/gpu.py', '--check'],
          'killed and gone on': ['.ci/kills.py', '1'], 'commands and code of the README': ['.ci/readme.py']}
# Begun first, so that both workers are busy to the end
LONG = [f'nbs/{o}' for o in ('15_cli/01_commands.ipynb', '11_scale', '13_workflow.ipynb', '08_predict/05_predictor.ipynb', '09_show/08_explorer.ipynb', '13_probing.ipynb',
                             '04_train', '15_cli', '08_predict', 'tutorials', '09_show', '10_studies', '99_all.ipynb')]

def notebooks():
    "All of them, those that are known to take long first"
    found = sorted(f for f in Path('nbs').rglob('*.ipynb') if '.ipynb_checkpoints' not in f.parts)
    rank = lambda f: next((i for i,o in enumerate(LONG) if str(f).startswith(o)), len(LONG))
    return sorted(found, key=rank)

def notebook(f):
    def run():
        from nbdev.test import nbdev_test
        nbdev_test(path=str(f))
    return run

def main(names):
    os.environ.update(OMP_NUM_THREADS='1', MPLBACKEND=os.environ.get('MPLBACKEND', 'agg'))   # one thread each, since two run side by side
    warm(); importlib.import_module('nbdev.test')
    logs = tempfile.mkdtemp()
    if ended(begin(program('.ci/example.py'), log := Path(logs)/'example.log')): sys.exit(log.read_text(errors='replace'))
    scripts = [] if names else [(k, program(*v)) for k,v in CHECKS.items()]
    queue = [*scripts[::-1], *((str(f), notebook(f)) for f in (map(Path, names) if names else notebooks()))]
    running,failed,n,total = {},0,len(queue),0.
    while queue or running:
        while queue and len(running) < 2:
            name,run = queue.pop(0)
            log = Path(logs)/f'{len(queue)}.log'
            running[begin(run, log)] = name,time.time(),log
        pid,status,used = os.wait3(0)
        if pid not in running: continue
        name,start,log = running.pop(pid)
        said = '' if status == 0 else '\n'+log.read_text(errors='replace')
        failed += status != 0
        total += (cpu := used.ru_utime+used.ru_stime)   # with the processes that it has begun
        print(f'{"FAIL" if status else "pass"}  {name}  {time.time()-start:.0f} s, of the processor {cpu:.0f} s {said}'.rstrip(), flush=True)
    shutil.rmtree(logs)
    print(f'{total:.0f} s of processor time')
    print(f'{n-failed} passed, {failed} failed')
    return int(failed > 0)

if __name__ == '__main__': sys.exit(main(sys.argv[1:]))
