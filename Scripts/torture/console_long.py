#!/usr/bin/env python3
"""The console at length: schemathesis on its description, and a browser on hostile orders.

  console_long.py [--cases N]     examples of each operation; 200, 20 when short

Needs Debian's chromium, chromium-driver and python3-venv; schemathesis comes from PyPI into a folder of
its own. Exit 0 when it held, 1 when not, 77 when a tool is missing.
"""
import argparse
import csv
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

from desk import QUICK, say, suqiu

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, f"{ROOT}/Scripts")
spec = importlib.util.spec_from_file_location("person", f"{ROOT}/Scripts/console.py")
person = importlib.util.module_from_spec(spec)
spec.loader.exec_module(person)

# Each tries to run something, to break out of where it stands, or to be taken for a template or a formula.
HOSTILE = [
    "<script>owned=1</script>", "<img src=x onerror=owned=1>", "<svg/onload=owned=1>",
    "\"><script>owned=1</script>", "'><img src=x onerror=owned=1>", "\" autofocus onfocus=owned=1 x=\"",
    "' onmouseover='owned=1", "</textarea><script>owned=1</script>", "</title><script>owned=1</script>",
    "</select><img src=x onerror=owned=1>", "<iframe srcdoc='<script>parent.owned=1</script>'>",
    "<a href=javascript:owned=1>x</a>", "javascript:owned=1", "<math><mi xlink:href=javascript:owned=1>",
    "<style>@import'//evil.example'</style>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example><input name=x>", "{{{t}}}{{#t}}{{>layout}}{{/t}}", "{{=<% %>=}}<%& t %>",
    "<!--<script>owned=1//-->", "<![CDATA[<script>owned=1</script>]]>", "&lt;script&gt;owned=1&lt;/script&gt;",
    "\u202e<tpircs>1=denwo", "\ufeff<script>owned=1</script>", "＜script＞owned=1＜/script＞",
    "<scr\u0000ipt>owned=1</scr\u0000ipt>", "=HYPERLINK(\"http://evil.example\",\"x\")", "@SUM(1+1)*cmd|' /C calc'!A0",
    "</script><script>owned=1</script>", "<details open ontoggle=owned=1>", "<object data=javascript:owned=1>",
]
# What no page of ours has within its main part.
FOREIGN = "main script, main img, main iframe, main object, main base, main meta, main style, main math"


def tool(name):
    """schemathesis in a folder of its own; nil when it cannot be had."""
    folder = f"{ROOT}/.build/console-tools"
    if not os.path.exists(f"{folder}/bin/schemathesis"):
        made = subprocess.run([sys.executable, "-m", "venv", folder])
        if made.returncode or subprocess.run(
                [f"{folder}/bin/pip", "install", "--quiet", "--disable-pip-version-check",
                 "-r", f"{HERE}/console-requirements.txt"]).returncode:
            return None
    return f"{folder}/bin/{name}"


def fill(daemon):
    """Hostile orders as files, as names of files and as cells of a table; gives how many."""
    for number, text in enumerate(HOSTILE):
        name = "".join(one for one in text if one not in "/\0").encode()[:120].decode("utf-8", "ignore")
        daemon.drop(f"{name}{number}.txt".lstrip("."), f"客户来电：昨晚打雷以后家里停电。{text}答复前后不一致，{text}")
    with open(f"{daemon.folder}/rows.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["工单编号", "供电单位", "受理内容"])
        for text in HOSTILE:
            clean = text.replace("\0", "")
            writer.writerow([clean, f"{clean}供电所", f"雷击后全村停电，{clean}"])
    os.rename(f"{daemon.folder}/rows.csv", f"{daemon.folder}/spool/inbox/rows.csv")
    return 2 * len(HOSTILE)


def is_quiet(browser, where):
    """Nothing of an order ran, and nothing of it became part of the page."""
    ran = browser.run("return typeof owned!=='undefined'")
    found = browser.run(f"const e=document.querySelector({FOREIGN!r});return e&&e.outerHTML")
    handlers = browser.run(
        "return [...document.querySelectorAll('*')].filter(e=>[...e.attributes].some(a=>"
        "a.name.startsWith('on')||/^(href|src|action|formaction|xlink:href)$/.test(a.name)"
        "&&/^\\s*javascript:/i.test(a.value))).map(e=>e.outerHTML)[0]")
    outside = browser.run(
        "return performance.getEntriesByType('resource').map(e=>e.name).filter(n=>!n.startsWith(location.origin))[0]")
    if ran or found or handlers or outside or "Suqiu" not in browser.ask("GET", "/title"):
        raise AssertionError(f"{where}: {ran=} {found=} {handlers=} {outside=}")


def look(daemon, browser, count):
    """Every page that can show a word of an order, in both languages."""
    # What is no text at all may be refused.
    person.wait("hostile orders in the index", lambda: daemon.get("/api/v1/orders")["count"]
                + daemon.get("/api/v1/status")["quarantined"] >= count or time.sleep(1), 120)
    ids, after = [], ""
    while True:
        page = daemon.get("/api/v1/orders" + after)
        ids += [one["id"] for one in page["orders"]]
        if not page["more"]:
            break
        after = page["next"]
    pages = ["/", "/orders", "/review", "/rules", "/rules?pack=lightning", "/report?part=all&by=unit",
             "/report?part=lightning&by=unit&lang=en"]
    for order in ids[:8 if QUICK else None]:
        pages += [f"/orders/{order}?why=cause:line_fault", f"/playground?order={order}"]
    quoted = [urllib.parse.quote(text, safe="") for text in HOSTILE]
    for text in quoted[:6 if QUICK else None]:
        pages += [f"/orders?unit={text}&rule={text}&number={text}&from={text}&label={text}",
                  f"/report?from={text}&part={text}&by={text}", f"/playground?pack={text}&order={text}",
                  f"/orders/{text}", f"/rules/{text}", f"/rules?pack={text}", f"/review?after={text}&lang={text}"]
    for page in pages:
        browser.open(daemon.address + page)
        is_quiet(browser, page)
    browser.open(daemon.address + "/playground")
    for text in HOSTILE[:4 if QUICK else None]:
        browser.run("const s=document.querySelector('[name=text]');s.value=arguments[0];"
                    "document.querySelector('#outcome').dataset.old=1;"
                    "s.dispatchEvent(new Event('input',{bubbles:true}))", f"昨晚打雷停电{text}")
        person.wait("the outcome", lambda: not browser.run(
            "return document.querySelector('#outcome').dataset.old"), 60)
        is_quiet(browser, f"the playground with {text}")
    say(f"ok  {len(pages)} pages with hostile orders, addresses and texts: nothing ran")


def ask_everything(daemon, cases):
    """schemathesis on every operation, with the word that allows changes."""
    program = tool("schemathesis")
    if program is None:
        say("SKIPPED: schemathesis cannot be installed")
        return 77
    word = open(f"{daemon.folder}/spool/console.token").read().strip()
    checks = ("not_a_server_error,status_code_conformance,content_type_conformance,"
              "response_headers_conformance,response_schema_conformance")
    command = [program, "run", f"{daemon.address}/openapi.json", "--checks", checks, "-n", str(cases),
               "--header", f"Authorization: Bearer {word}", "--seed", "1", "--no-color",
               "--generation-database", "none", "--request-timeout", "60",
               "--suppress-health-check", "all", "--continue-on-failure"]
    done = subprocess.run(command, cwd=daemon.folder, capture_output=True, text=True)
    tail = (done.stdout + done.stderr).strip().splitlines()
    say("\n".join(tail[-(12 if done.returncode == 0 else 200):]))
    return 1 if done.returncode else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20 if QUICK else 200)
    arguments = parser.parse_args()
    subprocess.run([f"{ROOT}/Scripts/install-tools.sh", "chromium", "chromium-driver", "python3-venv"],
                   check=True)
    if not shutil.which("chromedriver"):
        say("SKIPPED: no chromedriver")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        daemon = person.Daemon(suqiu(), folder)
        try:
            count = fill(daemon)
            browser = person.Browser()
            try:
                look(daemon, browser, count)
            finally:
                browser.close()
            return ask_everything(daemon, arguments.cases)
        except AssertionError as error:
            say(f"FAILED  {error}")
            return 1
        finally:
            daemon.close()


if __name__ == "__main__":
    sys.exit(main())
