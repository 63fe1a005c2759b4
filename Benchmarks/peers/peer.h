// What both peers share: patterns, orders in, ids out, figures.
#ifndef PEER_H
#define PEER_H

#define _GNU_SOURCE
#define PCRE2_CODE_UNIT_WIDTH 8
#include <errno.h>
#include <fcntl.h>
#include <pcre2.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 256 * 1024 };

static inline __attribute__((noreturn, format(printf, 1, 2))) void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("error: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(2);
}

static inline void *need(void *memory) {
  if (!memory) fail("out of memory");
  return memory;
}

static inline double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// ───── patterns ─────

typedef struct {
  char *id;
  size_t id_length;
  char *regex;
  pcre2_code *code;
} pattern;

typedef struct {
  pattern *list;
  size_t count;
} pattern_list;

// Lines of `id`, tab, regex.
static inline pattern_list read_patterns(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) fail("%s: %s", path, strerror(errno));
  pattern_list found = {0};
  size_t room = 0, line_room = 0;
  char *line = NULL;
  ssize_t length;
  while ((length = getline(&line, &line_room, file)) > 0) {
    if (line[length - 1] == '\n') line[--length] = 0;
    char *tab = memchr(line, '\t', (size_t)length);
    if (!tab) fail("%s: line %zu has no tab", path, found.count + 1);
    *tab = 0;
    if (found.count == room) {
      room = room ? room * 2 : 1024;
      found.list = need(realloc(found.list, room * sizeof *found.list));
    }
    found.list[found.count++] = (pattern){
      .id = need(strdup(line)), .id_length = (size_t)(tab - line), .regex = need(strdup(tab + 1))};
  }
  free(line);
  fclose(file);
  return found;
}

static inline void compile_patterns(pattern_list patterns) {
  for (size_t i = 0; i < patterns.count; i++) {
    pattern *p = &patterns.list[i];
    int code;
    PCRE2_SIZE place;
    p->code = pcre2_compile((PCRE2_SPTR)p->regex, PCRE2_ZERO_TERMINATED,
      PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &code, &place, NULL);
    if (!p->code) fail("pattern %s: PCRE2 says %d at byte %zu", p->id, code, place);
    if (pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE)) fail("pattern %s: no JIT", p->id);
  }
}

// The JIT's own entry: no option tests, no UTF check. The caller has checked the text once.
static inline bool is_match(
  const pattern *p, const char *text, size_t length, pcre2_match_data *data) {
  int result = pcre2_jit_match(p->code, (PCRE2_SPTR)text, length, 0, 0, data, NULL);
  if (result < PCRE2_ERROR_NOMATCH) fail("pattern %s: PCRE2 says %d", p->id, result);
  return result >= 0;
}

// ───── orders in ─────

static inline bool is_utf8(const char *text, size_t length) {
  const uint8_t *p = (const uint8_t *)text, *end = p + length;
  while (p < end) {
    if (end - p >= 8) {
      uint64_t word;
      memcpy(&word, p, 8);
      if (!(word & 0x8080808080808080u)) {
        p += 8;
        continue;
      }
    }
    uint8_t first = *p;
    if (first < 0x80) {
      p++;
    } else if ((first & 0xF0) == 0xE0) {  // nearly every character of these texts
      if (end - p < 3 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80) return false;
      if ((first == 0xE0 && p[1] < 0xA0) || (first == 0xED && p[1] >= 0xA0)) return false;
      p += 3;
    } else if (first >= 0xC2 && first < 0xE0) {
      if (end - p < 2 || (p[1] & 0xC0) != 0x80) return false;
      p += 2;
    } else if (first >= 0xF0 && first < 0xF5) {
      if (end - p < 4 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80 || (p[3] & 0xC0) != 0x80)
        return false;
      if ((first == 0xF0 && p[1] < 0x90) || (first == 0xF4 && p[1] >= 0x90)) return false;
      p += 4;
    } else {
      return false;
    }
  }
  return true;
}

static inline int hex4(const char *p) {
  int value = 0;
  for (int i = 0; i < 4; i++) {
    char c = p[i];
    int digit = c >= '0' && c <= '9' ? c - '0'
      : c >= 'a' && c <= 'f'         ? c - 'a' + 10
      : c >= 'A' && c <= 'F'         ? c - 'A' + 10
                                     : -1;
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

// Resolves the escapes of a JSON string in place, from the first one on. NULL when broken.
static inline char *unescape(char *from, char *end) {
  char *to = from;
  while (from < end) {
    if (*from != '\\') {
      char *next = memchr(from, '\\', (size_t)(end - from));
      size_t plain = (size_t)((next ? next : end) - from);
      memmove(to, from, plain);
      to += plain, from += plain;
      continue;
    }
    if (end - from < 2) return NULL;
    char kind = from[1];
    from += 2;
    switch (kind) {
    case 'n': *to++ = '\n'; break;
    case 't': *to++ = '\t'; break;
    case 'r': *to++ = '\r'; break;
    case 'b': *to++ = '\b'; break;
    case 'f': *to++ = '\f'; break;
    case '"': case '\\': case '/': *to++ = kind; break;
    case 'u': {
      int code = end - from < 4 ? -1 : hex4(from);
      if (code < 0) return NULL;
      from += 4;
      if (code >= 0xD800 && code < 0xDC00 && end - from >= 6 && from[0] == '\\' && from[1] == 'u') {
        int low = hex4(from + 2);
        if (low < 0xDC00 || low > 0xDFFF) return NULL;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        from += 6;
      }
      if (code < 0x80) {
        *to++ = (char)code;
      } else if (code < 0x800) {
        *to++ = (char)(0xC0 | code >> 6), *to++ = (char)(0x80 | (code & 0x3F));
      } else if (code < 0x10000) {
        *to++ = (char)(0xE0 | code >> 12), *to++ = (char)(0x80 | (code >> 6 & 0x3F));
        *to++ = (char)(0x80 | (code & 0x3F));
      } else {
        *to++ = (char)(0xF0 | code >> 18), *to++ = (char)(0x80 | (code >> 12 & 0x3F));
        *to++ = (char)(0x80 | (code >> 6 & 0x3F)), *to++ = (char)(0x80 | (code & 0x3F));
      }
      break;
    }
    default: return NULL;
    }
  }
  return to;
}

static inline char *skip_blanks(char *p, char *end) {
  while (p < end && (*p == ' ' || *p == '\t' || *p == '\r')) p++;
  return p;
}

// The end of the string that begins at `p` (behind its quote) and its first escape, or NULL.
static inline char *string_end(char *p, char *end, char **escape) {
  *escape = NULL;
  char *quote = memchr(p, '"', (size_t)(end - p));
  if (!quote) return NULL;
  *escape = memchr(p, '\\', (size_t)(quote - p));
  if (!*escape) return quote;
  for (p = *escape; p < end; p++) {
    if (*p == '\\') p++;
    else if (*p == '"') return p;
  }
  return NULL;
}

typedef struct {
  char *id, *text;
  size_t id_length, length;
} order;

// Reads an object of strings with `id` (kept as it is written) and `text`.
static inline bool read_order(char *p, char *end, order *found) {
  *found = (order){0};
  p = skip_blanks(p, end);
  if (p == end || *p++ != '{') return false;
  for (;;) {
    char *escape;
    p = skip_blanks(p, end);
    if (p == end || *p++ != '"') return false;
    char *key = p, *key_end = string_end(p, end, &escape);
    if (!key_end) return false;
    p = skip_blanks(key_end + 1, end);
    if (p == end || *p++ != ':') return false;
    p = skip_blanks(p, end);
    if (p == end || *p++ != '"') return false;
    char *value = p, *value_end = string_end(p, end, &escape);
    if (!value_end) return false;
    p = skip_blanks(value_end + 1, end);
    if (key_end - key == 2 && !memcmp(key, "id", 2)) {
      found->id = value;
      found->id_length = (size_t)(value_end - value);
    } else if (key_end - key == 4 && !memcmp(key, "text", 4)) {
      char *stop = escape ? unescape(escape, value_end) : value_end;
      if (!stop) return false;
      if (escape) stop = escape + (stop - escape);
      found->text = value;
      found->length = (size_t)(stop - value);
    }
    if (p == end) return false;
    if (*p == '}') return found->id && found->text;
    if (*p++ != ',') return false;
  }
}

typedef struct {
  int descriptor;
  char *bytes;
  size_t room, start, end;
  bool is_over;
} reader;

static inline reader open_reader(const char *path) {
  int descriptor = path ? open(path, O_RDONLY) : 0;
  if (descriptor < 0) fail("%s: %s", path, strerror(errno));
  return (reader){.descriptor = descriptor, .bytes = need(malloc(BUFFER)), .room = BUFFER};
}

// The next line without its end, or NULL.
static inline char *next_line(reader *in, char **line_end) {
  size_t looked = in->start;
  for (;;) {
    char *found = memchr(in->bytes + looked, '\n', in->end - looked);
    if (found || (in->is_over && in->start < in->end)) {
      char *line = in->bytes + in->start;
      *line_end = found ? found : in->bytes + in->end;
      in->start = (size_t)(*line_end - in->bytes) + (found ? 1 : 0);
      return line;
    }
    if (in->is_over) return NULL;
    memmove(in->bytes, in->bytes + in->start, in->end - in->start);
    in->end -= in->start;
    in->start = 0;
    looked = in->end;
    if (in->end == in->room) in->bytes = need(realloc(in->bytes, in->room *= 2));
    ssize_t count = read(in->descriptor, in->bytes + in->end, in->room - in->end);
    if (count < 0) fail("read: %s", strerror(errno));
    in->end += (size_t)count;
    in->is_over = count == 0;
  }
}

// ───── ids out ─────

typedef struct {
  char bytes[BUFFER];
  size_t count;
} writer;

static inline void flush_out(writer *out) {
  for (size_t done = 0; done < out->count;) {
    ssize_t count = write(1, out->bytes + done, out->count - done);
    if (count < 0) fail("write: %s", strerror(errno));
    done += (size_t)count;
  }
  out->count = 0;
}

static inline void put(writer *out, const char *bytes, size_t count) {
  if (out->count + count > BUFFER) flush_out(out);
  if (count > BUFFER) fail("an id is longer than the output buffer");
  memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
}

static inline void put_head(writer *out, const order *o) {
  put(out, "{\"id\":\"", 7);
  put(out, o->id, o->id_length);
  put(out, "\",\"rules\":[", 11);
}

static inline void put_rule(writer *out, const pattern *p, bool is_first) {
  put(out, ",\"" + is_first, (size_t)(2 - is_first));
  put(out, p->id, p->id_length);
  put(out, "\"", 1);
}

static inline void put_tail(writer *out) { put(out, "]}\n", 3); }

// ───── figures ─────

typedef struct {
  size_t orders, bytes, calls, matches;
  double compile, run;
} figures;

// One line of `name=value` on standard error.
static inline void report(figures f, size_t patterns) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double count = f.orders ? (double)f.orders : 1;
  fprintf(stderr,
    "patterns=%zu orders=%zu mean_bytes=%.0f compile_s=%.4f run_s=%.4f orders_per_s=%.0f "
    "calls_per_order=%.2f matches_per_order=%.2f peak_kb=%ld\n",
    patterns, f.orders, (double)f.bytes / count, f.compile, f.run, count / f.run,
    (double)f.calls / count, (double)f.matches / count, usage.ru_maxrss);
}

#endif
