"Every check of `make test`; the last line counts them."
import os, subprocess, sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

here = Path(sys.executable).parent
checks = {'order of imports, sidebar': [sys.executable, '.ci/order.py'],
          'notebooks, modules and README in step': [sys.executable, '.ci/export.py', '--check'],
          'links, figures, references': [sys.executable, '.ci/site.py'],
          'wheel': [sys.executable, '.ci/wheel.py'],
          'commands and code of the README': [sys.executable, '.ci/readme.py']}
notebooks = {str(f):[here/'nbdev-test', f] for f in sorted(Path('nbs').rglob('*.ipynb')) if '.ipynb_checkpoints' not in f.parts}

def passes(name, cmd):
    "Run one check, say how it went and how long it took; one thread each, since two run side by side"
    start = time.time()
    env = {**os.environ, 'OMP_NUM_THREADS': '1', 'MPLBACKEND': os.environ.get('MPLBACKEND', 'agg')}
    res = subprocess.run(list(map(str, cmd)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)
    good = res.returncode == 0
    print(f'{"pass" if good else "FAIL"}  {name}  {time.time()-start:.0f} s', '' if good else f'\n{res.stdout}', flush=True)
    return good

if __name__ == '__main__':
    subprocess.run([sys.executable, '.ci/example.py'], check=True)
    with ThreadPoolExecutor(2) as pool: results = list(pool.map(passes, *zip(*{**checks, **notebooks}.items())))
    print(f'{sum(results)} passed, {len(results)-sum(results)} failed')
    sys.exit(not all(results))
