#define _GNU_SOURCE
#include "include/daybook_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/// How much of the captured text is printed: its end, where a crash says why.
enum { PRINTED_LIMIT = 64 * 1024 };
/// A stopped terminal must not keep a dying process alive.
enum { STALLED_MILLISECONDS = 200 };
enum { HANDLER_STACK = 64 * 1024 };

static struct {
  int terminal;
  struct termios modes;
  char reset[160];
  size_t reset_length;
  atomic_bool active;
  atomic_int captured;       // -1: nothing is captured
  atomic_int errors;         // the real standard error while it is redirected; -1 otherwise
} guard = {.terminal = -1, .captured = -1, .errors = -1};

static void write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
    if (poll(&ready, 1, STALLED_MILLISECONDS) == 0) return;
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

int daybook_guard_prepare(int terminal, const char *reset, size_t length) {
  static atomic_flag registered = ATOMIC_FLAG_INIT;
  if (length > sizeof guard.reset) return ENAMETOOLONG;
  if (tcgetattr(terminal, &guard.modes) != 0) return errno;
  guard.terminal = terminal;
  memcpy(guard.reset, reset, length);
  guard.reset_length = length;
  // `exit` from anywhere leaves a usable terminal, too.
  if (!atomic_flag_test_and_set(&registered)) atexit(daybook_guard_restore);
  return 0;
}

void daybook_guard_set_active(bool active) { atomic_store(&guard.active, active); }

void daybook_guard_restore_modes(void) { tcsetattr(guard.terminal, TCSANOW, &guard.modes); }

void daybook_guard_capture_errors(void) {
  if (atomic_load(&guard.errors) >= 0 || !isatty(STDERR_FILENO)) return;
  if (atomic_load(&guard.captured) < 0) {
    int captured = memfd_create("daybook-stderr", MFD_CLOEXEC);
    if (captured < 0) return;
    atomic_store(&guard.captured, captured);
  }
  int errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (errors < 0) return;
  atomic_store(&guard.errors, errors);
  dup2(atomic_load(&guard.captured), STDERR_FILENO);
}

void daybook_guard_release_errors(void) {
  int errors = atomic_exchange(&guard.errors, -1);
  if (errors < 0) return;
  dup2(errors, STDERR_FILENO);
  close(errors);
}

void daybook_guard_print_errors(void) {
  int captured = atomic_exchange(&guard.captured, -1);
  struct stat facts;
  if (captured < 0) return;
  if (fstat(captured, &facts) == 0) {
    off_t offset = facts.st_size > PRINTED_LIMIT ? facts.st_size - PRINTED_LIMIT : 0;
    char buffer[1024];
    ssize_t length;
    while ((length = pread(captured, buffer, sizeof buffer, offset)) > 0) {
      write_all(STDERR_FILENO, buffer, (size_t)length);
      offset += length;
    }
  }
  close(captured);
}

void daybook_guard_restore(void) {
  if (atomic_exchange(&guard.active, false)) {
    write_all(guard.terminal, guard.reset, guard.reset_length);
    daybook_guard_restore_modes();
  }
  daybook_guard_release_errors();
  daybook_guard_print_errors();
}

void daybook_guard_protect_stack(void) {
  stack_t stack = {.ss_size = HANDLER_STACK};
  stack.ss_sp = malloc(HANDLER_STACK);
  if (stack.ss_sp != NULL && sigaltstack(&stack, NULL) != 0) free(stack.ss_sp);
}
