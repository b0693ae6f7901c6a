"What the two scripts share that drive pages in a headless Chromium: what is needed, a tiny run, a server, a browser."
import os, shutil, socket, subprocess, time, urllib.request
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

CHROMIUM = os.environ.get('CHROMIUM') or shutil.which('chromium') or shutil.which('chromium-browser') or shutil.which('google-chrome')
WAIT = 1000*int(os.environ.get('WAIT', 240))   # ms for a server to start and the first answer to come, on a busy machine

def lacking(*packages):
    "Those of the packages, and of Chromium, that are not there"
    return [o for o in packages if find_spec(o) is None] + ([] if CHROMIUM else ['chromium'])

def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]

def tiny_run(folder):
    "A run of one fold on 480 synthetic pictures, calibrated if that can be, with a shift score, audited; returns (run, data)"
    from dermnb.trust.audit import audit_run
    from dermnb.workflow import calibrated, describe_data
    from dermnb.data.table import load_table
    from dermnb.train.folds import train_folds
    from dermnb.data.splits import make_folds
    from dermnb.synth.dataset import make_synth
    data = make_synth(folder/'synth', n=480, seed=1)
    df = make_folds(load_table(data), 2)
    run = train_folds(df, folder/'run', arch='tf_efficientnet_lite0', size=64, epochs=3, bs=16, ema=0, power=0., adjust=0., fold=0, progress=False)
    calibrated(run)
    describe_data(run, df)
    audit_run(run, df, false_alarms=.3, progress=False)
    return run,data

@contextmanager
def served(command, url, log, cwd=None, **env):
    "Run a server until the block ends; yields it when it answers at `url`"
    with open(log, 'w') as out:
        server = subprocess.Popen(list(map(str, command)), stdout=out, stderr=subprocess.STDOUT, cwd=cwd, env={**os.environ, 'PYTHONWARNINGS':'ignore', **{k:str(v) for k,v in env.items()}})
        try:
            for _ in range(240):
                if server.poll() is not None: raise RuntimeError(f'{command[2]} ended: {Path(log).read_text()[-800:]}')
                try: urllib.request.urlopen(url, timeout=5); break
                except OSError as e:
                    if hasattr(e, 'code'): break   # it answers
                    time.sleep(1)
            yield server
        finally:
            server.terminate()
            try: server.wait(20)
            except subprocess.TimeoutExpired: server.kill()

@contextmanager
def chromium():
    "A browser that asks nobody for news"
    from playwright.sync_api import sync_playwright
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=['--no-sandbox', '--disable-gpu', '--disable-background-networking'])
        try: yield browser
        finally: browser.close()

@contextmanager
def seen(page, path):
    "Take a picture of the page if the block fails"
    try: yield
    except Exception:
        page.screenshot(path=path)
        raise
