// Chimera's way: Vectorscan finds the patterns that may match, PCRE2's JIT confirms them.
//
//   vectorscan [--trust] [--database FILE] PATTERNS [ORDERS] > RESULTS
//
// --trust     leave out the confirmation of patterns Vectorscan compiles exactly
// --database  keep the compiled database in FILE: compiling 10,000 patterns takes long
#include "peer.h"

#include <hs.h>

// PCRE2 (10.40 and later) reads \p{Han} as Script_Extensions, which holds 。 and 、 too; Vectorscan as
// Script. So that the filter misses nothing it looks for this larger set.
#define HAN "\\p{Han}"
#define WIDER_HAN                                                                                  \
  "[\\p{Han}\\x{B7}\\x{3000}-\\x{33FF}\\x{A700}-\\x{A71F}\\x{FE30}-\\x{FE4F}\\x{FF61}-\\x{FF65}"                \
  "\\x{1D360}-\\x{1D37F}\\x{1F200}-\\x{1F2FF}]"

typedef struct {
  // What Vectorscan is given for each pattern.
  char **regexes;
  unsigned *flags;
  bool *is_exact;
  // Patterns Vectorscan refuses even as a prefilter: confirmed on every order.
  unsigned *always;
  size_t always_count;
  hs_database_t *database;
} prefilter;

enum {
  WANTED = HS_FLAG_UTF8 | HS_FLAG_UCP | HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH | HS_FLAG_ALLOWEMPTY
};

static bool is_supported(const char *regex, unsigned flags) {
  hs_expr_info_t *info = NULL;
  hs_compile_error_t *error = NULL;
  bool is_fine = hs_expression_info(regex, flags, &info, &error) == HS_SUCCESS;
  free(info);
  if (error) hs_free_compile_error(error);
  return is_fine;
}

// The regex with every \p{Han} made wider. Generated patterns have none inside a class.
static char *widen(const char *regex) {
  size_t count = 0;
  for (const char *p = regex; (p = strstr(p, HAN)); p += strlen(HAN)) count++;
  char *wide = need(calloc(strlen(regex) + count * strlen(WIDER_HAN) + 1, 1));
  for (const char *next; (next = strstr(regex, HAN)); regex = next + strlen(HAN)) {
    strncat(wide, regex, (size_t)(next - regex));
    strcat(wide, WIDER_HAN);
  }
  return strcat(wide, regex);
}

// Flags for each pattern: exact where possible, else a prefilter, else none.
static void choose_flags(pattern_list patterns, prefilter *found) {
  found->regexes = need(calloc(patterns.count + 1, sizeof *found->regexes));
  for (size_t i = 0; i < patterns.count; i++) {
    const char *regex = found->regexes[i] = widen(patterns.list[i].regex);
    if (is_supported(regex, WANTED)) {
      found->flags[i] = WANTED;
      found->is_exact[i] = !strstr(patterns.list[i].regex, HAN);
    } else if (is_supported(regex, WANTED | HS_FLAG_PREFILTER)) {
      found->flags[i] = WANTED | HS_FLAG_PREFILTER;
    }
  }
}

// The kept file: for each pattern whether it is given to Vectorscan and exact, then the database.
static bool load(const char *path, pattern_list patterns, prefilter *found) {
  FILE *file = path ? fopen(path, "r") : NULL;
  if (!file) return false;
  fseek(file, 0, SEEK_END);
  size_t size = (size_t)ftell(file);
  rewind(file);
  char *bytes = need(malloc(size + 1));
  bool is_read = fread(bytes, 1, size, file) == size && size > patterns.count;
  fclose(file);
  is_read = is_read
    && hs_deserialize_database(bytes + patterns.count, size - patterns.count, &found->database)
      == HS_SUCCESS;
  for (size_t i = 0; is_read && i < patterns.count; i++) {
    found->flags[i] = bytes[i] == '-' ? 0 : WANTED;
    found->is_exact[i] = bytes[i] == 'x';
  }
  free(bytes);
  return is_read;
}

static void save(const char *path, pattern_list patterns, const prefilter *found) {
  char *bytes;
  size_t size;
  if (!path || hs_serialize_database(found->database, &bytes, &size) != HS_SUCCESS) return;
  FILE *file = fopen(path, "w");
  if (!file) fail("%s: %s", path, strerror(errno));
  for (size_t i = 0; i < patterns.count; i++)
    fputc(!found->flags[i] ? '-' : found->is_exact[i] ? 'x' : 'p', file);
  if (fwrite(bytes, 1, size, file) != size || fclose(file)) fail("%s: cannot write", path);
  free(bytes);
}

static void build(pattern_list patterns, prefilter *found) {
  const char **regexes = need(calloc(patterns.count + 1, sizeof *regexes));
  unsigned *flags = need(calloc(patterns.count + 1, sizeof *flags));
  unsigned *numbers = need(calloc(patterns.count + 1, sizeof *numbers));
  for (;;) {
    unsigned count = 0;
    for (unsigned i = 0; i < patterns.count; i++) {
      if (!found->flags[i]) continue;
      regexes[count] = found->regexes[i];
      flags[count] = found->flags[i];
      numbers[count++] = i;
    }
    if (!count) break;
    hs_compile_error_t *error = NULL;
    if (hs_compile_multi(
          regexes, flags, numbers, count, HS_MODE_BLOCK, NULL, &found->database, &error)
      == HS_SUCCESS)
      break;
    if (error->expression < 0) fail("Vectorscan: %s", error->message);
    // Found out only now: a prefilter instead, or else nothing.
    unsigned number = numbers[error->expression];
    found->is_exact[number] = false;
    found->flags[number] =
      found->flags[number] & HS_FLAG_PREFILTER ? 0 : WANTED | HS_FLAG_PREFILTER;
    hs_free_compile_error(error);
  }
  free(regexes), free(flags), free(numbers);
}

typedef struct {
  unsigned *numbers;
  size_t count;
} candidates;

static int note(
  unsigned number, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  (void)from, (void)to, (void)flags;
  candidates *found = context;
  found->numbers[found->count++] = number;
  return 0;
}

// Few numbers, so insertion: results list patterns in their order.
static void sort(candidates *found) {
  for (size_t i = 1; i < found->count; i++) {
    unsigned number = found->numbers[i];
    size_t place = i;
    for (; place && found->numbers[place - 1] > number; place--)
      found->numbers[place] = found->numbers[place - 1];
    found->numbers[place] = number;
  }
}

int main(int count, char **arguments) {
  bool trust = false;
  const char *kept = NULL, *paths[2] = {0};
  int path_count = 0;
  for (int i = 1; i < count; i++) {
    if (!strcmp(arguments[i], "--trust")) trust = true;
    else if (!strcmp(arguments[i], "--database") && i + 1 < count) kept = arguments[++i];
    else if (path_count < 2) paths[path_count++] = arguments[i];
    else path_count = 3;
  }
  if (path_count < 1 || path_count > 2)
    fail("usage: vectorscan [--trust] [--database FILE] PATTERNS [ORDERS]");

  figures f = {0};
  double start = seconds();
  pattern_list patterns = read_patterns(paths[0]);
  compile_patterns(patterns);
  prefilter filter = {
    .flags = need(calloc(patterns.count + 1, sizeof *filter.flags)),
    .is_exact = need(calloc(patterns.count + 1, sizeof *filter.is_exact)),
    .always = need(calloc(patterns.count + 1, sizeof *filter.always))};
  if (patterns.count && !load(kept, patterns, &filter)) {
    choose_flags(patterns, &filter);
    build(patterns, &filter);
    if (filter.database) save(kept, patterns, &filter);
  }
  for (unsigned i = 0; i < patterns.count; i++)
    if (!filter.flags[i]) filter.always[filter.always_count++] = i;
  hs_scratch_t *scratch = NULL;
  if (filter.database && hs_alloc_scratch(filter.database, &scratch) != HS_SUCCESS)
    fail("Vectorscan: no scratch");
  f.compile = seconds() - start;

  pcre2_match_data *data = need(pcre2_match_data_create(1, NULL));
  candidates found = {need(calloc(patterns.count + 1, sizeof(unsigned))), 0};
  reader in = open_reader(paths[1]);
  writer *out = need(calloc(1, sizeof *out));
  char *line, *end;
  order o;
  start = seconds();
  while ((line = next_line(&in, &end))) {
    f.orders++;
    if (!read_order(line, end, &o)) fail("line %zu is no order", f.orders);
    if (!is_utf8(o.text, o.length)) fail("line %zu is not UTF-8", f.orders);
    f.bytes += o.length;
    put_head(out, &o);
    found.count = filter.always_count;
    memcpy(found.numbers, filter.always, filter.always_count * sizeof(unsigned));
    if (filter.database
      && hs_scan(filter.database, o.text, (unsigned)o.length, 0, scratch, note, &found)
        != HS_SUCCESS)
      fail("Vectorscan: scan failed");
    sort(&found);
    bool is_first = true;
    for (size_t i = 0; i < found.count; i++) {
      const pattern *p = &patterns.list[found.numbers[i]];
      if (!trust || !filter.is_exact[found.numbers[i]]) {
        f.calls++;
        if (!is_match(p, o.text, o.length, data)) continue;
      }
      put_rule(out, p, is_first);
      is_first = false;
      f.matches++;
    }
    put_tail(out);
  }
  flush_out(out);
  f.run = seconds() - start;
  report(f, patterns.count);
}
