"No string in the program is a diagnosis of HAM10000, but where HAM10000 is what the room is about: classes are the dataset's."
import ast, re, sys
from pathlib import Path

CODES = {'akiec', 'bcc', 'bkl', 'df', 'mel', 'nv', 'vasc'}
NAMES = {'actinic keratosis / bowen disease', 'basal cell carcinoma', 'benign keratosis', 'dermatofibroma', 'melanoma', 'melanocytic nevus', 'vascular lesion'}
ROOMS = {   # module, or module:function -> why it may
    'core.py': 'what is known of HAM10000: names, malignancy, colours',
    'data/diagnoses.py': 'the table of words that datasets use',
    'data/download.py': 'the counts that tell whether HAM10000 is whole',
    'data/layouts.py': 'columns and words that a dataset itself has',
    'data/collections.py': 'columns and words that a dataset itself has',
    'synth/lesions.py': 'the painted set is HAM10000\'s seven: a recipe for each',
    'synth/dataset.py': 'the painted set is HAM10000\'s seven',
    'data/flaws.py:classes_flaw': 'the key in dermnb.json that says which class stands for melanoma',
    'evaluate/predictions.py:synth_predictions': 'invented predictions, of HAM10000 unless other classes are given'}

def is_diagnosis(text):
    "Whether a string is a name, a code, a column p_ of one, a figure of one (auc.…), or nothing but codes"
    plain = text.strip().casefold()
    words = [w.removeprefix('p_').rpartition('.')[2] for w in re.split(r'[\s,;|]+', plain) if w]
    return plain in NAMES or bool(words) and all(w in CODES for w in words)

def strings(tree, inside=''):
    "(line, function, text) of every string in a syntax tree, and of the keywords of `dict(mel=…, nv=…)`, which become strings"
    for node in ast.iter_child_nodes(tree):
        here = inside or node.name if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else inside
        if isinstance(node, ast.Constant) and isinstance(node.value, str): yield node.lineno,inside,node.value
        elif isinstance(node, ast.Call) and len(own := [k.arg for k in node.keywords if k.arg in CODES]) > 1: yield node.lineno,inside,' '.join(own)
        yield from strings(node, here)

def problems(package):
    "One sentence for each string that should come from the classes"
    used = set()
    for m in sorted(package.rglob('*.py')):
        room = m.relative_to(package).as_posix()
        for line,fn,text in strings(ast.parse(m.read_text(encoding='utf-8'))):
            if m.name == '_modidx.py' or not is_diagnosis(text): continue
            if ok := next((r for r in (room, f'{room}:{fn}') if r in ROOMS), None): used.add(ok)
            else: yield f'{m}:{line}: {text!r} is a diagnosis of HAM10000; ask the classes of the table or the run.'
    for r in sorted(set(ROOMS)-used): yield f'.ci/literals.py: {r} may name diagnoses and does not; take it off the list.'

if __name__ == '__main__': sys.exit('\n'.join(problems(Path('dermnb'))) or None)
