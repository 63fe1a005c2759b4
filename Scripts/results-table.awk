# Prints results as rows of a table: file, intent, topics, causes, evidence of the first label.
# Plain awk (mawk, gawk, busybox) under LC_ALL=C: everything is bytes, widths are counted by hand.
# It leans on two promises of the results: keys stand in a fixed order, and quotation marks inside
# strings are escaped, so that `"topics":[` can only be the key.

BEGIN {
  for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i
  if (header) {
    row("文件 file", "诉求 intent", "主题 topics", "成因 causes", "依据 evidence")
    row("────────────────────────", "────────────", "────────────────────", "──────────────────────────", "────────────────────────────────────────")
  }
}

{
  name = FILENAME
  sub(/^.*\//, "", name)
  sub(/\.json$/, "", name)
  intent = between($0, "\"intent\":", ",\"topics\":[")
  topics = between($0, "\"topics\":[", "],\"causes\":[")
  causes = between($0, "\"causes\":[", "],\"attributes\":{")
  evidence = between($0, "\"evidence\":[", "],\"dropped\":[")
  label = ""
  if (causes != "") label = "cause:" first(causes, "id")
  else if (topics != "") label = "topic:" first(topics, "id")
  else if (intent != "null") label = "intent:" first(intent, "id")
  row(name, intent == "null" ? "（无）" : names(intent), names(topics), names(causes), quote(evidence, label))
}

# What stands between two marks; empty when the first is missing.
function between(text, from, to,    place, rest, end) {
  place = index(text, from)
  if (place == 0) return ""
  rest = substr(text, place + length(from))
  end = index(rest, to)
  return end == 0 ? rest : substr(rest, 1, end - 1)
}

# The first value of a key that holds a string.
function first(text, key) {
  return between(text, "\"" key "\":\"", "\"")
}

# The Chinese names of a list of labels.
function names(labels,    list, place, mark) {
  mark = "\"zh\":\""
  while ((place = index(labels, mark)) > 0) {
    labels = substr(labels, place + length(mark))
    list = list (list == "" ? "" : "、") substr(labels, 1, index(labels, "\"") - 1)
  }
  return list
}

# What the order says for a label, unescaped as far as a table needs; words that stand inside
# others are left out.
function quote(evidence, label,    entries, texts, count, number, i, k, text, list) {
  count = split(evidence, entries, /\{"rule":/)
  number = 0
  for (i = 2; i <= count; i++) {
    if (label == "" || index(entries[i], "\"label\":\"" label "\"") == 0) continue
    text = between(entries[i], "\"quote\":\"", "\",\"section\":")
    gsub(/\\[nrt]/, " ", text)
    gsub(/\\"/, "\"", text)
    texts[++number] = text
  }
  for (i = 1; i <= number; i++) {
    for (k = 1; k <= number; k++)
      if (k != i && index(texts[k], texts[i]) && (texts[k] != texts[i] || k < i)) break
    if (k > number) list = list (list == "" ? "" : " · ") texts[i]
  }
  return list
}

# Columns a text takes: two for a character of three bytes or more, which Chinese is.
function width(text,    i, byte, columns) {
  for (i = 1; i <= length(text); i++) {
    byte = code[substr(text, i, 1)]
    if (byte < 128 || (byte >= 192 && byte < 224)) columns++
    else if (byte >= 224) columns += 2
  }
  # Box lines take three bytes and one column.
  return text ~ /^─/ ? columns / 2 : columns
}

# The longest head of a text that fits, with a mark when something was cut.
function cut(text, columns,    i, byte, used, size) {
  if (width(text) <= columns) return text
  for (i = 1; i <= length(text); i += size) {
    byte = code[substr(text, i, 1)]
    size = byte < 128 ? 1 : byte < 224 ? 2 : byte < 240 ? 3 : 4
    if (used + (size > 2 ? 2 : 1) > columns - 1) break
    used += size > 2 ? 2 : 1
  }
  return substr(text, 1, i - 1) "…"
}

# A cut text ends in … (one column, three bytes).
function pad(text, columns,    wide) {
  wide = width(text)
  if (text ~ /…$/) wide--
  while (wide++ < columns) text = text " "
  return text
}

function row(file, intent, topics, causes, evidence) {
  print pad(cut(file, 24), 24) "  " pad(cut(intent, 12), 12) "  " pad(cut(topics, 20), 20) "  " \
    pad(cut(causes, 26), 26) "  " cut(evidence, 40)
}
