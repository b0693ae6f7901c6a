"""dermnb on a graphics card: how fast it trains beside timm's recipe, and what one fold of HAM10000 comes to.

    python .ci/gpu.py DATA [OUT] [WEIGHTS]     measure, on CUDA; gpu.json and gpu.md in OUT (default output/gpu), each part as soon as it is there
    python .ci/gpu.py --check                  the same way with a few painted pictures, two steps and the processor, as `make test` does

Speed: EfficientNet-B3 at 300 pixels in bfloat16 from random weights, batches of 64: images a second of dermnb's training (image cache, its transforms, its learner; loading in the process, and by worker processes), of timm's recipe (its loader with prefetcher and worker processes, RandAugment and random erasing, channels last, autocast, AdamW) and of the bare step (one batch that stays on the card), in turn.
One fold: EfficientNet-lite2 at 224 pixels with ImageNet's weights (or those in the file WEIGHTS), fold 0 of 5 by the recipe of the reference run: minutes, BMA and macro AUC of the shown answer, out of fold. The whole takes some ten minutes."""
import json, os, platform, sys, tempfile, time, warnings
from pathlib import Path
from types import SimpleNamespace

FULL = dict(arch='efficientnet_b3', size=300, bs=64, steps=60, rounds=3, images=2000, workers=min(16, max(1, (os.cpu_count() or 2)-1)), device='cuda', folds=5, bma=dict(arch='tf_efficientnet_lite2', size=224))
CHECK = dict(FULL, arch='test_efficientnet', size=64, bs=4, steps=1, rounds=1, images=60, workers=0, device='cpu', folds=2, bma=dict(arch='test_efficientnet', size=64, weights='random', epochs=1, frozen=0, bs=16, precision='fp32', n_boot=20, tta='none'))
WARM = dict(cuda=10, cpu=1)   # steps before those that count

def settled(o):
    "Now, when the card has done what it was asked for"
    import torch
    if o.device == 'cuda': torch.cuda.synchronize()
    return time.perf_counter()

def counted(o, step):
    "Images a second of steps after those that warm up"
    for _ in range(WARM[o.device]): step()
    start = settled(o)
    for _ in range(o.steps): step()
    return o.bs*o.steps/(settled(o)-start)

def stepper(o, loss):
    "A function of images and class numbers: one training step in bfloat16"
    import torch
    from dermnb.bench.peers import plain_network
    model = plain_network(o).to(o.device, memory_format=torch.channels_last).train()
    opt = torch.optim.AdamW(model.parameters(), 1e-3, fused=o.device == 'cuda')
    def step(x, y):
        opt.zero_grad()
        with torch.autocast(o.device, torch.bfloat16): l = loss(model(x.contiguous(memory_format=torch.channels_last)), y)
        l.backward(); opt.step()
    return step

def bare(o, df):
    import torch
    from dermnb.train.loss import FocalLossFlat
    step,x,y = stepper(o, FocalLossFlat()),torch.randn(o.bs, 3, o.size, o.size, device=o.device),torch.arange(o.bs, device=o.device)%7
    return lambda: counted(o, lambda: step(x, y))

def timm_recipe(o, df):
    import torch
    from dermnb.bench.peers import Pictures
    from dermnb.speed.imports import timm
    loader = timm.data.create_loader(Pictures(df, None), (3,o.size,o.size), o.bs, is_training=True, use_prefetcher=o.device == 'cuda', auto_augment='rand-m9-mstd0.5', re_prob=.25,
                                     num_workers=o.workers, device=torch.device(o.device), persistent_workers=o.workers > 0)
    step = stepper(o, torch.nn.functional.cross_entropy)
    def work():
        batches = iter(loader)
        got = counted(o, lambda: step(*(v.to(o.device) for v in next(batches))))
        for _ in batches: pass   # what the loader's processes have begun is finished before somebody else's turn
        return got
    return work

def ours(o, df, workers):
    import fastai.callback.progress   # adds `no_bar`
    from fastai.learner import Callback, CancelFitException
    from dermnb.bench.peers import bare_network
    from dermnb.data.splits import fold_splitter
    from dermnb.train.learner import dermo_learner
    from dermnb.train.loaders import dermo_dls
    class Clock(Callback):
        "Ends the fit after the steps that count"
        order = 70
        def after_batch(self):
            if self.iter == WARM[o.device]-1: self.start = settled(o)
            if self.iter == WARM[o.device]+o.steps-1: self.found = o.bs*o.steps/(settled(o)-self.start); raise CancelFitException
    learn = dermo_learner(dermo_dls(df, fold_splitter(0), o.size, o.bs, cache=o.cache, device=o.device, num_workers=workers), bare_network(o), precision='bf16', ema=.99)
    def work():
        clock = Clock()
        with learn.no_bar(), learn.no_logging(): learn.fit(1, 1e-3, cbs=clock)
        return clock.found
    return work

def speed(o, data, folder):
    "Images a second of each way, round by round"
    from dermnb.bench.compare import enough, pictures
    from dermnb.data.splits import make_folds
    from dermnb.train.loaders import build_cache, frame_shape
    df = make_folds(pictures(data, o.images, o.size, folder), 5)
    o.cache = build_cache(df, frame_shape(df, o.size), folder/'images', progress=False)
    df = enough(df, (WARM[o.device]+o.steps+2*o.workers+2)*o.bs)
    ways = {'dermnb':ours(o, df, 0), 'timm':timm_recipe(o, df), 'bare step':bare(o, df)}
    if o.workers: ways[f'dermnb, {o.workers} processes load'] = ours(o, df, o.workers)
    found = {k:[] for k in ways}
    for _ in range(o.rounds):
        for k,work in ways.items(): found[k].append(round(work(), 1))
    return found

def one_fold(o, data, folder, weights):
    "Figures of fold 0, and its minutes"
    from reference import RECIPE
    from dermnb.core import read_json
    from dermnb.data.table import load_table
    from dermnb.workflow import train
    table,recipe = load_table(data),{**RECIPE, **o.bma, **({'weights':weights} if weights else {})}
    if o.images < 1000: table = table.iloc[:o.images].reset_index(drop=True)
    start = time.perf_counter()
    run = train(table, folder/'run', folds=o.folds, fold=0, progress=False, **recipe)
    found = read_json(run/'metrics.json')
    return dict(recipe={k:str(v) for k,v in recipe.items()}, minutes=round((time.perf_counter()-start)/60, 2),
                image=found['image'], tta=found.get('tta', {}).get('image'))

def written(out, found):
    "gpu.json, and gpu.md for people"
    lines = [f'{found["machine"]}; PyTorch {found["torch"]}, Python {found["python"]}', '']
    if s := found.get('speed'):
        middle = {k:sorted(v)[len(v)//2] for k,v in s.items()}
        lines += [f'| {found["options"]["arch"]}, {found["options"]["size"]} pixels, bf16 | images a second (each round) | of the bare step |', '|---|---|---|',
                  *(f'| {k} | {middle[k]:,.0f} ({", ".join(f"{o:,.0f}" for o in v)}) | {middle[k]/middle["bare step"]:.0%} |' for k,v in s.items()), '']
    if f := found.get('fold'):
        said = lambda o: f'{o["value"]:.3f} [{o["low"]:.3f}, {o["high"]:.3f}]' if 'low' in o else f'{o["value"]:.3f}'
        lines += [f'| {f["recipe"]["arch"]}, {f["recipe"]["size"]} pixels, fold 0, {f["minutes"]} minutes | BMA | macro AUC |', '|---|---|---|',
                  *(f'| {k} | {said(v["bma"])} | {said(v["macro_auc"])} |' for k,v in (('one view', f['image']), ('eight views', f['tta'])) if v), '']
    out.mkdir(parents=True, exist_ok=True)
    (out/'gpu.json').write_text(json.dumps(found, indent=1)+'\n', encoding='utf-8')
    (out/'gpu.md').write_text('\n'.join(lines), encoding='utf-8')
    return '\n'.join(lines)

def main(data, out, weights=None, options=FULL):
    import torch
    o = SimpleNamespace(**options)
    if o.device == 'cuda' and not torch.cuda.is_available(): sys.exit('No graphics card that PyTorch can use is here; --check goes the same way in two steps on the processor.')
    warnings.simplefilter('ignore')
    found = dict(machine=torch.cuda.get_device_name() if o.device == 'cuda' else platform.machine(), torch=torch.__version__, python=platform.python_version(), options={k:str(v) for k,v in options.items()})
    with tempfile.TemporaryDirectory() as d:
        os.environ['DERMNB_CACHE'] = d
        found['speed'] = speed(o, data, Path(d))
        written(out, found)
        found['fold'] = one_fold(o, data, Path(d), weights)
    print(written(out, found))
    return found

def check():
    with tempfile.TemporaryDirectory() as d:
        found = main(Path(tempfile.gettempdir())/'dermnb-example', Path(d), options=CHECK)
        assert set(found['speed']) == {'dermnb', 'timm', 'bare step'} and all(v > 0 for o in found['speed'].values() for v in o), found['speed']
        assert found['fold']['image']['bma']['value'] >= 0 and '| dermnb |' in (Path(d)/'gpu.md').read_text(encoding='utf-8')

if __name__ == '__main__':
    if sys.argv[1:] == ['--check']: check()
    elif 2 <= len(sys.argv) <= 4 and not sys.argv[1].startswith('-'): main(sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else 'output/gpu'), *sys.argv[3:])
    else: sys.exit(__doc__)
