#define _GNU_SOURCE
#include "daybook_linux.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

int daybook_pipe(int32_t *reading, int32_t *writing) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return -1;
  // Only this end: the child's end must block, because programs do not expect anything else of their output.
  if (fcntl(ends[0], F_SETFL, O_NONBLOCK) < 0) {
    int error = errno;
    close(ends[0]);
    close(ends[1]);
    errno = error;
    return -1;
  }
  *reading = ends[0];
  *writing = ends[1];
  return 0;
}

int daybook_wake_descriptor(void) {
  return eventfd(0, EFD_CLOEXEC);
}

static int write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return -1;
    bytes += written;
    count -= (size_t)written;
  }
  return 0;
}

int daybook_memory_file(const void *bytes, size_t count) {
  int descriptor = memfd_create("daybook-input", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) return -1;
  const int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
  if (write_all(descriptor, bytes, count) < 0 || lseek(descriptor, 0, SEEK_SET) < 0 ||
      fcntl(descriptor, F_ADD_SEALS, seals) < 0) {
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
  }
  return descriptor;
}

int daybook_punch_hole(int32_t descriptor, int64_t offset, int64_t length) {
  return fallocate(descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length);
}

int64_t daybook_next_data(int32_t descriptor, int64_t offset) {
  return lseek(descriptor, offset, SEEK_DATA);
}

int64_t daybook_next_hole(int32_t descriptor, int64_t offset) {
  return lseek(descriptor, offset, SEEK_HOLE);
}

void daybook_name_thread(const char *name) {
  prctl(PR_SET_NAME, name);
}

void daybook_trim_memory(void) {
  malloc_trim(0);
}
