#define _GNU_SOURCE
#include "daybook_files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>

static int open_again(int directory, const char *name, int flags, mode_t mode) {
  int result;
  do {
    result = openat(directory, name, flags, mode);
  } while (result < 0 && errno == EINTR);
  return result;
}

int daybook_open(int32_t directory, const char *name, int32_t flags, uint32_t mode) {
  flags |= O_CLOEXEC;
  int result = open_again(directory, name, flags | O_NOATIME, (mode_t)mode);
  if (result < 0 && errno == EPERM) result = open_again(directory, name, flags, (mode_t)mode);
  return result;
}

int daybook_allocate(int32_t descriptor, int64_t offset, int64_t length) {
  int result;
  do {
    result = fallocate(descriptor, 0, offset, length);
  } while (result < 0 && errno == EINTR);
  return result;
}

int daybook_file_identity(int32_t directory, const char *name, uint64_t *device, uint64_t *inode) {
  struct statx status;
  if (statx(directory, name, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH, STATX_INO, &status) < 0) return -1;
  *device = (uint64_t)status.stx_dev_major << 32 | status.stx_dev_minor;
  *inode = status.stx_ino;
  return 0;
}

int daybook_file_system(int32_t descriptor, uint64_t *magic) {
  struct statfs status;
  if (fstatfs(descriptor, &status) < 0) return -1;
  // Sign extension of f_type, which is a signed word on some machines, would change the numbers that begin with a one bit.
  *magic = (uint32_t)status.f_type;
  return 0;
}
