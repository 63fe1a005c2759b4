// The 8-bit PCRE2 library for Swift. Cast macros cannot be imported, so each has a function.
#ifndef CPCRE2_SHIM_H
#define CPCRE2_SHIM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/// PCRE2_UNSET: the offset of a group that did not take part in a match (a cast macro).
static inline size_t cpcre2_unset(void) { return PCRE2_UNSET; }

#endif
