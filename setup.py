"Hands the metadata in settings.ini to setuptools; pyproject.toml declares it dynamic."
from configparser import ConfigParser
from pathlib import Path
import re

from setuptools import setup

here = Path(__file__).parent
parser = ConfigParser(delimiters=['='], interpolation=None)
parser.read(here/'settings.ini', encoding='utf-8')
cfg = parser['DEFAULT']

statuses = {'1': 'Planning', '2': 'Pre-Alpha', '3': 'Alpha', '4': 'Beta', '5': 'Production/Stable', '6': 'Mature'}
status = f"Development Status :: {cfg['status']} - {statuses[cfg['status']]}"
oldest,newest = (int(cfg[o].split('.')[1]) for o in ('min_python', 'max_python'))
extras = {name[:-len('_requirements')]: cfg[name].split() for name in cfg if name.endswith('_requirements')}

setup(
    version=re.search(r"__version__ = ['\"](.+?)['\"]", (here/'dermnb'/'__init__.py').read_text(encoding='utf-8'))[1],
    author=cfg['author'], author_email=cfg['author_email'], keywords=cfg['keywords'].split(),
    classifiers=[status, 'Intended Audience :: Science/Research', 'Natural Language :: English',
                 'Topic :: Scientific/Engineering :: Medical Science Apps.', 'Framework :: Jupyter',
                 'Programming Language :: Python :: 3', *[f'Programming Language :: Python :: 3.{v}' for v in range(oldest, newest+1)]],
    python_requires=f">={cfg['min_python']}", install_requires=cfg['requirements'].split(), extras_require=extras,
    entry_points={'console_scripts': cfg['console_scripts'].split(), 'nbdev': ['dermnb=dermnb._modidx:d']},
    long_description=(here/'README.md').read_text(encoding='utf-8'), long_description_content_type='text/markdown',
)
