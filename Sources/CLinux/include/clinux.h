// Thin wrappers for what Glibc does not show to Swift. Each returns -1 and sets errno on failure.
#ifndef CLINUX_H
#define CLINUX_H

#include <iconv.h>
#include <stddef.h>
#include <stdint.h>

/// renameat2(2) with RENAME_NOREPLACE: never overwrites (EEXIST).
int clinux_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to);
/// syncfs(2): writes back the whole file system the descriptor is on.
int clinux_syncfs(int fd);
/// fcntl(F_SETLEASE): 0 when nobody has the file open for writing; EAGAIN when somebody has.
int clinux_probe_no_writer(int fd);
/// statfs(2) f_type of the file system behind the descriptor, or -1.
long clinux_filesystem_type(int fd);
/// Free bytes and free inodes of the file system behind the descriptor.
int clinux_filesystem_room(int fd, uint64_t *bytes, uint64_t *inodes);
/// Nanoseconds since 1970 at which the file came into being; ENOTSUP where nobody wrote that down.
int clinux_birth_time(int fd, int64_t *nanoseconds);
/// eventfd(2), non-blocking, closed on exec: a descriptor another thread can ring.
int clinux_wake_descriptor(void);
/// Fills the buffer with random bytes (getrandom(2)).
int clinux_random(void *buffer, size_t size);

/// An iconv(3) converter from GB18030 to UTF-8, or NULL where the C library has none.
void *clinux_gb18030_open(void);
void clinux_gb18030_close(void *converter);
/// Converts strictly and returns the bytes read: fewer than `size` when the sequence there is
/// ill-formed or cut off. `room` must be at least 1.5 × size + 4; `written` receives bytes of UTF-8.
size_t clinux_gb18030_convert(
    void *converter, const void *in, size_t size, void *out, size_t room, size_t *written);

/// SHA-256 of the bytes, with the processor's instructions where it has them.
void clinux_sha256(const void *bytes, size_t size, uint8_t out[32]);
/// The same of bytes that come in pieces.
typedef struct {
  uint32_t state[8];
  uint8_t rest[64];
  uint64_t size;
} clinux_sha256_stream;
void clinux_sha256_begin(clinux_sha256_stream *stream);
void clinux_sha256_add(clinux_sha256_stream *stream, const void *bytes, size_t size);
void clinux_sha256_end(const clinux_sha256_stream *stream, uint8_t out[32]);
/// The first without them; its twin in tests.
void clinux_sha256_portable(const void *bytes, size_t size, uint8_t out[32]);

#endif
