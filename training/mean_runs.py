"""Finished runs of one beginning -> their weighted mean, as a run of its own: as good as several models, read as one.

python training/mean_runs.py --runs-of first second --weights 0.3 0.7 --run mean
"""

import argparse
from pathlib import Path

import torch


def mean_weights(models: list[dict[str, torch.Tensor]], weights: list[float]) -> dict[str, torch.Tensor]:
    """The mean of every weight; the weights sum to 1."""
    return {name: sum(share * model[name] for share, model in zip(weights, models, strict=True)) for name in models[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--runs-of", nargs="+", default=["first", "second"])
    parser.add_argument("--weights", nargs="+", type=float, default=[0.3, 0.7])
    parser.add_argument("--run", default="mean")
    given = parser.parse_args()
    if len(given.weights) != len(given.runs_of) or abs(sum(given.weights) - 1) > 1e-6:
        parser.error("give one weight for each run, together 1")
    models = [torch.load(given.runs / name / "model.pt") for name in given.runs_of]
    folder = given.runs / given.run
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(mean_weights(models, given.weights), folder / "model.pt")


if __name__ == "__main__":
    main()
