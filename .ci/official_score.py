"The challenges' own scorer and ours on the same predictions: every figure to 1e-6. Makes an environment of its own, since the scorer needs pandas below 3."
import json, os, subprocess, sys, tempfile, venv
from pathlib import Path

HELP = 'python .ci/official_score.py [RUN or predictions.csv]   (none: invented predictions)   $DERMNB_SCORER: folder that keeps the environment'
NO_UNK = 'isic2019, no picture of SCC or UNK'
SCORER = '''
import io, json, sys, warnings
warnings.simplefilter('ignore')
from isic_challenge_scoring.classification import ClassificationMetric, ClassificationScore
found = {}
for name,truth,submission,metric in json.load(sys.stdin):
    try: found[name] = ClassificationScore.from_stream(io.StringIO(truth), io.StringIO(submission), ClassificationMetric(metric)).to_dict(rocs=False)
    except Exception as e: found[name] = f'{type(e).__name__}: {e}'
json.dump(found, sys.stdout)
'''

def environment(folder):
    "The Python of an environment with pandas 2 and the scorer"
    python = folder/('Scripts' if os.name == 'nt' else 'bin')/'python'
    if subprocess.run([python, '-c', 'import isic_challenge_scoring'], capture_output=True).returncode if python.exists() else True:
        venv.create(folder, with_pip=True, symlinks=os.name != 'nt')
        subprocess.run([python, '-m', 'pip', 'install', '--quiet', 'pandas<3', 'isic-challenge-scoring==5.6.0'], check=True)
    return python

def predictions(path):
    "A table of predictions with answers, and what it is"
    from dermnb.core import read_json
    from dermnb.evaluate.predictions import read_predictions, synth_predictions
    from dermnb.show.figures import shown_tables
    if path is None: return synth_predictions(1500, seed=0), None, 'invented predictions'
    run = Path(path) if Path(path).is_dir() else None
    preds = read_predictions(run/'predictions.csv' if run else path)
    if not run: return preds, None, str(path)
    about = read_json(run/'dermnb.json')
    images,rule = shown_tables(preds, about)
    return images, about.get('calibration') and (rule, about['calibration']), f'{run.name}, rule {rule}'

def cases(preds, fitted):
    "name -> (truth, submission, metric): both challenges, weights, other orders, ties, and what has no right answer"
    import numpy as np
    from dermnb.core import classes_of
    from dermnb.evaluate.official import truth_of
    from dermnb.evaluate.predictions import answer_of
    from dermnb.evaluate.submission import as_submission, challenge_columns, column_of
    from dermnb.trust.rule_scores import rule_scores
    classes,rng = classes_of(preds),np.random.default_rng(0)
    p,answer = preds[classes.columns].to_numpy(float),answer_of(preds)
    numbers = rule_scores(p, *fitted, classes) if fitted else p
    def both(challenge, q):
        columns = challenge_columns(challenge)
        return (truth_of(preds, columns, lambda c: column_of(c, classes, columns)), as_submission(preds.image_id, q, answer, classes, challenge)[0])
    truth,sub = both('isic2018', numbers)
    half = truth.assign(score_weight=rng.integers(0, 2, len(truth))*1., validation_weight=rng.random(len(truth)))
    ties = sub.copy(); columns = [*sub][1:]
    ties[columns] = ties[columns].round(1)
    left_out = truth.replace({'image':{truth.image.iloc[3]:'ISIC_0035068'}})
    yield 'isic2018', (truth, sub, 'balanced_accuracy')
    yield 'auc', (truth, sub, 'auc')
    yield 'ap', (truth, sub, 'ap')
    yield 'rounded to one digit, so with ties', (truth, ties, 'balanced_accuracy')
    yield 'weights, sorted', (half.sort_values('image'), sub, 'balanced_accuracy')
    yield 'weights, another order', (half.sample(frac=1, random_state=0), sub, 'auc')
    yield 'ISIC_0035068', (left_out.sample(frac=1, random_state=1), sub.assign(image=sub.image.replace({truth.image.iloc[3]:'ISIC_0035068'})), 'balanced_accuracy')
    later,columns = both('isic2019', p),challenge_columns('isic2019')
    yield NO_UNK, (later[0].copy(), later[1], 'balanced_accuracy')
    rare = rng.choice(len(preds), (2, 30), replace=False)
    for rows,c in zip(rare, columns[-2:]): later[0].loc[rows, columns] = np.eye(len(columns))[columns.index(c)]
    yield 'isic2019', (*later, 'balanced_accuracy')

def largest_difference(a, b):
    "Between two nested dicts of figures; a figure that one of them lacks is infinitely far"
    if isinstance(a, dict): return max([largest_difference(a[k], b[k]) for k in a] + ([] if a.keys() == b.keys() else [float('inf')]))
    if a != a and b != b: return 0.
    return abs(a-b) if None not in (a, b) and a == a and b == b else float('inf')

def main(path=None):
    if path in ('-h', '--help'): sys.exit(HELP)
    from dermnb.evaluate.official import official_score
    from dermnb.evaluate.submission import submission_text
    preds,fitted,what = predictions(path)
    asked = dict(cases(preds, fitted))
    given = [(k, submission_text(t), submission_text(s), m) for k,(t,s,m) in asked.items()]
    with tempfile.TemporaryDirectory() as d:
        python = environment(Path(os.environ.get('DERMNB_SCORER') or d))
        said = subprocess.run([python, '-I', '-c', SCORER], input=json.dumps(given), capture_output=True, text=True, check=True)
    theirs,bad = json.loads(said.stdout),[]
    print(f'{what}: {len(preds):,} images')
    for k,(t,s,m) in asked.items():
        ours = official_score(t, s, m).to_dict()
        if isinstance(theirs[k], str): print(f'{k:36} the scorer stops: {theirs[k]}'); bad += [] if k == NO_UNK else [k]; continue
        if (far := largest_difference(ours, theirs[k])) > 1e-6: bad.append(k)
        o = theirs[k]
        print(f"{k:36} BMA {o['aggregate']['balanced_accuracy']:.4f}  AUC {o['macro_average']['auc']:.4f}  AP {o['macro_average']['ap']:.4f}  "
              f"sensitivity {o['macro_average']['sensitivity']:.4f}  overall {o['overall']:.4f}  largest difference {far:.1e}")
    if theirs['isic2018'] == theirs['rounded to one digit, so with ties']: bad.append('ties make no difference')
    sys.exit(f'Ours and the scorer\'s differ: {", ".join(bad)}.' if bad else None)

if __name__ == '__main__': main(*sys.argv[1:2])
