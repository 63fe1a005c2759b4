// The plain way: every pattern on every order with PCRE2's JIT.
//
//   plain PATTERNS [ORDERS] > RESULTS
#include "peer.h"

int main(int count, char **arguments) {
  if (count < 2 || count > 3) fail("usage: plain PATTERNS [ORDERS]");
  figures f = {0};
  double start = seconds();
  pattern_list patterns = read_patterns(arguments[1]);
  compile_patterns(patterns);
  f.compile = seconds() - start;

  pcre2_match_data *data = need(pcre2_match_data_create(1, NULL));
  reader in = open_reader(count > 2 ? arguments[2] : NULL);
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
    bool is_first = true;
    for (size_t i = 0; i < patterns.count; i++) {
      f.calls++;
      if (!is_match(&patterns.list[i], o.text, o.length, data)) continue;
      put_rule(out, &patterns.list[i], is_first);
      is_first = false;
      f.matches++;
    }
    put_tail(out);
  }
  flush_out(out);
  f.run = seconds() - start;
  report(f, patterns.count);
}
