#define _GNU_SOURCE
#include "clinux.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

int clinux_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to) {
  return renameat2(from_dir, from, to_dir, to, RENAME_NOREPLACE);
}

int clinux_syncfs(int fd) { return syncfs(fd); }

int clinux_probe_no_writer(int fd) {
  if (fcntl(fd, F_SETLEASE, F_RDLCK) != 0) return -1;
  (void)fcntl(fd, F_SETLEASE, F_UNLCK);
  return 0;
}

long clinux_filesystem_type(int fd) {
  struct statfs facts;
  if (fstatfs(fd, &facts) != 0) return -1;
  return (long)facts.f_type;
}

int clinux_filesystem_room(int fd, uint64_t *bytes, uint64_t *inodes) {
  struct statvfs facts;
  if (fstatvfs(fd, &facts) != 0) return -1;
  *bytes = (uint64_t)facts.f_bavail * facts.f_frsize;
  // btrfs makes inodes as it needs them and counts none.
  *inodes = facts.f_files == 0 ? UINT64_MAX : (uint64_t)facts.f_favail;
  return 0;
}

int clinux_birth_time(int fd, int64_t *nanoseconds) {
  struct statx facts;
  if (statx(fd, "", AT_EMPTY_PATH, STATX_BTIME, &facts) != 0) return -1;
  if ((facts.stx_mask & STATX_BTIME) == 0) {
    errno = ENOTSUP;
    return -1;
  }
  *nanoseconds = (int64_t)facts.stx_btime.tv_sec * 1000000000 + facts.stx_btime.tv_nsec;
  return 0;
}

int clinux_wake_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int clinux_random(void *buffer, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t got = getrandom((char *)buffer + done, size - done, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    done += (size_t)got;
  }
  return 0;
}

void *clinux_gb18030_open(void) {
  iconv_t converter = iconv_open("UTF-8", "GB18030");
  return converter == (iconv_t)-1 ? NULL : (void *)converter;
}

void clinux_gb18030_close(void *converter) { (void)iconv_close((iconv_t)converter); }

size_t clinux_gb18030_convert(
    void *converter, const void *in, size_t size, void *out, size_t room, size_t *written) {
  char *from = (char *)in, *to = (char *)out;
  size_t left = size, free_room = room;
  (void)iconv((iconv_t)converter, NULL, NULL, NULL, NULL);
  (void)iconv((iconv_t)converter, &from, &left, &to, &free_room);
  *written = room - free_room;
  return size - left;
}
