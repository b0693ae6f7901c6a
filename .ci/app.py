"""Drive the demo in a headless Chromium at desktop and phone width, and then with 20 clients at once, on a tiny synthetic run; screenshots go to a folder.

    python .ci/app.py FOLDER [RUN]

Needs playwright, gradio and psutil in the environment, and Debian's chromium (or another named by $CHROMIUM). Says what it checked; exit status 1 when something fails, 0 when it was skipped."""
import base64, os, sys, tempfile, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from browser import WAIT, chromium, free_port, lacking, seen, served, tiny_run

SERVE = "import sys; from dermnb.show.demo import serve_app; serve_app(sys.argv[1], int(sys.argv[2]), show=False)"

def written(home):
    "Files under `home` that hold an image or most of one: by name, by their first bytes, or by base64 of them"
    marks = b'\xff\xd8\xff', b'\x89PNG', b'RIFF', base64.b64encode(b'\xff\xd8\xff\xe0')[:5]
    return [p for p in home.rglob('*') if p.is_file() and (p.suffix.lower() in ('.jpg', '.jpeg', '.png', '.webp') or any(m in p.read_bytes() for m in marks))]

def memory(server):
    import psutil
    p = psutil.Process(server.pid)
    return sum(o.memory_info().rss for o in [p, *p.children(recursive=True)])/1e6

def words(page): return page.locator('#app-words').inner_text()

def answer(page, before):
    "Wait until other words are shown"
    page.wait_for_function("w => { const o = document.querySelector('#app-words'); return o && o.innerText != w && o.innerText.trim() }", arg=before, timeout=WAIT)
    page.wait_for_timeout(1500)
    return words(page)

def layer(page):
    "(class of the layer of colour that is seen, its opacity); the layers have the numbers of HAM10000's classes"
    return page.evaluate("() => { const o = [...document.querySelectorAll('.app-heat')].filter(i => getComputedStyle(i).visibility == 'visible'); return [o.map(i => 'akiec bcc bkl df mel nv vasc'.split(' ')[i.className.match(/app-([0-9]+)/)[1]]).join(), +getComputedStyle(o[0]).opacity] }")

def choose(page, name, code):
    "Choose a diagnosis, and wait until its layer alone is seen"
    page.locator('#app-class input').click()
    page.get_by_role('option', name=name, exact=True).click()
    for _ in range(200):
        if layer(page)[0] == code: return
        page.wait_for_timeout(50)
    raise AssertionError(f"{name}: the layer is {layer(page)[0]}, and {page.evaluate('() => document.documentElement.dataset.appClass')} was chosen")

def drive(page, shots, name, files):
    "What a person does: drop a picture, slide, choose a class, try an example by keyboard, drop what is no lesion and what is no picture"
    page.locator('.app-drop label').wait_for(timeout=WAIT)
    page.wait_for_timeout(500)
    page.screenshot(path=shots/f'{name}_1_open.png', full_page=True)
    before = words(page)
    start = time.time()
    page.locator('.app-drop input').set_input_files(files['good'])
    said = answer(page, before)
    print(f'{name}: a picture is answered after {time.time()-start-1.5:.1f} s')
    assert '%' in said and page.locator('.app-picture img').count() == 8 and page.locator('.app-notice').inner_text().startswith('Research software')
    page.screenshot(path=shots/f'{name}_2_answer.png', full_page=True)
    assert all(o in said for o in ('Answer', 'Rule', 'Likeness')) and 'Reliable' not in said and ('Nothing found against it' in said or 'Do not rely on it' in said), said
    assert 'the lesion is outlined' in page.locator('.app-picture').get_attribute('aria-label') and 'evidence for' in page.locator('.dermnb-legend').inner_text()
    first,strength = layer(page)
    assert abs(strength-.6) < .01, strength
    slider = page.locator('#app-opacity input[type=range]')
    slider.focus()
    for _ in range(20): page.keyboard.press('ArrowRight')
    page.wait_for_timeout(300)
    assert abs(layer(page)[1]-.8) < .01 and words(page) == said, layer(page)
    other = dict(nv='Melanoma', mel='Melanocytic nevus').get(first, 'Melanoma')
    choose(page, other, 'mel' if other == 'Melanoma' else 'nv')
    page.screenshot(path=shots/f'{name}_3_class.png', full_page=True)
    choose(page, 'the answer', first)
    page.locator('#app-lines input').first.click()
    page.wait_for_timeout(300)
    if page.locator('.app-lesion').count(): assert not page.locator('.app-lesion').first.is_visible()
    page.locator('#app-lines input').first.click()
    print(f'{name}: slider, class choice and outlines change the picture and nothing else')
    page.locator('#app-example-2').focus()
    page.keyboard.press('Enter')
    said = answer(page, said)
    print(f'{name}: an example answers to the keyboard')
    page.screenshot(path=shots/f'{name}_4_example.png', full_page=True)
    page.locator('.app-drop input').set_input_files(files['far'])
    said = answer(page, said)
    assert 'No diagnosis is shown' in said and 'unlike the training pictures' in said and not any(o in said for o in ('Nothing found against it', 'Answer', 'Rule')), said
    assert not page.locator('#app-words .dermnb-bars').first.is_visible()
    page.screenshot(path=shots/f'{name}_5_far.png', full_page=True)
    print(f'{name}: a picture that is no lesion gets no diagnosis')
    page.locator('.app-drop input').set_input_files(files['bad'])
    said = answer(page, said)
    assert 'No answer' in said and 'bad.jpg: text, not an image' in said and not page.locator('.app-picture').count(), said
    page.screenshot(path=shots/f'{name}_6_bad.png', full_page=True)
    page.locator('.app-drop input').set_input_files(files['large'])
    page.wait_for_function("() => document.querySelector('.app-drop [role=alert]').innerText.includes('at most')", timeout=WAIT)
    assert words(page) == said
    page.locator('.app-drop input').set_input_files(files['good'])
    assert '%' in answer(page, said)
    wide = page.evaluate('() => document.documentElement.scrollWidth - innerWidth')
    assert wide <= 0, f'{wide} pixels too wide'
    print(f'{name}: a text file and a file of 21 MB get a sentence each, and the next picture is answered; nothing is wider than the screen')

def load(url, server, pictures, n=100, clients=20):
    "Many requests from many clients at once; returns (answered, refused, seconds of each)"
    from gradio_client import Client
    def one_client(i):
        out,client = [],Client(url, verbose=False)
        try:
            for k in range(i, n, clients):
                start = time.time()
                try: said = 'mel' in client.predict(pictures[k%len(pictures)], api_name='/predict')['probs']
                except Exception as e: said = str(e)
                out.append((said, time.time()-start))
        finally: client.close()
        return out
    with ThreadPoolExecutor(clients) as pool: out = [o for part in pool.map(one_client, range(clients)) for o in part]
    odd = {o for o,_ in out if o is not True and 'full' not in str(o).lower()}
    assert not odd, odd
    return sum(o is True for o,_ in out),sum(o is not True for o,_ in out),sorted(s for _,s in out)

def main(shots, run=None):
    if lacks := lacking('playwright', 'gradio', 'psutil'): return print(f'skipped: the demo is not driven in a browser because {", ".join(lacks)} cannot be found.')
    from dermnb.show.demo import MAX_FILE
    from dermnb.synth.dataset import synth_lesion
    shots = Path(shots)
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp, chromium() as browser:
        tmp = Path(tmp)
        os.environ.setdefault('DERMNB_CACHE', str(tmp/'cache'))
        if run is None: run,_ = tiny_run(tmp)
        files = {k:tmp/f'{k}.jpg' for k in ('good', 'bad', 'large', 'far')}
        made = [synth_lesion(dx, i)[0].image for i,dx in enumerate(('mel', 'nv', 'bkl', 'bcc'))]
        from PIL import Image
        pictures = []
        for i,o in enumerate(made):
            Image.fromarray(o).save(tmp/f'{i}.jpg', quality=92)   # as the run's own
            pictures.append(base64.b64encode((tmp/f'{i}.jpg').read_bytes()).decode())
        files['good'] = tmp/'0.jpg'
        Image.effect_mandelbrot((640,480), (-2.2,-1.2,.8,1.2), 100).convert('RGB').save(files['far'])
        files['bad'].write_text('text'); files['large'].write_bytes(b'\xff'*(MAX_FILE+1_000_000))
        home = tmp/'home'
        home.mkdir()
        os.environ.pop('GRADIO_TEMP_DIR', None)
        port = free_port()
        url = f'http://127.0.0.1:{port}/'
        with served([sys.executable, '-c', SERVE, Path(run).resolve(), port], url, (shots/'app.log').resolve(), cwd=home, TMPDIR=home, HOME=home) as server:
            for name,size,phone in (('desktop', dict(width=1280, height=900), False), ('phone', dict(width=390, height=844), True)):
                context = browser.new_context(viewport=size, has_touch=phone, device_scale_factor=2 if phone else 1)
                page,asked,wrong = context.new_page(),[],[]
                page.on('request', lambda r: asked.append(r.url))
                page.on('pageerror', lambda e: wrong.append(str(e)))
                page.on('console', lambda m: wrong.append(m.text) if m.type == 'error' else None)
                with seen(page, shots/f'{name}_failed.png'):
                    page.goto(url, timeout=WAIT)
                    drive(page, shots, name, files)
                elsewhere = sorted({u for u in asked if not u.startswith((url, 'data:', 'blob:'))})
                assert not elsewhere, elsewhere
                for o in wrong: print(f'{name}: the browser says {o[:200]}')
                print(f'{name}: {len(asked)} requests, all to this server')
                context.close()
            load(url, server, pictures, 20)
            before = memory(server)
            answered,refused,seconds = load(url, server, pictures)
            after = memory(server)
            print(f'load: 100 requests from 20 clients: {answered} answered, {refused} refused; half within {seconds[50]:.1f} s, the slowest {seconds[-1]:.1f} s; memory {before:.0f} MB before, {after:.0f} MB after')
            assert after < before*1.1+20, (before, after)
            left = written(home)
            assert not left, left
            print(f'no image on disk: {sum(f.is_file() for f in home.rglob("*"))} files under the temporary and home folders, none with a picture in it')
        log = (shots/'app.log').read_text()
        assert 'Traceback' not in log, log[-2000:]

if __name__ == '__main__':
    if len(sys.argv) not in (2, 3): sys.exit(__doc__)
    main(*sys.argv[1:])
