"Every command and every line of Python in the README, run on small painted data in place of the sets that it names."
import os, re, shutil, signal, subprocess, sys, tempfile, time, urllib.request
from pathlib import Path

from example import example, example_large
from forked import apart, typed, warm

root,here = Path().absolute(),Path(sys.executable).parent
SMALL = ' --arch tf_efficientnet_lite0 --size 64 --folds 2 --epochs 3 --bs 16 --ema 0 --power 0 --adjust 0 --tta none --n-boot 50'

def blocks(language):
    "The fenced blocks of a language in the README"
    return re.findall(rf'^``` ?{language}\n(.*?)^```', (root/'README.md').read_text(encoding='utf-8'), re.M|re.S)

def commands():
    "The lines of the shell blocks without their comments"
    return [line for b in blocks('bash') for o in b.splitlines() if (line := re.sub(r'\s+# .*', '', o).strip())]

def small(line):
    "A command as it is run here: the same words, on little data, in little time"
    line = line.replace('path/to/ham10000', 'painted').replace('picture.jpg folder/', 'picture.jpg folder')
    if line.startswith('git clone'): return 'cd dermnb'
    if line == 'make demo': return f'make demo DEMO_DATA=../painted DEMO_ARGS="{SMALL.strip()} --fold 0" DEMO_MASKS="--masks 20 --mask-epochs 1"'
    if line.startswith('dermnb train'): return line + SMALL
    if line.startswith('dermnb probe'): return line.replace('--size 128', '--size 64') + ' --folds 2 --n-boot 50'
    if line.startswith('dermnb audit'): return line + ' --masks 20 --mask-epochs 1'
    if re.match(r'dermnb (explore|app)\b', line): return line + ' --no-browser'
    if line.startswith('pip install'): return f'cd {root} && python -m pip install --quiet --no-deps --no-build-isolation --target {Path.cwd()}/elsewhere -c constraints.txt .'
    return line

def little(code):
    "Lines of Python as they are run here"
    return code.replace('n=400', 'n=240, size=(160,120), seed=1').replace('size=64, epochs=4, folds=2', "size=64, epochs=4, folds=2, bs=16, ema=0, power=0, adjust=0, tta='none', n_boot=50").replace('masks=100', 'masks=20, mask_epochs=1')

def served(line, folder, env):
    "Start a command that serves pages, ask for its page, end it as Ctrl-C would"
    p = subprocess.Popen(line, shell=True, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    said = ''
    while not (address := re.search(r'http://[\w.]+:\d+\S*', said)) and (o := p.stdout.readline()): said += o
    try:
        if not address: return False,said
        for _ in range(240):
            try: return urllib.request.urlopen(address[0].rstrip('.,'), timeout=60).status == 200,said
            except OSError: time.sleep(1)
        return False,said
    finally:
        os.killpg(p.pid, signal.SIGINT)
        try: p.wait(60)
        except subprocess.TimeoutExpired: os.killpg(p.pid, signal.SIGKILL)

def asked(line, folder, env):
    "Exit status of a command and what it said"
    if re.match(r'dermnb \w+ [^|&;<>]*$', line):
        status,*said = typed(line, folder, env)
        return status,''.join(said)
    r = subprocess.run(line, shell=True, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL)
    return r.returncode,r.stdout

def shell(tmp, env):
    "Run all commands in order; returns those that failed, with what they said"
    folder,failed = tmp,[]
    for line in commands():
        made = small(line)
        start = time.time()
        if made.startswith('cd ') and '&&' not in made: folder = tmp/made[3:]; continue
        if made.startswith('source '): continue   # the environment of this test
        if 'painted' in made and folder != tmp and '../painted' not in made: made = made.replace('painted', '../painted')
        if re.match(r'dermnb (explore|app)\b', made): good,said = served(made, folder, env)
        else:
            status,said = asked(made, folder, env)
            good = status == 0
        print(f'{"pass" if good else "FAIL"}  {line}  {time.time()-start:.0f} s', flush=True)
        if not good: failed.append(f'$ {made}\n{said[-3000:]}')
    return failed

def python(tmp, env):
    "Run the blocks of Python, each as a program of its own; returns those that failed"
    failed = []
    for b in blocks('python'):
        start = time.time()
        if not (tmp/'python').exists(): shutil.copytree(example(), tmp/'python'/'painted')   # what `make_synth` would paint
        made = little(b)
        status,*said = apart(made, tmp/'python', env)
        said = ''.join(said)
        print(f'{"FAIL" if status else "pass"}  {len(b.splitlines())} lines of Python  {time.time()-start:.0f} s\n{said}', flush=True)
        if status: failed.append(f'{made}\n{said[-3000:]}')
    return failed

def prepare(tmp):
    "A folder with the checkout, its environment, painted data and a picture"
    (tmp/'dermnb').mkdir()
    for f in ('Makefile', 'settings.ini', 'setup.py', 'constraints.txt', 'pyproject.toml', 'README.md'): shutil.copy(root/f, tmp/'dermnb')
    shutil.copytree(root/'examples', tmp/'dermnb'/'examples')
    for f in (tmp/'dermnb').iterdir(): os.utime(f, (0, 0))   # older than the environment, so that nothing is installed
    (tmp/'dermnb'/'.venv').symlink_to(here.parent)
    shutil.copytree(example_large(), tmp/'painted')
    pictures = sorted((tmp/'painted').rglob('SYN_*.jpg'))
    shutil.copy(pictures[0], tmp/'dermnb'/'picture.jpg')
    (tmp/'dermnb'/'folder').mkdir(); shutil.copy(pictures[1], tmp/'dermnb'/'folder')

if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as d:
        tmp = Path(d).resolve()
        env = {**os.environ, 'PATH':f'{here}{os.pathsep}{os.environ["PATH"]}', 'DERMNB_CACHE':str(tmp/'cache'), 'PYTHONPATH':str(root)}
        os.chdir(tmp); warm(); prepare(tmp)
        failed = shell(tmp, env)+python(tmp, env)
    if failed: sys.exit('\n\n'.join(failed))
