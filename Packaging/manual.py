#!/usr/bin/env python3
"""Writes the manual pages: manual.py SUQIU SETTINGS FOLDER

One page for each command from the program's own help, and suqiu.yaml(5) from the comments of the shipped
file, so that neither can say something else than the program.
"""
import json
import pathlib
import subprocess
import sys


def roff(text):
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def title(name, section, version, abstract):
    return (f'.TH "{name.upper()}" "{section}" "" "Suqiu {version}" "Suqiu"\n'
            f".SH NAME\n{roff(name)} \\- {roff(abstract)}\n")


def option_name(argument):
    if argument["kind"] == "positional":
        text = f"<{argument['valueName']}>"
        return text + " …" if argument.get("isRepeating") else text
    names = [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument["names"]]
    value = f" <{argument['valueName']}>" if argument["kind"] == "option" else ""
    return ", ".join(names) + value


def page(command, version, path):
    name = "-".join(path)
    out = title(name, 1, version, command.get("abstract", "").rstrip("."))
    out += f".SH SYNOPSIS\n.B {roff(' '.join(path))}\n"
    subcommands = [one for one in command.get("subcommands", []) if one["commandName"] != "help"]
    out += "<subcommand>\n" if subcommands else "[options]\n"
    if command.get("discussion"):
        out += f".SH DESCRIPTION\n.nf\n{roff(command['discussion'])}\n.fi\n"
    if subcommands:
        out += ".SH COMMANDS\n"
        for one in subcommands:
            out += f".TP\n.BR {roff(name)}\\-{roff(one['commandName'])} (1)\n{roff(one.get('abstract', ''))}\n"
    arguments = [one for one in command.get("arguments", []) if one.get("shouldDisplay", True)]
    if arguments:
        out += ".SH OPTIONS\n"
        for argument in arguments:
            default = f" (default: {argument['defaultValue']})" if argument.get("defaultValue") else ""
            out += f".TP\n.B {roff(option_name(argument))}\n{roff(argument.get('abstract', '') + default)}\n"
    return out + ".SH SEE ALSO\n.BR suqiu (1),\n.BR suqiu.yaml (5)\n"


def main():
    suqiu, settings, folder = sys.argv[1:]
    folder = pathlib.Path(folder)
    dump = json.loads(subprocess.run([suqiu, "--experimental-dump-help"], check=True, capture_output=True).stdout)
    version = subprocess.run([suqiu, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    root = dump["command"]
    (folder / "man1").mkdir(parents=True)
    (folder / "man5").mkdir()
    (folder / "man1/suqiu.1").write_text(page(root, version, ["suqiu"]))
    for command in root["subcommands"]:
        if command["commandName"] != "help":
            name = command["commandName"]
            (folder / f"man1/suqiu-{name}.1").write_text(page(command, version, ["suqiu", name]))
    text = pathlib.Path(settings).read_text()
    (folder / "man5/suqiu.yaml.5").write_text(
        title("suqiu.yaml", 5, version, "settings of the Suqiu service")
        + f".SH FILE\n.nf\n{roff(text)}.fi\n.SH SEE ALSO\n.BR suqiu (1)\n")


main()
