"""Work orders of an invented region over an invented time, as CSV: for pictures and for measuring."""
import csv
import datetime
import random

# Sentence, how often it comes, and how many times as often in June to September.
SENTENCES = [
    ("客户来电反映昨晚打雷以后家里停电，要求尽快抢修", 6, 5),
    ("雷击造成10千伏线路跳闸，全村停电", 3, 6),
    ("客户反映家中突然没电，左邻右舍都有电，表后开关没跳", 14, 2),
    ("计划停电没有提前通知，客户问几点来电", 6, 1.5),
    ("电缆被施工挖断，整条街停电", 4, 1),
    ("空调一开电压就低，灯都发暗，晚上尤其严重", 4, 4),
    ("大风把树枝刮到电线上，冒火花，请来看看", 3, 2),
    ("变压器烧了，小区停电两个小时还没有来电", 3, 3),
    ("咨询居民阶梯电价怎么算，第二档从多少度开始", 12, 1),
    ("咨询电子发票如何开具，网上国网里找不到入口", 9, 1),
    ("咨询新装三相电要带什么材料", 6, 1),
    ("客户办理过户，跑了三趟，每次都说少一样材料", 4, 1),
    ("营业厅答复说当天能办，来了又说办不了，前后两次说法不一样", 4, 1),
    ("营业厅工作人员态度差，爱理不理，客户要求道歉", 4, 1),
    ("客户说已经交了费还是没有复电，多次来电没有人回复", 5, 1.3),
    ("电费比上个月多了一倍，客户怀疑电表走快了，要求校表", 8, 2),
    ("网上国网下单报装，一直显示审核中，没有人联系", 5, 1),
    ("预缴套餐扣了费，账单里看不到优惠", 3, 1),
    ("光伏并网申请提交半个月没有答复", 3, 1.2),
    ("客户表扬抢修师傅来得快，态度好", 2, 1),
    ("随便问问，没什么事了", 3, 1),
]
CITIES = ["青河市", "白岭市", "沙洲市", "南屏市", "东篱市"]
PLACES = ["城东", "城西", "河口", "石桥", "临湖", "高坪", "柳园", "双井"]
# Share of a day's orders in each of its hours.
HOURS = [2, 1, 1, 1, 1, 2, 4, 8, 12, 14, 13, 11, 8, 8, 10, 11, 10, 9, 10, 11, 9, 7, 5, 3]
COLUMNS = ["工单编号", "受理时间", "供电单位", "渠道", "受理内容"]


def rows(count, days, until, seed=1):
    """`count` rows over the `days` before a moment, the newest last."""
    chance = random.Random(seed)
    first = until.date() - datetime.timedelta(days=days - 1)
    weights = []
    for number in range(days):
        day = first + datetime.timedelta(days=number)
        storm = 3 if 6 <= day.month <= 9 and chance.random() < 0.12 else 1
        weights.append(storm * (1.3 if 6 <= day.month <= 9 else 1) * (0.7 if day.weekday() > 4 else 1))
    picked = sorted(chance.choices(range(days), weights, k=count))
    for number, place in enumerate(picked):
        day = first + datetime.timedelta(days=place)
        summer = 6 <= day.month <= 9
        text = chance.choices(
            [one[0] for one in SENTENCES],
            [one[1] * (one[2] if summer else 1) for one in SENTENCES])[0]
        moment = datetime.datetime.combine(day, datetime.time(
            chance.choices(range(24), HOURS)[0], chance.randrange(60), chance.randrange(60)))
        city = chance.choice(CITIES)
        if moment < until:
            yield [
                f"WO{day:%Y%m%d}{number:07d}", f"{moment:%Y-%m-%d %H:%M:%S}",
                f"{city}供电公司{chance.choice(PLACES)}供电所",
                chance.choice(["95598热线", "营业厅", "网上国网"]), f"{text}。编号{number}",
            ]


def write(path, count, days, until, seed=1):
    """The rows as a file the daemon takes; gives the number of the last order."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows(count, days, until, seed):
            writer.writerow(row)
    return row[0]
