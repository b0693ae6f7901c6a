"A notebook imports only from earlier ones (a wing from wings with lower numbers), every module has a notebook and at most 300 lines, the sidebar lists every notebook, the metadata agree."
import json, re, sys
from configparser import ConfigParser
from pathlib import Path

import yaml

re_exp = re.compile(r'^#\|\s*default_exp\s+(\S+)', re.M)
re_import = re.compile(r'^\s*(?:from|import)\s+dermnb\.([\w.]+)', re.M)

def number(nb, nbs=Path('nbs')):
    "(2, 3) for 02_synth/03_skin.ipynb, (0,) for 00_core.ipynb; None without a number"
    m = [re.match(r'(\d+)_', o) for o in nb.relative_to(nbs).parts]
    return tuple(int(o[1]) for o in m) if all(m) else None

def source(nb):
    "All code of a notebook"
    return '\n'.join(''.join(c['source']) for c in json.loads(nb.read_text(encoding='utf-8'))['cells'] if c['cell_type'] == 'code')

def listed(item):
    "The files that a piece of sidebar.yml names"
    if isinstance(item, str): return [item]
    if isinstance(item, list): return [f for o in item for f in listed(o)]
    return ([item['href']] if 'href' in item else []) + listed(item.get('contents', []))

def problems(nbs):
    "One sentence for each import against the order, each module without a notebook, each difference between sidebar and folder"
    files = [f for f in sorted(nbs.rglob('*.ipynb')) if '.ipynb_checkpoints' not in f.parts]
    code = {f:source(f) for f in files}
    home = {m[1]:f for f in files if (m := re_exp.search(code[f]))}
    for f in (f for f in files if number(f, nbs)):
        for name in sorted(set(re_import.findall(code[f]))):
            if name not in home: yield f'{f.relative_to(nbs)} imports dermnb.{name}, which no notebook exports.'
            elif number(home[name], nbs) > number(f, nbs): yield f'{f.relative_to(nbs)} imports dermnb.{name}, which comes later ({home[name].relative_to(nbs)}).'
    for m in sorted(nbs.parent.glob('dermnb/**/*.py')):
        name = '.'.join(m.relative_to(nbs.parent/'dermnb').with_suffix('').parts)
        if m.name == '__init__.py' and m.parent.name != 'dermnb' and m.read_text(encoding='utf-8').strip(): yield f'{m}: a wing opens without importing anything.'
        if m.name != '__init__.py' and name not in {'_modidx', *home}: yield f'{m} comes from no notebook.'
    shown = listed(yaml.safe_load((nbs/'sidebar.yml').read_text(encoding='utf-8'))['website']['sidebar'])
    there = [f.relative_to(nbs).as_posix() for f in files]
    for o in sorted(set(there) - set(shown)): yield f'nbs/sidebar.yml does not list {o}.'
    for o in sorted(set(shown) - set(there)): yield f'nbs/sidebar.yml lists {o}, which does not exist.'

def sizes(nbs):
    "One sentence for each module of over 300 lines, and for each exported line of over 140 characters"
    for m in sorted(nbs.parent.glob('dermnb/**/*.py')):
        n = len(m.read_text(encoding='utf-8').splitlines())
        if n > 300 and m.name != '_modidx.py': yield f'{m} has {n} lines; find its seam (at most 300).'
    for f in sorted(nbs.rglob('*.ipynb')):
        if '.ipynb_checkpoints' in f.parts: continue
        for c in json.loads(f.read_text(encoding='utf-8'))['cells']:
            lines = ''.join(c['source']).splitlines()
            if c['cell_type'] != 'code' or not any(re.match(r'#\|\s*export', o) for o in lines): continue
            yield from (f'{f.relative_to(nbs)}: a line of {len(o)} characters (at most 140): {o.strip()[:50]}' for o in lines if len(o) > 140)

def disagreements(root):
    "One sentence for each fact that settings.ini and pyproject.toml state differently"
    ini = ConfigParser(delimiters=['='], interpolation=None)
    ini.read(root/'settings.ini', encoding='utf-8')
    toml = (root/'pyproject.toml').read_text(encoding='utf-8')
    for key,there in dict(lib_name='name', description='description', license='license', git_url='Repository', doc_url='Documentation', changelog_url='Changelog').items():
        if f'\n{there} = "{ini["DEFAULT"][key]}"\n' not in toml: yield f'settings.ini and pyproject.toml disagree on {key}.'

if __name__ == '__main__': sys.exit('\n'.join([*problems(Path('nbs')), *sizes(Path('nbs')), *disagreements(Path())]) or None)
