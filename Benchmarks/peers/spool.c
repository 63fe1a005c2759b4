// The spool protocol in plain C, for the ratio in `make bench`: the same system calls on the same
// disk as one `suqiu serve --once`, and no work on the text but a result of the given size.
//
//   cc -O2 -o spool spool.c && ./spool SPOOL OUTBOX [BATCH=64] [RESULT_BYTES=1800]
//
// Takes every file of SPOOL/inbox and prints files per second. Way of one order:
//   stat, open, lease, close · claim · open, stat, lease, read, stat, close · stage · copy ·
//   S1 · retire · S2 · publish · (S3 = the next S1) · archive copy and source
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAX_BATCH 4096
#define NAME 300

static int inbox, work, done_, stage, outbox, archive_;
static int one_device;
static long result_bytes = 1800;
static char *result, *source;

struct order {
  char name[NAME];
  char held[NAME];
  char copy[NAME];
};

static void die(const char *what) {
  perror(what);
  exit(2);
}

static int folder(int parent, const char *name) {
  if (mkdirat(parent, name, 0750) != 0 && errno != EEXIST) die(name);
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) die(name);
  return fd;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void make_id(char *id) {
  static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  unsigned char chance[16];
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  unsigned long long ms = (unsigned long long)t.tv_sec * 1000 + (unsigned long long)t.tv_nsec / 1000000;
  if (getrandom(chance, sizeof chance, 0) != sizeof chance) die("getrandom");
  for (int i = 9; i >= 0; i--, ms >>= 5) id[i] = digits[ms & 31];
  for (int i = 0; i < 16; i++) id[10 + i] = digits[chance[i] & 31];
  id[26] = 0;
}

// Nobody writes to it: the lease is given and let go at once.
static int has_writer(int fd) {
  if (fcntl(fd, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN;
  fcntl(fd, F_SETLEASE, F_UNLCK);
  return 0;
}

static int is_ready(const char *name) {
  struct stat facts;
  if (fstatat(inbox, name, &facts, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(facts.st_mode)) return 0;
  int fd = openat(inbox, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) return 0;
  int ready = !has_writer(fd);
  close(fd);
  return ready;
}

static void claim(struct order *order) {
  char id[27];
  make_id(id);
  snprintf(order->held, NAME, "%s~%s", id, order->name);
  snprintf(order->copy, NAME, "%s.json", id);
  if (renameat(inbox, order->name, work, order->held) != 0) die("claim");
}

static void write_file(int dir, const char *name) {
  int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640);
  if (fd < 0 || write(fd, result, (size_t)result_bytes) != result_bytes) die("write");
  close(fd);
}

static void prepare(struct order *order) {
  struct stat before, after;
  int fd = openat(work, order->held, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0 || fstat(fd, &before) != 0 || has_writer(fd)) die("open");
  if (read(fd, source, 4 << 20) < 0 || fstat(fd, &after) != 0) die("read");
  close(fd);
  write_file(stage, order->held);
  write_file(done_, order->copy);
}

static void sync_outbox_and_spool(void) {
  if (syncfs(outbox) != 0 || (!one_device && syncfs(work) != 0)) die("syncfs");
}

static void keep(struct order *orders, int count) {
  for (int i = 0; i < count; i++) {
    if (renameat(done_, orders[i].copy, archive_, orders[i].copy) != 0) die("archive");
    if (renameat(done_, orders[i].held, archive_, orders[i].held) != 0) die("archive");
  }
}

static void publish(struct order *order) {
  char name[NAME];
  snprintf(name, NAME, "%.250s.json", order->name);
  if (renameat2(stage, order->held, outbox, name, RENAME_NOREPLACE) == 0) return;
  if (errno != EEXIST) die("publish");
  snprintf(name, NAME, "%.220s.%.26s.json", order->name, order->held);
  if (renameat2(stage, order->held, outbox, name, RENAME_NOREPLACE) != 0) die("publish");
}

static void run(struct order *orders, int count, struct order *before, int before_count) {
  for (int i = 0; i < count; i++) claim(&orders[i]);
  for (int i = 0; i < count; i++) prepare(&orders[i]);
  sync_outbox_and_spool();                             // S1, and S3 of the batch before
  keep(before, before_count);
  for (int i = 0; i < count; i++)
    if (renameat(work, orders[i].held, done_, orders[i].held) != 0) die("retire");
  if (fsync(done_) != 0) die("fsync");                 // S2, as on ext4 and XFS
  for (int i = 0; i < count; i++) publish(&orders[i]);
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: spool SPOOL OUTBOX [BATCH] [RESULT_BYTES]\n");
    return 2;
  }
  int batch = argc > 3 ? atoi(argv[3]) : 64;
  if (argc > 4) result_bytes = atol(argv[4]);
  if (batch < 1 || batch > MAX_BATCH) batch = 64;
  signal(SIGIO, SIG_IGN);

  int spool = folder(AT_FDCWD, argv[1]);
  inbox = folder(spool, "inbox");
  work = folder(folder(spool, "work"), "peer");
  done_ = folder(folder(spool, "done"), "peer");
  outbox = folder(AT_FDCWD, argv[2]);
  stage = folder(folder(outbox, ".stage"), "peer");
  archive_ = folder(folder(spool, "archive"), "peer");
  struct stat a, b;
  if (fstat(spool, &a) != 0 || fstat(outbox, &b) != 0) die("stat");
  one_device = a.st_dev == b.st_dev;
  result = malloc((size_t)result_bytes);
  source = malloc(4 << 20);
  if (!result || !source) die("malloc");
  memset(result, 'x', (size_t)result_bytes);

  static struct order orders[2][MAX_BATCH];
  int count = 0, before = 0, half = 0;
  long total = 0;
  double begin = now();
  DIR *listing = fdopendir(openat(inbox, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!listing) die("inbox");
  for (struct dirent *entry = readdir(listing);; entry = readdir(listing)) {
    if (entry && (entry->d_name[0] == '.' || !is_ready(entry->d_name))) continue;
    if (entry) snprintf(orders[half][count++].name, NAME, "%s", entry->d_name);
    if (count == batch || (!entry && count > 0)) {
      run(orders[half], count, orders[1 - half], before);
      total += count;
      before = count;
      count = 0;
      half = 1 - half;
    }
    if (!entry) break;
  }
  if (syncfs(outbox) != 0) die("syncfs");              // S3 of the last batch
  keep(orders[1 - half], before);
  double seconds = now() - begin;
  printf("{\"files\":%ld,\"seconds\":%.3f,\"files_per_second\":%.0f}\n", total, seconds,
         seconds > 0 ? (double)total / seconds : 0);
  return 0;
}
