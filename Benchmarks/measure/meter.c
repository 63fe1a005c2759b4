// Runs a command and says what it cost: `wall user system peak_kb status` on standard output.
//
//   meter COMMAND [ARGUMENT…]
//
// Small on purpose: the peak memory the kernel notes for a child begins with that of the process
// it was forked from, which for a script is more than some of the programs measured here need.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double value(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int count, char **arguments) {
  if (count < 2) {
    fputs("usage: meter COMMAND [ARGUMENT…]\n", stderr);
    return 2;
  }
  double start = seconds();
  pid_t child = fork();
  if (child == 0) {
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, 0);
    dup2(nowhere, 1);
    execvp(arguments[1], arguments + 1);
    perror(arguments[1]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) != child) {
    perror("meter");
    return 2;
  }
  printf("%.6f %.6f %.6f %ld %d\n", seconds() - start, value(usage.ru_utime),
    value(usage.ru_stime), usage.ru_maxrss,
    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
