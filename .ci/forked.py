"Processes that share what this one has imported: PyTorch and fastai take a new one longer to import than most of what it is asked. For the checks alone."
import atexit, importlib, os, runpy, shlex, shutil, signal, subprocess, sys, tempfile, threading, weakref
from contextvars import Context
from pathlib import Path

# What most notebooks and commands import
WARM = 'fastai.vision.all timm torchvision pandas scipy.stats scipy.ndimage sklearn.metrics sklearn.linear_model matplotlib.pyplot skimage.morphology PIL.Image safetensors.torch'

def warm(): return [importlib.import_module(o) for o in WARM.split()]

def can_share():
    "Is a copy of this process safe? It is not where several threads compute, nor with an accelerator, nor where the system makes none"
    torch = sys.modules.get('torch')
    return hasattr(os, 'fork') and os.environ.get('OMP_NUM_THREADS') == '1' and not (torch and torch.accelerator.is_available())

def begin(run, out, err=None, cwd=None, env=None, lead=False):
    "A process of its own for `run`, of its own group if it is to `lead`, which prints into the file `out`; returns its number"
    if pid := os.fork(): return pid
    code = 1
    try:
        if lead: os.setpgid(0, 0)
        weakref.finalize._registry.clear()   # temporary folders belong to the process that made them
        files = os.open(os.devnull, os.O_RDONLY),*(os.open(o, os.O_WRONLY|os.O_CREAT|os.O_TRUNC) for o in (out, err) if o)
        for i in range(3): os.dup2(files[min(i, len(files)-1)], i)
        sys.stdin,sys.stdout,sys.stderr = (open(i, 'rww'[i], buffering=1, closefd=False, encoding='utf-8') for i in range(3))
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if env: os.environ.clear(); os.environ.update(env)
        if cwd: os.chdir(cwd)
        code = Context().run(run) or 0
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else int(e.code is not None)
        if isinstance(e.code, str): print(e.code, file=sys.stderr)
    except BaseException:
        import traceback
        traceback.print_exc()
    finally:
        try:   # as an interpreter ends: first what threads and pools of processes wait for (joblib's would idle for five minutes), then the rest
            threading._shutdown()
            atexit._run_exitfuncs()
            for o in (sys.stdout, sys.stderr): o.flush()
        finally: os._exit(code)

def ended(pid):
    "The exit status of a process, once it has ended"
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def program(file, *words):
    "A function that runs a script of Python, such as a command of this environment, with the words that follow its name"
    def run():
        import builtins
        for o in ('get_ipython', 'display'): builtins.__dict__.pop(o, None)   # a notebook may have begun this process, which is none
        sys.argv = [str(file), *map(str, words)]
        sys.path[0] = str(Path(file).parent)
        runpy.run_path(str(file), run_name='__main__')
    return run

def _said(run, words, cwd, env):
    "Exit status, output and errors of `run` in a process that shares this one's imports, or of the words in a new one"
    if not can_share():
        r = subprocess.run(words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return r.returncode,r.stdout,r.stderr
    with tempfile.TemporaryDirectory() as d:
        files = [Path(d)/o for o in ('out', 'err')]
        status = ended(begin(run, *files, cwd, env))
        return status,*(o.read_text(encoding='utf-8', errors='replace') for o in files)

def typed(line, cwd='.', env=None):
    "Exit status, output and errors of a command line that begins with the name of a script of Python"
    env = {**os.environ, **(env or {})}
    name,*words = shlex.split(line) if isinstance(line, str) else map(str, line)
    file = shutil.which(name, path=env['PATH'])
    return _said(program(file, *words), [file, *words], cwd, env)

def apart(code, cwd='.', env=None):
    "The same of lines of Python"
    def run(): exec(code, {'__name__':'__main__'})
    return _said(run, [sys.executable, '-c', code], cwd, {**os.environ, **(env or {})})
