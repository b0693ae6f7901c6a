"""What has to be true before a version is published: `python .ci/release.py v0.2.0`, after `make wheel`.

One wheel and one source archive of that version lie in dist, the changelog has a section for it with its date, and the wheel holds the package alone: no notebooks, data, weights or pictures."""
import re, sys, tarfile, zipfile
from pathlib import Path

BIG = 5_000_000   # bytes of a wheel; the reference run travels by itself

def problems(tag, root=Path('.')):
    "One sentence for each reason not to publish"
    version = re.search(r"^__version__ = ['\"](.+?)['\"]", (root/'dermnb'/'__init__.py').read_text(encoding='utf-8'), re.M)[1]
    if tag != f'v{version}': yield f'The tag is {tag}, dermnb says version {version}.'
    if not re.search(rf'^## \[?{re.escape(version)}\]? .*\d{{4}}-\d\d-\d\d', (root/'CHANGELOG.md').read_text(encoding='utf-8'), re.M):
        yield f'CHANGELOG.md has no section for {version} with its date.'
    for pattern in (f'dermnb-{version}-py3-none-any.whl', f'dermnb-{version}.tar.gz'):
        if not (root/'dist'/pattern).is_file(): yield f'dist/{pattern} is missing: run make wheel.'
    for f in sorted((root/'dist').glob('*')):
        if f.suffix == '.whl':
            names = zipfile.ZipFile(f).namelist()
            odd = [n for n in names if not re.match(rf'(dermnb/.*\.py|dermnb-{re.escape(version)}\.dist-info/.*)$', n)]
            if f.stat().st_size > BIG: yield f'{f.name} has {f.stat().st_size:,} bytes, more than {BIG:,}.'
        elif f.name.endswith('.tar.gz'):
            odd = [n for n in tarfile.open(f).getnames() if re.search(r'\.(safetensors|jpg|png|zip|npz|ipynb)$', n)]
        else: odd = [f.name]
        if odd: yield f'{f.name} holds {len(odd)} files that do not belong there, such as {odd[0]}.'

if __name__ == '__main__':
    if len(sys.argv) != 2: sys.exit(__doc__)
    found = list(problems(sys.argv[1]))
    for o in found: print(o)
    sys.exit(bool(found))
