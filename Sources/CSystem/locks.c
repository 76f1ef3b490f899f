#define _GNU_SOURCE
#include "daybook_locks.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static struct flock one_byte(short type, int64_t offset) {
  struct flock range = {0};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = offset;
  range.l_len = 1;
  return range;
}

int daybook_lock(int32_t descriptor, int64_t offset) {
  struct flock range = one_byte(F_WRLCK, offset);
  if (fcntl(descriptor, F_OFD_SETLK, &range) == 0) return 1;
  return errno == EAGAIN || errno == EACCES ? 0 : -1;
}

int daybook_unlock(int32_t descriptor, int64_t offset) {
  struct flock range = one_byte(F_UNLCK, offset);
  return fcntl(descriptor, F_OFD_SETLK, &range);
}

int daybook_lock_held(int32_t descriptor, int64_t offset) {
  struct flock range = one_byte(F_WRLCK, offset);
  if (fcntl(descriptor, F_OFD_GETLK, &range) < 0) return -1;
  return range.l_type == F_UNLCK ? 0 : 1;
}
