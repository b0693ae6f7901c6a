"""The picture at the top of the README: what the reference run says of the two examples. `python .ci/verdict.py FILE` draws it anew."""
import sys, textwrap
from pathlib import Path

def main(out):
    import matplotlib
    matplotlib.use('agg')
    import matplotlib.pyplot as plt
    from dermnb.core import percent
    from dermnb.explain.overlay import Drawing
    from dermnb.predict.predictor import Predictor
    from dermnb.predict.reference import reference_run
    examples = sorted(Path('examples').glob('*.jpg'))
    found = list(Predictor.load(reference_run()).predict_iter(examples, heatmaps=True))
    fig,axes = plt.subplots(len(found), 3, figsize=(9, 2.8*len(found)), width_ratios=(1, 1, 1.25), layout='constrained')
    for row,p,path in zip(axes, found, examples):
        drawing,at = Drawing(p, 448),p.classes.index(p.dx)
        row[0].imshow(drawing(at, opacity=0, lesion=False, artifacts=False)); row[1].imshow(drawing(at))
        words = [p.classes.name(p.dx), *(f'{p.classes.name(c)}  {percent(o)}' for o,c in sorted(zip(p.probs, p.classes), reverse=True)[:3]), '',
                 *(['Nothing found against it'] if p.reliable else ['Do not rely on it:', *(o for r in p.reasons for o in textwrap.wrap(str(r[1] if isinstance(r, tuple) else r), 34))]), '',
                 f'In truth: {path.stem.split("_")[0]}']
        for i,o in enumerate(words): row[2].text(0, .95-i*.11, o, transform=row[2].transAxes, fontsize=10, weight='bold' if i in (0, 5) else 'normal', va='top')
        for ax in row: ax.axis('off')
    axes[0][0].set_title('the picture', fontsize=9); axes[0][1].set_title('evidence for the answer', fontsize=9)
    fig.savefig(out, dpi=100, pil_kwargs=dict(quality=88))

if __name__ == '__main__':
    if len(sys.argv) != 2: sys.exit(__doc__)
    main(sys.argv[1])
