// Cuts the power of a file system: no log flush, everything not on the disk is gone (as godown of
// xfstests does). For ext4 and XFS on loop images; never name a file system you want to keep.
//
//   power_loss MICROSECONDS PATH [PATH]
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define GOING_DOWN _IOR('X', 125, uint32_t)
#define NO_LOG_FLUSH 2

int main(int argc, char **argv) {
  int handles[2];
  uint32_t flags = NO_LOG_FLUSH;
  int paths = argc - 2;
  if (paths < 1 || paths > 2) return 2;
  for (int i = 0; i < paths; i++) {
    handles[i] = open(argv[2 + i], O_RDONLY | O_DIRECTORY);
    if (handles[i] < 0) { perror(argv[2 + i]); return 2; }
  }
  for (int i = 0; i < paths; i++) {
    if (i == 1) usleep((useconds_t)atoi(argv[1]));
    if (ioctl(handles[i], GOING_DOWN, &flags) != 0) { perror("shutdown"); return 1; }
  }
  return 0;
}
