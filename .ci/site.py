"The site without Quarto: links, anchors, images, alternative texts, cross-references and the favicon; --build also lets nbdev process every notebook."
import json, re, sys, tempfile, shutil, subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import yaml

root,nbs = Path(),Path('nbs')
SITE,REPO = 'https://dermnb.github.io/dermnb/','https://github.com/dermnb/dermnb/blob/main/'
re_link = re.compile(r'(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]+)>?[^)]*\)')
re_html = re.compile(r'<(?:a|img)\b[^>]*?(?:href|src)="([^"]+)"')
re_option = re.compile(r'^#\|\s*([\w-]+)\s*:\s*(.*?)\s*$', re.M)
re_ref = re.compile(r'(?<![\w@`.])@((?:fig|sec|tbl|eq|lst)-[\w-]+)')

def text(o): return o if isinstance(o, str) else ''.join(o)

def prose(s):
    "Markdown without its code, whether fenced or in a line"
    return re.sub(r'(`+)[^`]+?\1(?!`)', '', re.sub(r'^( *)(```+|~~~+).*?^ *\2 *$', '', s, flags=re.M|re.S))

def cells(file):
    "(type, source, outputs) of each cell of a notebook; a Markdown file is one cell"
    if file.suffix == '.md': return [('markdown', file.read_text(encoding='utf-8'), [])]
    return [(c['cell_type'], text(c['source']), c.get('outputs', [])) for c in json.loads(file.read_text(encoding='utf-8'))['cells']]

def page(file):
    "The page that nbdev makes of a notebook, relative to the site"
    return re.sub(r'^\d+[a-zA-Z0-9]*_', '', file.name.lower()).removesuffix('.ipynb') + '.html' if file.parent == nbs else (file.relative_to(nbs).parent/page(nbs/file.name)).as_posix()

@cache
def anchors(file):
    "Every place of a page that a link can name: headings as Pandoc names them, labels, exported names"
    found = set()
    for kind,src,_ in cells(file):
        if kind == 'markdown':
            found |= set(re.findall(r'\{#([\w:.-]+)', src))
            for h in re.findall(r'^#{1,6} +(.+?)(?: *\{.*\})? *$', prose(re.sub(r'`', '', src)), re.M):
                h = re.sub(r'[^\w\s.-]', '', re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', h).lower())
                found.add(re.sub(r'^[^a-z]+', '', re.sub(r'\s+', '-', h.strip())))
        else:
            found |= {v for k,v in re_option.findall(src) if k == 'label'}
            if re.search(r'^#\|\s*export', src, re.M): found |= {n.lower() for n in re.findall(r'^(?:def|class) +(\w+)', src, re.M)}
    return found

def files():
    "The notebooks and the README"
    return [*(f for f in sorted(nbs.rglob('*.ipynb')) if '.ipynb_checkpoints' not in f.parts), root/'README.md']

def target(link, file, pages):
    "The file that a link leads to, None for the rest of the web; raises `FileNotFoundError` for nothing"
    link = unquote(link)
    if link.startswith(SITE): there = pages.get(link.removeprefix(SITE) or 'index.html')
    elif link.startswith(REPO): there = root/link.removeprefix(REPO)
    elif re.match(r'[a-z][a-z+.-]*:|//', link): return None
    elif not link: return file
    elif link.endswith('.html') and file.suffix == '.ipynb': there = pages.get((Path(page(file)).parent/link).as_posix().removeprefix('./'))
    else: there = file.parent/link
    if there is None or not there.exists(): raise FileNotFoundError
    return root/there.resolve().relative_to(root.resolve())

def links(file, pages):
    "A sentence for each link that leads nowhere and each image in prose without alternative text"
    for kind,src,_ in cells(file):
        if kind != 'markdown': continue
        src = prose(src)
        found = re_link.findall(src)
        for mark,alt,link in found:
            if mark and not alt.strip(): yield f'{file}: the image {link} has no alternative text.'
        for link in [o for *_,o in found] + re_html.findall(src):
            there,_,anchor = link.partition('#')
            try: there = target(there, file, pages)
            except FileNotFoundError: yield f'{file}: {link} leads nowhere.'; continue
            if anchor and there and there.suffix in ('.ipynb', '.md') and anchor.lower() not in anchors(there): yield f'{file}: {link} names a place that {there.name} does not have.'

def figures(file):
    "A sentence for each figure that a reader sees and that has no `#| fig-alt:`"
    for kind,src,outputs in cells(file):
        options = dict(re_option.findall(src))
        if kind != 'code' or re.search(r'^#\|\s*hide\b', src, re.M) or options.get('include') == 'false': continue
        if any(k.startswith('image/') for o in outputs for k in o.get('data', {})) and not options.get('fig-alt'):
            first = next((o for o in src.splitlines() if not o.startswith('#|')), '')
            yield f'{file}: the figure of the cell "{first[:60]}" has no fig-alt.'

def references(file):
    "A sentence for each cross-reference without its label, and for each label that is there twice"
    label = [v for _,src,_ in cells(file) for k,v in re_option.findall(src) if k == 'label']
    label += [o for kind,src,_ in cells(file) if kind == 'markdown' for o in re.findall(r'\{#([\w-]+)', src)]
    for o in sorted({o for o in label if label.count(o) > 1}): yield f'{file}: the label {o} is there twice.'
    for kind,src,_ in cells(file):
        if kind == 'markdown': yield from (f'{file}: @{o} has no label.' for o in re_ref.findall(prose(src)) if o not in label)

def opening(file):
    "A sentence when a notebook does not begin with a title and a subtitle"
    if file.suffix == '.ipynb' and not re.match(r'# .+\n+> .+', next((s for k,s,_ in cells(file) if k == 'markdown'), '')): yield f'{file}: does not open with a title and a line of subtitle.'

def settings():
    "A sentence for what _quarto.yml or the sidebar name and is not there"
    site = yaml.safe_load((root/'_quarto.yml').read_text(encoding='utf-8'))['website']
    for o in filter(None, [site.get('favicon'), *(i.get('href') for side in ('left', 'right') for i in site['navbar'].get(side, []))]):
        if not re.match(r'[a-z]+:', o) and not (nbs/o).exists(): yield f'_quarto.yml: {o} is not in nbs.'
    if not site.get('favicon'): yield '_quarto.yml: has no favicon.'
    sidebar = yaml.safe_load((nbs/'sidebar.yml').read_text(encoding='utf-8'))['website']['sidebar']['contents']
    folders = [Path(next(c['href'] if isinstance(c, dict) else c for c in o['contents'])).parent.name for o in sidebar if 'section' in o]
    if folders != ['tutorials', *sorted(o.name for o in nbs.iterdir() if re.match(r'\d+_', o.name) and o.is_dir())]: yield 'nbs/sidebar.yml: after the tutorials, a section for each wing, in order.'

def problems():
    "Everything that is wrong, a sentence each"
    pages = {page(f):f for f in files() if f.suffix == '.ipynb'}
    if len(pages) < len(files())-1: yield 'Two notebooks would become one page.'
    for f in files():
        for check in (opening, references, figures): yield from check(f)
        yield from links(f, pages)
    yield from settings()

def build():
    "Let nbdev process a copy of every notebook, as a documentation build does before Quarto; stops with what it printed when that fails"
    with tempfile.TemporaryDirectory() as d:
        for p in ('nbs', 'dermnb'): shutil.copytree(p, Path(d)/p, ignore=shutil.ignore_patterns('.ipynb_checkpoints', '__pycache__'))
        for p in ('pyproject.toml', '_quarto.yml', 'README.md'): shutil.copy2(p, d)
        res = subprocess.run([sys.executable, '-c', 'from nbdev.serve import proc_nbs; proc_nbs.__wrapped__(n_workers=0)'], cwd=d, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        made = {f.relative_to(Path(d)/'_proc').as_posix() for f in (Path(d)/'_proc').rglob('*.ipynb')}
    lost = {f.relative_to(nbs).as_posix() for f in files() if f.suffix == '.ipynb'} - made
    if res.returncode or lost: sys.exit(f'{res.stdout}\nNot processed: {", ".join(sorted(lost))}')
    print(f'{len(made)} notebooks processed')

if __name__ == '__main__':
    if found := list(problems()): sys.exit('\n'.join(found))
    if '--build' in sys.argv: build()
