"""The reference run, from HAM10000 to the folder that lies in the repository.

    python .ci/reference.py DATA WORK [FOLDS]     train (folds 0 to 4 unless FOLDS says otherwise, such as 0,1), make WORK/reference
    python .ci/reference.py --check [FILE]        the folder's archive has the checksum that dermnb asks for; keep it as FILE

Fold 0 becomes the reference: trained on four fifths of the lesions, calibrated, judged and audited on the fifth that it has not seen, with weights in half precision from the moment on that anything is measured. Pictures, labels and identifiers of the dataset stay behind."""
import json, re, shutil, sys, tempfile
from pathlib import Path

RECIPE = dict(arch='tf_efficientnet_lite2', size=160, epochs=7, frozen=3, power=.5, gamma=0., mixup=.3, precision='bf16')
KEPT = ('dermnb.json', 'metrics.json', 'README.md', 'history.csv', 'LICENCE.md', 'fold_0/config.json', 'fold_0/history.csv', 'fold_0/model.safetensors', 'fold_0/masks.safetensors',
        'fold_0/shift.safetensors', *(f'plots/{o}.png' for o in ('confusion', 'roc', 'sensitivity', 'reliability', 'learning', 'groups')))
LICENCE = '''# Licence of these weights

The networks in this folder were trained on HAM10000, whose images are under [CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/): they are for research and
not for commerce, and not for diagnosis. P. Tschandl, C. Rosendahl and H. Kittler, *The HAM10000 dataset*, Sci. Data 5, 180161 (2018); lesion masks: P. Tschandl et al., Nat. Med. 26,
1229–1234 (2020). They began as Google's EfficientNet-lite weights for ImageNet (Apache-2.0).
'''

def halve(path, key):
    "Round a network's weights to half precision, once and for all"
    from safetensors import safe_open
    from safetensors.torch import save_file
    from dermnb.train.run import record_sum
    with safe_open(path, 'pt') as f: tensors,meta = {k:f.get_tensor(k) for k in f.keys()},f.metadata()
    save_file({k:v.half() if v.is_floating_point() else v for k,v in tensors.items()}, path, metadata=meta)
    record_sum(path, key)

def again(run, table):
    "What the network says, with the weights as they are now"
    from dermnb.predict.tta import predict_table
    from dermnb.train.run import write_csv
    from dermnb.predict.own import own_rows
    df = own_rows(run, table)
    df = df[df.fold == 0].reset_index(drop=True)
    for name,views in (('predictions', 'none'), ('predictions_tta', 'dihedral')):
        preds = predict_table(run, df, views)
        for p in (run/f'{name}.csv', run/'fold_0'/f'{name}.csv'): write_csv(p, preds)

def make(data, work, folds):
    "Train what is not trained yet, then everything that is measured with the weights that are given away"
    from dermnb import workflow
    from dermnb.data.table import load_table
    from dermnb.explain.masks import train_run_masks
    from dermnb.predict.reference import pack_run
    from dermnb.train.run import record_sum
    table = load_table(data)
    for f in folds: workflow.train(table, work/f'fold_{f}', **RECIPE, folds=5, fold=f, resume=True)
    run = work/'reference'
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(work/f'fold_{folds[0]}', run)
    halve(run/'fold_0'/'model.safetensors', 'weights_sha256')
    again(run, table)
    workflow.recalibrate(run, table)
    if (work/'masks.safetensors').exists(): shutil.copy(work/'masks.safetensors', run/'fold_0')
    else:
        train_run_masks(run, workflow.own_rows(run, table))
        halve(run/'fold_0'/'masks.safetensors', 'masks_sha256')
        shutil.copy(run/'fold_0'/'masks.safetensors', work)
    record_sum(run/'fold_0'/'masks.safetensors', 'masks_sha256')
    workflow.audit(run, table)
    (run/'LICENCE.md').write_text(LICENCE, encoding='utf-8')
    for f in sorted(run.rglob('*'), reverse=True):
        if f.is_file() and f.relative_to(run).as_posix() not in KEPT: f.unlink()
        elif f.is_dir() and not any(f.iterdir()): f.rmdir()
    card = run/'README.md'   # without the plots that show the dataset's pictures
    card.write_text('\n'.join(o for o in card.read_text(encoding='utf-8').split('\n') if not (m := re.match(r'!\[.*\]\((plots/.*)\)', o)) or m[1] in KEPT), encoding='utf-8')
    size = sum(f.stat().st_size for f in run.rglob('*') if f.is_file())
    print(f'{run}: {size/1e6:.1f} MB; checksum of its archive {pack_run(run, work/"reference-1.zip")}')

def check(keep=None):
    "The run in the repository is the one that is fetched elsewhere"
    from dermnb.predict.reference import SHA256, pack_run
    with tempfile.TemporaryDirectory() as d: found = pack_run('reference', keep or Path(d)/'reference.zip')
    if found != SHA256: sys.exit(f'reference/: its archive has the checksum {found}, dermnb.predict.reference asks for {SHA256}.')
    about = json.loads(Path('reference/dermnb.json').read_text(encoding='utf-8'))
    print(f'reference/: {about["arch"]} at {about["size"]} pixels, as it is fetched elsewhere.')

if __name__ == '__main__':
    if sys.argv[1:2] == ['--check'] and len(sys.argv) < 4: check(*sys.argv[2:])
    elif len(sys.argv) in (3, 4): make(sys.argv[1], Path(sys.argv[2]), [int(o) for o in (sys.argv[3] if len(sys.argv) == 4 else '0,1,2,3,4').split(',')])
    else: sys.exit(__doc__)
