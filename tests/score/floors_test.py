"""The labelled messages are judged at least as well as when floors.json was last raised; it may only rise.
Its false_complete (tagged complete, labelled otherwise) is a ceiling and may only fall; no message may go unanswered.

floors_test.py BUILD_DIR FOLDER [CONFIG]    FOLDER below tests/corpus, for example dev/fi; CONFIG in place of tests/corpus.toml
"""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def main():
    build, folder = sys.argv[1], sys.argv[2]
    config = sys.argv[3] if len(sys.argv) > 3 else f"{ROOT}/tests/corpus.toml"
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))[folder]
    check = f"{build}/intakectl check --config {config} --json --show-values"
    command = [sys.executable, str(HERE / "evaluate.py"), str(ROOT / "tests/corpus" / folder), "--check", check]
    print(subprocess.run(command + ["--failures"], capture_output=True, text=True, check=True).stdout)
    scored = json.loads(subprocess.run(command + ["--json"], capture_output=True, text=True, check=True).stdout)

    ceiling = floors.pop("false_complete")
    below = [f"{figure}: {scored[figure][0]} of {scored[figure][1]}, the floor is {floor}"
             for figure, floor in floors.items() if scored[figure][0] < floor]
    below += [f"{figure}: {scored[figure]}, at most {most}"
              for figure, most in (("false_complete", ceiling), ("unanswered", 0)) if scored[figure] > most]
    above = [f"{figure} is {scored[figure][0]} now: raise its floor of {floor} in floors.json"
             for figure, floor in floors.items() if scored[figure][0] > floor]
    print("\n".join(above + below))
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
