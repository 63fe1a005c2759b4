#!/usr/bin/env python3
"""Uses the console as a person would, in headless Chromium, and keeps what it looks like.

usage: Scripts/console.py SUQIU [--shots FOLDER]

Starts a daemon of its own with a copy of Rules, drops orders (one of them hostile HTML), then opens,
searches, asks why, corrects, edits a rule, saves it, sees it live and looks at a report. With --shots
it also keeps each page light and dark, narrow and wide, on an invented year of orders. Exit 0 when all
of it went as promised, 1 when not, 2 when it could not run. Needs Debian's chromium and
chromium-driver; pictures are made small with optipng and pngquant where they are installed.
"""
import base64
import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import invented_year

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATIENCE = 90
HOSTILE = (
    '客户来电说<script>document.title="owned"</script><img src=x onerror="document.title=1">'
    '"><b id="owned">昨晚打雷以后家里停电了</b>{{#t}}{{{x}}}，电话13812345678，一直没有人来修。'
)
ORDERS = {
    "a<img src=x onerror=document.title=2>.txt": HOSTILE,
    "b.txt": "供电单位：城东供电所\n受理内容：客户来电反映昨晚雷击后全村停电，要求尽快抢修。",
    "c.txt": "客户反映营业厅人员答复错误，又说家里停电了，也想问电费怎么算，语气不好。",
    "d.txt": "随便说说，今天天气不错。",
    # Too short for any label, whatever rules and tables learn: the review queue is never empty.
    "e.txt": "在吗",
}


# Whoever starts this may hold signals back; what is started here must end when told to.
signal.pthread_sigmask(signal.SIG_UNBLOCK, signal.valid_signals())
signal.signal(signal.SIGTERM, signal.SIG_DFL)


def wait(what, ask, patience=PATIENCE):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"not within {patience} s: {what}")


class Browser:
    """As much of WebDriver as is needed."""

    def __init__(self):
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = None
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                port = line.strip().rstrip(".").split()[-1]
                break
        assert port, "chromedriver did not start"
        self.base = f"http://127.0.0.1:{port}"
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu",
                            "--force-device-scale-factor=1", "--hide-scrollbars"]}
        value = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options, "unhandledPromptBehavior": "ignore"}}})
        self.base += f"/session/{value['sessionId']}"

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return json.load(reply)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].splitlines()[0]) from None

    def open(self, address):
        self.ask("POST", "/url", {"url": address})

    def run(self, script, *arguments):
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def text(self, selector):
        return self.run("const e=document.querySelector(arguments[0]);return e&&e.textContent", selector)

    def element(self, selector):
        return next(iter(self.ask(
            "POST", "/element", {"using": "css selector", "value": selector}).values()))

    def click(self, selector):
        self.ask("POST", f"/element/{self.element(selector)}/click", {})

    def choose(self, selector, value):
        self.run(
            "const e=document.querySelector(arguments[0]);e.value=arguments[1];"
            "e.dispatchEvent(new Event('change',{bubbles:true}))", selector, value)

    def answer_prompt(self, text):
        def there():
            try:
                return self.ask("GET", "/alert/text")
            except RuntimeError:
                return None
        wait("a question for the token", there, 10)
        self.ask("POST", "/alert/text", {"text": text})
        self.ask("POST", "/alert/accept", {})

    def look(self, width, height, dark):
        self.ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}})
        self.ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {
            "features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]}})

    def shoot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.ask("GET", "/screenshot")))

    def close(self):
        try:
            self.ask("DELETE", "")
        except Exception:
            pass
        self.driver.terminate()
        try:
            self.driver.wait(10)
        except subprocess.TimeoutExpired:
            self.driver.kill()
            self.driver.wait()


class Daemon:
    def __init__(self, suqiu, folder):
        self.folder = folder
        shutil.copytree(f"{ROOT}/Rules", f"{folder}/Rules")
        self.log = open(f"{folder}/log.jsonl", "w+")
        self.process = subprocess.Popen(
            [suqiu, "serve", "--spool", f"{folder}/spool", "--outbox", f"{folder}/outbox",
             "--rules", f"{folder}/Rules", "--console", "127.0.0.1:0"], stderr=self.log)
        self.address = wait("the console", lambda: self.event("console_ready"))["address"].rstrip("/")
        wait("the daemon", lambda: self.event("ready"))

    def event(self, name):
        assert self.process.poll() is None, "the daemon ended"
        for line in open(f"{self.folder}/log.jsonl"):
            if line.endswith("\n") and json.loads(line).get("event") == name:
                return json.loads(line)
        return None

    def drop(self, name, text):
        part = f"{self.folder}/spool/inbox/.{len(name)}.tmp"
        with open(part, "w") as file:
            file.write(text)
        os.rename(part, f"{self.folder}/spool/inbox/{name}")

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=60) as reply:
            return json.load(reply)

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def check(holds, promise):
    if not holds:
        raise AssertionError(promise)
    print(f"ok  {promise}", flush=True)


def visit(daemon, browser):
    """The way of a person through the pages; gives the ids of the orders by name."""
    for name, text in ORDERS.items():
        daemon.drop(name, text)
    samples = [name for name in sorted(os.listdir(f"{ROOT}/Corpus/samples")) if name.endswith(".txt")]
    for name in samples:
        shutil.copy(f"{ROOT}/Corpus/samples/{name}", f"{daemon.folder}/{name}")
        os.rename(f"{daemon.folder}/{name}", f"{daemon.folder}/spool/inbox/{name}")
    wait("all orders in the index",
         lambda: daemon.get("/api/v1/orders")["count"] == len(ORDERS) + len(samples))
    ids = {order["file"]: order["id"] for order in daemon.get("/api/v1/orders")["orders"]}

    browser.look(1366, 900, False)
    browser.open(daemon.address + "/")
    check("概览" in browser.text("h1"), "the first page opens")
    check(wait("live numbers", lambda: "收件正常" in (browser.text("[data-live]") or ""), 10),
          "it says live that orders are taken")

    browser.open(daemon.address + "/orders")
    browser.choose("select[name=label]", "cause:lightning")
    browser.click(".filters button")
    wait("the search", lambda: "label=cause" in browser.ask("GET", "/url"), 10)
    found = browser.run("return [...document.querySelectorAll('tr[data-row] .time a')].map(a=>a.href)")
    check(any(ids["b.txt"] in one for one in found) and not any(ids["d.txt"] in one for one in found),
          "a search by label finds the orders with it and no others")

    hostile = ids[next(iter(ORDERS))]
    browser.open(f"{daemon.address}/orders/{hostile}?why=cause:line_fault")
    check(browser.text(".text mark") is not None, "evidence is marked in the text")
    check("***" in browser.text(".text .segment") and "13812345678" not in browser.run(
        "return document.documentElement.outerHTML"), "personal data is masked")
    check(browser.text(".answer .reason") is not None, "it says why another label was not given")
    for page in ["/", "/orders", f"/orders/{hostile}", f"/playground?order={hostile}", "/review"]:
        browser.open(daemon.address + page)
        time.sleep(0.3)
        check("Suqiu" in browser.ask("GET", "/title") and not browser.run(
            "return !!document.querySelector('main script, main img, #owned')"),
            f"hostile text stays text on {page.split('/')[1] or 'the first page'}")

    token = open(f"{daemon.folder}/spool/console.token").read().strip()
    browser.open(f"{daemon.address}/orders/{hostile}")
    browser.choose("#correct select", "cause:line_fault")
    browser.click("#correct form.filters button")
    browser.answer_prompt(token)
    check(wait("an answer", lambda: "✓" in (browser.text("[data-answer]") or ""), 10),
          "a correction is taken")
    cases = f"{daemon.folder}/spool/feedback/cases.jsonl"
    wait("the case", lambda: os.path.exists(cases) and "cause:line_fault" in open(cases).read(), 30)
    check(True, "it arrives where dragged corrections go")

    browser.open(daemon.address + "/review")
    seen = browser.run("return document.querySelector('form[data-review]').dataset.order")
    browser.click("form[data-review] button[data-key='1']")
    wait("the next order", lambda: browser.run(
        "const f=document.querySelector('form[data-review]');return !f||f.dataset.order!==arguments[0]",
        seen), 10)
    browser.open(daemon.address + "/orders")
    wait("the decision sent", lambda: seen in open(cases).read(), 30)
    browser.open(daemon.address + "/review")
    check(browser.run("const f=document.querySelector('form[data-review]');"
                      "return !f||f.dataset.order!==arguments[0]", seen),
          "an order decided by one key leaves the review queue")

    browser.open(daemon.address + "/report?by=unit&part=intents")
    wait("the report", lambda: browser.text(".report svg"), 60)
    check("诉求与渠道" in browser.text(".report h2"), "a report is drawn")
    csv = urllib.request.urlopen(browser.run(
        "return document.querySelector('.report a[download]').href"), timeout=60).read().decode()
    check(csv.startswith("\ufeff起始日,工单"), "its tables can be kept as CSV")

    browser.open(f"{daemon.address}/playground?pack=lightning")
    changed = browser.run(
        "const s=document.querySelector('[name=source]');"
        "s.value=s.value.replace(/(\\n *name: *).*/,'$1试验台改的名字');"
        "document.querySelector('[name=text]').value='昨晚打雷以后家里停电了';"
        "s.dispatchEvent(new Event('input',{bubbles:true}));return s.value.includes('试验台改的名字')")
    check(changed, "a copy of a pack can be edited")
    check(wait("the outcome", lambda: browser.text("#outcome .text mark"), 60),
          "the outcome of the edit is shown as one types")
    browser.click("[data-save]")
    wait("the answer", lambda: (browser.text("[data-answer]") or "")[:1] in "✓✗" and browser.text(
        "[data-answer]"), 60)
    check("✓" in browser.text("[data-answer]"), "the pack is saved: " + browser.text("[data-answer]"))
    check(wait("the new name", lambda: any(
        rule["by"] == "试验台改的名字" for rule in daemon.get("/api/v1/packs/lightning")["rules"])),
        "the saved rules are in use")
    return ids


def shoot(daemon, browser, ids, folder):
    os.makedirs(folder, exist_ok=True)
    year(daemon)
    rule = max(daemon.get("/api/v1/packs/lightning")["rules"], key=lambda one: one["hits"])["rule"]
    pages = {
        "overview": "/", "orders": "/orders", "order": f"/orders/{ids['b.txt']}?why=cause:line_fault",
        "review": "/review", "rules": "/rules?pack=lightning", "rule": f"/rules/{rule}",
        "playground": f"/playground?order={ids['b.txt']}&pack=lightning",
        "report": "/report?part=causes&from=" + str(datetime.date.today() - datetime.timedelta(364)),
        "report-lightning": "/report?part=lightning&from="
        + str(datetime.date.today() - datetime.timedelta(364)),
    }
    # What is made in the background is there for the pictures.
    for path in list(pages.values())[-4:] * 2:
        browser.open(daemon.address + path)
        wait("the page", lambda: not browser.text(".notice[role=status]"), 120)
        time.sleep(3)
    for look, (width, height, dark) in LOOKS.items():
        browser.look(width, height, dark)
        for name, path in pages.items():
            browser.open(daemon.address + path)
            time.sleep(1.3)  # the live line comes within a second
            wide = browser.run("return document.documentElement.scrollWidth")
            check(wide <= width, f"{name} fits {width} pixels ({look})")
            browser.shoot(f"{folder}/{name}-{look}.png")
    shrink([f"{folder}/{name}-{look}.png" for look in LOOKS for name in pages])


LOOKS = {
    "light-wide": (1366, 900, False), "dark-wide": (1366, 900, True),
    "light-narrow": (360, 780, False), "dark-narrow": (360, 780, True),
}


def year(daemon):
    """Gives the pages a year to show."""
    last = invented_year.write(f"{daemon.folder}/year.csv", 6_000, 420, datetime.datetime.now())
    os.rename(f"{daemon.folder}/year.csv", f"{daemon.folder}/spool/inbox/year.csv")
    wait("the year in the index",
         lambda: daemon.get(f"/api/v1/orders?number={last}")["count"] or time.sleep(2), 900)


def shrink(pictures):
    """Makes pictures small where Debian's tools for it are at hand."""
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--skip-if-larger", "--ext", ".png", "64", *pictures])
    if shutil.which("optipng"):
        subprocess.run(["optipng", "-quiet", *pictures], check=True)


def main():
    if len(sys.argv) not in (2, 4) or (len(sys.argv) == 4 and sys.argv[2] != "--shots"):
        print(__doc__, file=sys.stderr)
        return 2
    if not shutil.which("chromedriver"):
        print("error: no chromedriver; install Debian's chromium-driver", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(os.path.abspath(sys.argv[1]), folder)
        try:
            browser = Browser()
            try:
                ids = visit(daemon, browser)
                if len(sys.argv) == 4:
                    shoot(daemon, browser, ids, sys.argv[3])
            finally:
                browser.close()
        except AssertionError as error:
            print(f"FAILED  {error}", file=sys.stderr)
            return 1
        finally:
            daemon.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
