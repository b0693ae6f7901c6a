"Build the source archive and from it the wheel; install that in a clean environment; import every module and ask every command for its help, from elsewhere."
import configparser, os, shutil, subprocess, sys, sysconfig, tempfile, venv
from pathlib import Path

probe = '''
import importlib, importlib.metadata as md, pathlib, sys
import dermnb
env, *modules = sys.argv[1:]
for m in modules:
    file = importlib.import_module(m).__file__
    assert pathlib.Path(file).resolve().is_relative_to(env), f'{m} was imported from {file}, not from the wheel'
meta = md.metadata('dermnb')
assert meta['Version'] == dermnb.__version__ and meta['License-Expression'] == 'Apache-2.0' and meta['Requires-Python'], dict(meta)
assert [e.name for e in md.entry_points(group='nbdev') if e.name == 'dermnb'] == ['dermnb'], 'the nbdev entry point is missing'
'''

def run(*cmd, **kwargs):
    "Run a command; show what it printed and stop if it fails"
    res = subprocess.run(list(map(str, cmd)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **kwargs)
    if res.returncode: sys.exit(f'{res.stdout}\n{" ".join(map(str, cmd[:4]))} … failed.')
    return res.stdout

def build():
    "The wheel, in dist/; setuptools leaves nothing behind in the working tree"
    shutil.rmtree('dist', ignore_errors=True)
    with tempfile.TemporaryDirectory() as d:
        src = shutil.copytree('.', Path(d)/'src', ignore=shutil.ignore_patterns('.*', 'build', 'dist', 'output', 'nbs', '_proc', '_docs', '*.egg-info', '__pycache__'))
        log = run(sys.executable, '-m', 'build', '--no-isolation', '--outdir', Path('dist').absolute(), src)
    if 'Deprecat' in log: sys.exit(log)
    return next(Path('dist').glob('*.whl')).absolute()

def check(wheel, env):
    "Install `wheel` in a new environment at `env` that borrows the dependencies, never dermnb, from this one"
    venv.create(env, with_pip=False, symlinks=os.name != 'nt')
    python = env/('Scripts' if os.name == 'nt' else 'bin')/'python'
    site = Path(run(python, '-c', 'import sysconfig; print(sysconfig.get_path("purelib"))').strip())
    run(sys.executable, '-m', 'pip', '--python', python, 'install', '--no-deps', '--no-index', wheel)
    (site/'dependencies.pth').write_text(sysconfig.get_path('purelib')+'\n')
    modules = ['.'.join(f.with_suffix('').parts) for f in sorted(Path('dermnb').rglob('*.py')) if f.name != '__init__.py']
    run(python, '-I', '-c', probe, env, 'dermnb', *modules, cwd=env)
    scripts = configparser.ConfigParser()
    scripts.read(next(site.glob('dermnb-*.dist-info'))/'entry_points.txt')
    for name in scripts['console_scripts']: run(python.with_name(name), '--help', cwd=env)
    return f'{wheel.name}: {len(modules)} modules and {len(scripts["console_scripts"])} commands work from the wheel alone.'

if __name__ == '__main__':
    wheel = build()
    with tempfile.TemporaryDirectory() as d: print(check(wheel, Path(d).resolve()/'env'))
