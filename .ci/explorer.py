"""Drive the explorer in a headless Chromium, under JupyterLab and then under Voilà, there at the width of a phone as well, on a tiny synthetic run; screenshots go to a folder.

    python .ci/explorer.py FOLDER [RUN DATA]

Needs playwright, jupyterlab and voila in the environment, and Debian's chromium (or another named by $CHROMIUM). Says what it checked; exit status 1 when something fails, 0 when it was skipped."""
import hashlib, os, re, sys, tempfile, time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from browser import WAIT, chromium, free_port, lacking, seen, served, tiny_run

def source(page): return page.locator('.dermnb .widget-image').first.get_attribute('src')   # another picture, another address

def picture(page):
    "Fingerprint of the JPEG that is shown"
    code = "async () => { const i = document.querySelector('.dermnb .widget-image'); const b = await (await fetch(i.src)).arrayBuffer(); return Array.from(new Uint8Array(b)) }"
    return hashlib.sha256(bytes(page.evaluate(code))).hexdigest()

def text(page, what): return page.locator(f'.dermnb {what}').first.inner_text()
def count(page): return int(text(page, '.dermnb-where').split(' of ')[1])
def menu(page, label): return page.locator('.dermnb .widget-dropdown', has=page.get_by_text(label, exact=True)).locator('select')
def handle(page, label): return page.locator('.dermnb .widget-slider', has=page.get_by_text(label, exact=True)).locator('.noUi-handle').first

def until(page, look, before, seconds=60):
    "Wait until `look(page)` is no longer `before`; returns (what it is, seconds waited)"
    start = time.time()
    while time.time()-start < seconds:
        if (now := look(page)) != before: return now,time.time()-start
        page.wait_for_timeout(5)
    raise AssertionError(f'{look.__name__} stayed {before}')

def shown(page, image_id):
    "Wait until this image is shown, drawn and all"
    page.wait_for_function("i => document.querySelector('.dermnb-case b')?.innerText == i && !document.querySelector('.dermnb-busy')", arg=image_id, timeout=60_000)
    page.wait_for_timeout(200)

def drive(page, shots, name, expected):
    "What a person does: look, filter, walk, slide, ask what if"
    page.locator('.dermnb-bars').first.wait_for(timeout=WAIT)
    n = count(page)
    print(f'{name}: opens with {n} predictions')
    page.screenshot(path=shots/f'{name}_1_open.png')
    page.locator('.dermnb button', has_text='wrong').click()
    wrong,_ = until(page, count, n)
    assert wrong == len(expected['loss'])
    print(f'{name}: {wrong} of them are wrong')
    menu(page, 'Sort by').select_option('loss')
    page.locator('.dermnb button', has_text='falling').click()
    shown(page, expected['loss'][0])
    page.locator('.dermnb .jupyter-button', has_text='›').click()
    shown(page, expected['loss'][1])
    page.locator('.dermnb-stage .noUi-handle').first.focus()
    page.keyboard.press('ArrowRight')
    shown(page, expected['loss'][2])
    print(f'{name}: sorts by loss; button and arrow key walk on')
    menu(page, 'Sort by').select_option('confidence')
    page.locator('.dermnb button', has_text='rising').click()
    shown(page, expected['confidence'][0])
    page.locator('.dermnb button', has_text='falling').click()
    shown(page, expected['surest'][0])   # a sure answer has evidence to lay over the picture
    print(f'{name}: sorts by confidence, both ways')
    first,words,times = picture(page),text(page, '.dermnb-bars'),[]
    handle(page, 'Opacity').focus()
    for _ in range(8):
        address = source(page)
        page.keyboard.press('ArrowRight')
        times.append(until(page, source, address)[1])
    page.wait_for_timeout(500)
    assert text(page, '.dermnb-bars') == words and picture(page) != first
    print(f'{name}: the opacity slider changes the picture, {sorted(times)[4]*1000:.0f} ms from key to picture')
    page.screenshot(path=shots/f'{name}_2_slid.png')
    menu(page, 'What if').select_option('draw a ruler')
    _,seconds = until(page, lambda p: text(p, '.dermnb-bars'), words)
    page.locator('.dermnb-compare').wait_for()
    print(f'{name}: a ruler changes the probabilities, after {seconds:.1f} s')
    page.wait_for_timeout(500)
    page.screenshot(path=shots/f'{name}_3_ruler.png')
    page.locator('.dermnb').first.screenshot(path=shots/f'{name}_explorer.png')
    assert page.locator('.dermnb .widget-image').first.get_attribute('title').startswith('Picture ') and 'evidence for' in text(page, '.dermnb-legend')
    said = page.locator('.dermnb').first.inner_text()
    assert 'of the answers are right' in said and 'Reliable' not in said and ('Nothing found against it' in said or 'Do not rely on it' in said or 'No diagnosis is shown' in said), said
    finder = page.locator('.dermnb .widget-text', has=page.get_by_text('Id contains', exact=True)).locator('input')
    finder.fill('no such picture'); finder.press('Enter')
    page.get_by_text('No prediction meets all of these conditions').wait_for()
    assert not page.locator('.dermnb .widget-image').first.is_visible()
    page.screenshot(path=shots/f'{name}_4_nothing.png')
    page.get_by_role('button', name='Clear the filters').click()
    page.wait_for_function("n => document.querySelector('.dermnb-where').innerText.endsWith(` of ${n}`) && !document.querySelector('.dermnb-busy')", arg=n, timeout=60_000)
    print(f'{name}: filters that nothing meets are said where the picture was, and a button clears them')

def on_phone(page, shots):
    "The page on 390 pixels: nothing wider than that, and the controls answer"
    page.locator('.dermnb-bars').first.wait_for(timeout=WAIT)
    page.wait_for_timeout(1000)
    page.screenshot(path=shots/'phone_1_open.png', full_page=True)
    wide = page.evaluate("() => Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll('.dermnb-stage, .dermnb-report, .dermnb-rail, .dermnb .widget-image, .dermnb .jupyter-button, .dermnb select')].map(o => o.getBoundingClientRect().right)) - innerWidth")
    assert wide <= 0, f'{wide} pixels too wide'
    n,id = count(page),text(page, '.dermnb-case b')
    page.locator('.dermnb .jupyter-button', has_text='›').tap()
    until(page, lambda p: text(p, '.dermnb-case b'), id)
    page.locator('.dermnb button', has_text='wrong').tap()
    wrong,_ = until(page, count, n)
    page.screenshot(path=shots/'phone_2_wrong.png', full_page=True)
    page.locator('.dermnb-said').first.scroll_into_view_if_needed()
    page.screenshot(path=shots/'phone_3_answer.png')
    print(f'phone: nothing is wider than the page, and buttons and filters answer ({wrong} of {n} are wrong)')

def main(shots, run=None, data=None):
    if lacks := lacking('playwright', 'jupyterlab', 'voila'): return print(f'skipped: the explorer is not driven in a browser because {", ".join(lacks)} cannot be found.')
    from dermnb.core import write_json
    from dermnb.show.explorer import write_notebook
    from dermnb.show.servers import voila_command
    from dermnb.show.table import filter_rows, run_table, sort_rows
    shots = Path(shots)
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp, chromium() as browser:
        tmp = Path(tmp)
        os.environ.setdefault('DERMNB_CACHE', str(tmp/'cache'))
        if run is None: run,data = tiny_run(tmp)
        wrong = filter_rows(run_table(run, data)[0], right=False)
        expected = {k:sort_rows(wrong, by, falling).image_id.tolist() for k,by,falling in (('loss', 'loss', True), ('confidence', 'confidence', False), ('surest', 'confidence', True))}
        (tmp/'lab').mkdir()
        write_notebook(tmp/'lab'/'dermnb.ipynb', run, data)
        write_json(tmp/'home'/'config'/'labconfig'/'page_config.json', dict(disabledExtensions={'@jupyterlab/apputils-extension:announcements':True}))   # asks the network for news
        page = browser.new_page(viewport=dict(width=1500, height=900))
        ports = free_port(),free_port()
        home = dict(HOME=tmp/'home', JUPYTER_CONFIG_DIR=tmp/'home'/'config', JUPYTER_RUNTIME_DIR=tmp/'home'/'runtime', JUPYTER_DATA_DIR=tmp/'home'/'data')
        lab = [sys.executable, '-m', 'jupyterlab', '--no-browser', '--allow-root', '--ip=127.0.0.1', f'--port={ports[0]}', '--IdentityProvider.token=', '--ServerApp.disable_check_xsrf=True', f'--ServerApp.root_dir={tmp/"lab"}']
        with served(lab, f'http://127.0.0.1:{ports[0]}/lab', shots/'lab.log', **home), seen(page, shots/'jupyterlab_failed.png'):
            page.goto(f'http://127.0.0.1:{ports[0]}/lab/tree/dermnb.ipynb?reset', timeout=WAIT)
            page.locator('.jp-Notebook .jp-Cell').first.wait_for(timeout=WAIT)
            page.locator('.jp-StatusBar-Widget', has_text='| Idle').wait_for(timeout=WAIT)
            page.keyboard.press('Control+b')   # the file list goes away
            page.locator('.jp-Notebook .jp-CodeCell .jp-InputArea-editor').first.click()
            page.keyboard.press('Shift+Enter')
            drive(page, shots, 'jupyterlab', expected)
        with served(voila_command(tmp/'lab'/'dermnb.ipynb', ports[1], show=False), f'http://127.0.0.1:{ports[1]}/voila/static/', shots/'voila.log', **home), seen(page, shots/'voila_failed.png'):
            address = re.search(r'http://\S+', (shots/'voila.log').read_text())[0]   # with its token
            page.goto(address, timeout=WAIT, wait_until='domcontentloaded')
            drive(page, shots, 'voila', expected)
            phone = browser.new_context(viewport=dict(width=390, height=844), has_touch=True, is_mobile=True, device_scale_factor=2).new_page()
            with seen(phone, shots/'phone_failed.png'):
                phone.goto(address, timeout=WAIT, wait_until='domcontentloaded')
                on_phone(phone, shots)

if __name__ == '__main__':
    if len(sys.argv) not in (2, 4): sys.exit(__doc__)
    main(*sys.argv[1:])
