#!/usr/bin/env python3
"""Writes benchmark data: orders as JSONL, and packs of patterns as regexes and as Suqiu rules.

The same seed gives the same bytes. A small pack is the beginning of every larger one, so that all
packs are measured on the same orders.
"""
import argparse
import json
import pathlib
import random

HERE = pathlib.Path(__file__).parent
# What ends a sentence for Suqiu, and so what a `near` may not cross; both widths, because Suqiu
# looks at folded text and the peers at the text as it came.
WITHIN_SENTENCE = "[^。！？；!?;\\n]"
RULES_PER_FILE = 500
EVERY_SECTION = "[header, accept, handling, reply, survey, remark]"
EVERY_CONTEXT = "[asserted, suspected, supposed, negated, past, asked, wondered, listed, instructed]"


def read_lexicon():
    lexicon = {}
    for line in (HERE / "lexicon.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split(":", 1)
            lexicon[name] = words.split()
    return lexicon


WORDS = read_lexicon()


# ───── orders ─────

CLAUSES = {
    "fault": [
        "{T}{L}{W}后{D}{S}，{O}", "{M}{D}{S}，家里{O}", "{L}{O}，{M}自查{D}正常", "{D}{J}{S}，周边{O}",
        "{T}开始{O}，邻居有电", "{L}的{D}{S}，担心伤到行人", "{D}附近有{S}的声音，{M}{O}", "{H}点左右{M}{O}",
        "{T}下过{W}，之后{D}{S}", "{X}{L}线{S}", "抢修过一次，{T}{D}又{S}",
    ],
    "bill": [
        "{T}{B}{Q}，客户不认可", "{M}查询{B}，{X}提示{Q}", "{B}{Q}，{T}去{A}问过", "{X}里{B}{Q}",
        "本月用了{N}度，{B}{Q}", "交了{N}元，{B}{Q}", "{A}告知{B}{J}{Q}", "想办{B}，{A}说资料不全",
        "打开{X}看{B}，{M}{Q}", "怀疑{D}{S}导致{B}{Q}",
    ],
    "service": [
        "{A}{V}", "{T}{A}{V}，{M}没有结果", "{A}说{B}没问题，{A}又说{Q}", "打了{N}次热线，{A}{V}",
        "反映{O}后{A}{V}", "{A}到现场后{V}，{D}还是{S}", "前后两次答复{B}不一致，{A}{V}",
    ],
}
FILLERS = [
    "无法判断产权归属", "系统内无停电信息", "客户表示自行检查过家中线路", "已核对地址和联系方式", "客户称此前反映过", "周围住户情况类似",
    "家里有老人和孩子", "店里生意受影响", "客户称可以随时联系", "需进一步核实", "已安抚客户情绪", "请相关单位跟进",
]
TIMES = [
    "昨天晚上", "今天上午", "前天下午", "上个月", "7月12日", "8月3日夜间", "刚刚", "三天前", "这个星期", "6月底", "凌晨", "周末",
]


class Orders:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.weights = {
            name: [1 / (place + 4) for place in range(len(words))] for name, words in WORDS.items()
        }

    def pick(self, name):
        return self.random.choices(WORDS[name], self.weights[name])[0]

    def name(self):
        return self.random.choice(WORDS["surname"]) + self.random.choice(["先生", "女士", "某"])

    def place(self):
        stem = "".join(self.random.sample(WORDS["place"], 2))
        return stem + self.random.choice(["村", "小区", "路", "镇", "花园", "街道"])

    def address(self):
        return f"{self.place()}{self.random.randint(1, 399)}号{self.random.randint(1, 30)}栋"

    def digits(self, count):
        return "".join(self.random.choice("0123456789") for _ in range(count))

    def clause(self, topic):
        template = self.random.choice(CLAUSES[topic])
        slots = {
            "D": lambda: self.pick("device"), "S": lambda: self.pick("symptom"),
            "O": lambda: self.pick("outage"), "W": lambda: self.pick("weather"),
            "B": lambda: self.pick("object"), "Q": lambda: self.pick("problem"),
            "A": lambda: self.pick("actor"), "V": lambda: self.pick("behaviour"),
            "M": lambda: self.pick("modifier"), "X": lambda: self.pick("latin"),
            "T": lambda: self.random.choice(TIMES), "L": self.place,
            "J": lambda: self.random.choice(["被", "又", "已", "曾"]),
            "H": lambda: str(self.random.randint(1, 23)), "N": lambda: str(self.random.randint(2, 980)),
        }
        parts = template.split("{")
        return parts[0] + "".join(slots[part[0]]() + part[2:] for part in parts[1:])

    def said(self, topic, size):
        """Sentences of about `size` bytes."""
        text = ""
        while len(text.encode()) < size:
            choice = self.random.random()
            if choice < 0.48:
                text += self.clause(topic)
            elif choice < 0.9:
                text += self.random.choice(FILLERS)
            else:
                text += self.clause(self.random.choice(list(CLAUSES)))
            text += self.random.choice(["，", "，", "。", "。", "；"])
        return text[:-1] + "。"

    def text(self):
        topic = self.random.choices(["fault", "bill", "service"], [5, 3, 3])[0]
        size = int(self.random.triangular(270, 490, 365))
        opening = f"客户{self.random.choice(['来电反映', '报修', '反映', '来电咨询', '称'])}"
        wish = self.pick("wish") + "。"
        layout = self.random.choices(
            [self.plain, self.labels, self.brackets, self.dialogue, self.city], [5, 4, 2, 2, 1])[0]
        return layout(topic, size, opening, wish)

    def fill(self, frame, topic, size, opening, wish):
        room = size - len((frame + opening + wish).encode())
        return opening + self.said(topic, max(room, 40)) + wish

    def plain(self, topic, size, opening, wish):
        frame = f"{self.name()}，电话1{self.digits(10)}。"
        return self.fill(frame, topic, size, opening, wish) + frame

    def labels(self, topic, size, opening, wish):
        head = f"工单编号：20{self.digits(14)}\n户号：{self.digits(10)}\n联系人：{self.name()}\n"
        head += f"故障地址：{self.address()}\n"
        finding = f"\n处理结果：经查{self.clause('fault')}，已处理，客户{self.pick('wish')}。"
        return head + "受理内容：" + self.fill(head + finding, topic, size, opening, wish) + finding

    def brackets(self, topic, size, opening, wish):
        head = f"【南方电网】业务类型为：-[故障报修]--[低压停电]，工作单号为：[SL{self.digits(12)}]，"
        head += f"地址为：[{self.address()}]，联系方式为：[1{self.digits(10)}]，诉求内容为：["
        return head + self.fill(head, topic, size, opening, wish) + "]"

    def dialogue(self, topic, size, opening, wish):
        text = "客服：您好，很高兴为您服务。"
        while len(text.encode()) < size - 90:
            text += f"\n客户：{self.clause(topic)}，{self.random.choice(FILLERS)}。"
            text += f"\n客服：{self.random.choice(['请问', '好的，', '是不是'])}{self.clause(topic)}？"
        return f"{text}\n客户：{wish}"

    def city(self, topic, size, opening, wish):
        head = f"DH{self.digits(20)}/市长热线/市民来电反映：其在{self.address()}，"
        return head + self.fill(head, topic, size, "", wish)


# ───── patterns ─────


class Pattern:
    """A regex for the peers, the same as a line of `when` for Suqiu, and a text it matches."""

    def __init__(self, regex, clause, example):
        self.regex, self.clause, self.example = regex, clause, example


def group(words):
    return words[0] if len(words) == 1 else "(?:" + "|".join(words) + ")"


class Patterns:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seen = set()

    def all(self, count):
        kinds = [self.keywords] * 6 + [self.gapped] * 3 + [self.other]
        found = []
        for number in range(count):
            if number % 10 == 0:
                self.random.shuffle(kinds)
            pattern = None
            while pattern is None or pattern.regex in self.seen:
                pattern = kinds[number % 10](number)
            self.seen.add(pattern.regex)
            found.append(pattern)
        return found

    def any_of(self, *names):
        return self.random.choice(WORDS[self.random.choice(names)])

    def bare(self):
        """A word orders are made of: common, so found often."""
        return self.any_of("device", "symptom", "outage", "object", "problem", "actor", "behaviour")

    def special(self):
        """A phrase of up to six characters, as people put it: rare, so found seldom."""
        choice = self.random.random()
        link = self.random.choice(["", "", "", "被", "又", "已", "曾", "还", "老", "全", "快"])
        if choice < 0.45:
            word = self.any_of("device") + link + self.any_of("symptom")
        elif choice < 0.65:
            word = self.any_of("object") + link + self.any_of("problem")
        elif choice < 0.8:
            word = self.any_of("actor") + self.any_of("behaviour")
        elif choice < 0.9:
            word = self.any_of("modifier") + self.any_of("symptom", "outage", "behaviour")
        elif choice < 0.95:
            word = self.any_of("weather") + self.random.choice(["后", "时", "致"]) + self.bare()
        else:
            stem = "".join(self.random.sample(WORDS["place"], 2))
            word = stem + self.random.choice(["变电站", "供电所", "台区", "支线", "小区"])
        return word if 2 <= len(word) <= 6 else self.special()

    def keywords(self, number):
        words = []
        for _ in range(self.random.randint(2, 8)):
            # The first rules of a set name plain things; later ones are ever more particular.
            bare = 0.3 if number < 20 else 0.02 if number < 300 else 0.001
            word = self.bare() if self.random.random() < bare else self.special()
            if not any(word in other or other in word for other in words):
                words.append(word)
        if len(words) < 2:
            return None
        return Pattern("|".join(words), ["any:"] + [f"  - {word}" for word in words], words[-1])

    def gapped(self, number):
        size = (lambda: 1) if self.random.random() < 0.4 else (lambda: self.random.randint(2, 4))
        bare = 0.75 if number < 300 else 0.55 if number < 3_000 else 0.3
        side = lambda: list(dict.fromkeys(
            self.bare() if self.random.random() < bare else self.special() for _ in range(size())))
        left, right, reach = side(), side(), self.random.choice([4, 6, 8, 8, 10, 12])
        example = f"{left[0]}，{right[0]}"
        if self.random.random() < 0.35:
            regex = f"{group(left)}.{{0,{reach}}}{group(right)}"
            return Pattern(regex, [f"regex: '{regex}'"], example)
        regex = f"{group(left)}{WITHIN_SENTENCE}{{0,{reach}}}{group(right)}"
        clause = ["near:"]
        clause += [f"  - [{', '.join(words)}]" for words in (left, right)]
        return Pattern(regex, clause + [f"within: {reach}", "ordered: true"], example)

    def other(self, number):
        reach = self.random.choice([4, 6, 8])
        kind = self.random.randrange(5)
        if kind == 0:
            word = self.any_of("outage", "symptom", "behaviour")
            regex, example = f"\\d{{1,2}}点.{{0,{reach}}}{word}", f"9点左右{word}"
        elif kind == 1:
            denial, word = self.random.choice("不没未无"), self.special()
            if number < 300 and "(?<!不)满意" not in self.seen:
                denial, word = "不", "满意"
            regex, example = f"(?<!{denial}){word}", word
        elif kind == 2:
            word = self.special() if number >= 20 else ""
            regex, example = f"\\p{{Han}}{{2,6}}线{word}", f"东河支线{word}"
        elif kind == 3:
            word = self.bare() if self.random.random() < 0.5 else self.special()
            regex, example = f"[停断没]电.{{0,{reach}}}{word}", f"停电，{word}"
        else:
            latin, word = self.any_of("latin"), self.bare()
            written = latin.replace(".", "\\.")
            written = self.random.choice([written, written.lower(), written.upper()])
            regex, example = f"{written}.{{0,{reach}}}{word}", f"{latin.lower()}里{word}"
        return Pattern(regex, [f"regex: '{regex}'"], example)


# ───── rules folder ─────

INTENTS = [
    "fault_repair", "inquiry", "business_request", "complaint", "report", "suggestion", "praise", "non_demand",
]
GROUPS = ["natural", "external", "equipment", "load_grid", "service", "process", "billing", "digital"]
TOPICS = [f"topic_{number:02}" for number in range(30)]
CAUSES = [f"{name}_{number}" for name in GROUPS for number in range(7)]

TAXONOMY_TAIL = """attributes:
  channel: {values: [hall, hotline, online, door_to_door, ecommerce, bank, government_line, unknown]}
  urgency: {values: [critical, urgent, normal]}
  sentiment: {values: [angry, dissatisfied, neutral, satisfied]}
  safety_hazard: {values: [none, electric_shock, fire_smoke, fallen_line, pole_manhole, other]}
  repeat_contact: {values: [first, repeated]}
  extent: {values: [household, building, area, line, unknown]}
  side: {values: [utility, customer, third_party, unknown]}
  season: {values: [summer_peak, winter_peak, holiday, none]}
  improvement: {values: [grid_operation, consultation, online_handling, prepaid_package, none]}
"""

POLICY = """format: policy/1
score: 2
margin: 1
cap: 10
axes:
  intent: {keep: 1, need: 1, contexts: [asserted, suspected, asked, supposed, wondered, instructed]}
  topic: {keep: 3, need: {first: 2, more: 2}, contexts: [asserted, suspected, asked, supposed, wondered]}
  cause: {keep: 3, need: {first: 2, more: 3}, contexts: [asserted, suspected]}
  attribute: {contexts: [asserted]}
precedence:
  intent: [non_demand, report, fault_repair, complaint, business_request, suggestion, praise, inquiry]
fault_groups: [natural, external, equipment, load_grid]
implies:
  - {when: group:natural, gives: intent:fault_repair, points: 2}
beats:
  - {winner: cause:natural_1, loser: cause:equipment_1}
improvement:
  - {of: group:natural, is: grid_operation}
  - {of: group:service, is: consultation}
review: {low_score: 2, too_short: 4}
"""

# Real cues and layouts, though short ones: every hit is read in its context and section, but since
# each rule accepts all of them, what fires is what a bare regex finds.
CUES = """format: cues/1
ends: {clause: ['，', '；', ','], words: [但是, 不过, 可是, 而是, 其实]}
pseudo: [没有电, 没电, 无电, 无法, 未到账, 未收到]
cues:
  - {say: [没有, 并未, 未见, 不是, 无], kind: negated, looks: ahead, reach: 8, ends: clause}
  - {say: [怀疑, 疑似, 估计, 好像], kind: suspected, looks: ahead, reach: 12, ends: clause}
  - {say: [如果, 担心, 万一, 会不会], kind: supposed, looks: ahead, reach: 12, ends: clause}
  - {say: [此前, 去年, 上个月], kind: past, looks: ahead, reach: 10, ends: clause}
  - {say: [请问, 是不是, 是否], kind: asked, looks: ahead, reach: 20, ends: sentence}
  - {say: [要求, 请派人, 请相关单位], kind: instructed, looks: ahead, reach: 10, ends: clause}
  - {say: [经查, 查明], kind: finding, looks: ahead, reach: 40, ends: sentence}
gap_negations: [不是, 未见, 完好, 正常]
affirm: [对, 是的, 嗯]
deny: [没有, 不是]
states:
  restored: [现已来电, 已恢复送电]
  out_now: [还没来电, 至今没电]
"""

LAYOUTS = """format: layouts/1
fields:
  - {names: [受理内容, 诉求内容, 报障描述], section: accept}
  - {names: [处理结果, 处理情况], section: handling}
  - {names: [回复内容, 答复], section: reply}
  - {names: [客户意见, 满意度], section: survey}
  - {names: [备注], section: remark}
  - {names: [工单编号, 工作单号], section: header, field: order_no}
  - {names: [户号, 用户编号], section: header, field: account_no}
  - {names: [联系人, 联系方式], section: header}
  - {names: [故障地址, 地址, 业务类型], section: header}
speakers:
  - {names: [客户, 用户], speaker: customer}
  - {names: [客服, 坐席], speaker: agent}
findings: [经查, 查明, 实际为]
boilerplate:
  - {starts: [请您对本次服务评价], until: line}
option_lists:
  marks: ['□', '☐']
  denies: [否, 无]
"""


def taxonomy():
    lines = ["format: taxonomy/1", "intent:"]
    lines += [f"  {name}: {{zh: 意图{place}, en: Intent {place}}}" for place, name in enumerate(INTENTS)]
    lines.append("topic:")
    lines += [f"  {name}: {{zh: 主题{place}, en: Topic {place}}}" for place, name in enumerate(TOPICS)]
    lines.append("cause:")
    for name in GROUPS:
        lines.append(f"  {name}:")
        lines += [f"    {name}_{place}: {{zh: 成因{place}, en: Cause {place}}}" for place in range(7)]
    return "\n".join(lines) + "\n" + TAXONOMY_TAIL


def given(chance):
    """Labels of a rule: most speak of one or two axes."""
    axes = chance.choices(
        [["topic"], ["cause"], ["intent"], ["cause", "topic"], ["intent", "topic"], ["topic", "urgency"]],
        [20, 25, 10, 25, 12, 8])[0]
    values = {
        "intent": chance.choice(INTENTS[:7]), "topic": chance.choice(TOPICS), "cause": chance.choice(CAUSES),
        "urgency": chance.choice(["critical", "urgent"]),
    }
    return "{" + ", ".join(f"{axis}: {values[axis]}" for axis in axes) + "}"


def write_rules(folder, patterns, ids, seed):
    chance = random.Random(seed)
    (folder / "packs").mkdir(parents=True, exist_ok=True)
    for old in (folder / "packs").iterdir():
        old.unlink()
    for name, text in [
        ("taxonomy", taxonomy()), ("policy", POLICY), ("cues", CUES), ("layouts", LAYOUTS),
    ]:
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for start in range(0, len(patterns), RULES_PER_FILE):
        pack = ids[start].split(".")[0]
        lines = ["format: rules/1", f"pack: {pack}", "owner: bench", "rules:"]
        for pattern, id in list(zip(patterns, ids))[start:start + RULES_PER_FILE]:
            lines += [f"  - id: {id}", f"    name: 规则{id}", f"    gives: {given(chance)}"]
            lines += [f"    in: {EVERY_SECTION}", f"    context: {EVERY_CONTEXT}", "    when:"]
            lines += [f"      {'- ' if place == 0 else '  '}{line}" for place, line in enumerate(pattern.clause)]
            lines += ["    hit:", f"      - 来电说{pattern.example}", "    miss:", "      - 今天什么事也没有"]
        (folder / "packs" / f"{pack}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_pack(folder, patterns, ids, seed):
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{id}\t{pattern.regex}\n" for pattern, id in zip(patterns, ids)]
    (folder / "patterns.tsv").write_text("".join(lines), encoding="utf-8")
    write_rules(folder / "rules", patterns, ids, seed)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="where to write")
    parser.add_argument("--orders", type=int, default=20_000)
    parser.add_argument("--packs", type=int, nargs="*", default=[20, 300, 3_000, 10_000])
    parser.add_argument("--seed", type=int, default=95598)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)

    orders = Orders(options.seed)
    with open(options.folder / "orders.jsonl", "w", encoding="utf-8") as file:
        for number in range(options.orders):
            order = {"id": f"B{number:06}", "text": orders.text()}
            file.write(json.dumps(order, ensure_ascii=False, separators=(",", ":")) + "\n")

    patterns = Patterns(options.seed + 1).all(max(options.packs, default=0))
    ids = [f"p{number // RULES_PER_FILE:02}.r{number:05}" for number in range(len(patterns))]
    for size in options.packs:
        write_pack(options.folder / f"pack-{size}", patterns[:size], ids[:size], options.seed + 2)
    # One word that no order holds: what is left is the cost of everything but matching.
    nothing = Pattern("乌有乡里|子虚先生", ["any:", "  - 乌有乡里", "  - 子虚先生"], "乌有乡里")
    write_pack(options.folder / "pack-0", [nothing], ["p00.r00000"], options.seed + 2)


if __name__ == "__main__":
    main()
