"Bring notebooks, modules, site configuration and README into step; --check does it on a copy and names the files that would change."
import os, shutil, subprocess, sys, tempfile
from pathlib import Path

parts = ['nbs', 'dermnb', 'README.md', 'index_files', 'pyproject.toml']
steps = ['nbdev-clean', 'nbdev-export', 'from nbdev.quarto import refresh_quarto_yml as f; f()', 'nbdev-readme']
unwanted = shutil.ignore_patterns('.ipynb_checkpoints', '__pycache__')

def export(root):
    "Run the steps in `root`; the README is rendered by .ci/bin/quarto"
    here = Path(sys.executable).parent
    env = {**os.environ, 'PATH': os.pathsep.join([str(Path('.ci/bin').absolute()), str(here), os.environ['PATH']]), 'PYTHONPATH': str(root)}
    for step in steps:
        cmd = [here/step] if step.startswith('nbdev-') else [sys.executable, '-c', step]
        res = subprocess.run(cmd, cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if res.returncode: sys.exit(f'{res.stdout}\n{step} failed.')
    shutil.rmtree(root/'_proc', ignore_errors=True)

def contents(root):
    "Every file of the parts and its bytes"
    files = [f for p in parts for f in ([root/p] if (root/p).is_file() else (root/p).rglob('*'))]
    return {f.relative_to(root).as_posix():f.read_bytes() for f in files if f.is_file() and not {'.ipynb_checkpoints', '__pycache__'} & set(f.parts)}

def drift():
    "Names of the files that the steps would change, add or leave behind"
    with tempfile.TemporaryDirectory() as d:
        root = Path(d).resolve()
        for p in map(Path, parts):
            if p.is_dir() and p.name != 'index_files': shutil.copytree(p, root/p, ignore=unwanted)
            elif p.is_file(): shutil.copy2(p, root/p)
        export(root)
        a,b = contents(Path()),contents(root)
    return sorted(f for f in a.keys()|b.keys() if a.get(f) != b.get(f))

if __name__ == '__main__':
    if '--check' not in sys.argv: export(Path().absolute())
    elif changed := drift(): sys.exit('\n'.join(changed) + '\nThese files are out of step with the notebooks: run `make export` and commit what it changes.')
