#define _GNU_SOURCE
#include "include/daybook_terminal_signals.h"
#include "include/daybook_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <unistd.h>

/// Long enough for a stop to take effect; shorter than a user would notice when it has none.
enum { STOP_MILLISECONDS = 200 };

enum kind { REPORT, REQUEST, CRASH };

static struct {
  int number;
  enum kind kind;
  bool installed;
  struct sigaction before;
} handled[] = {
    {.number = SIGWINCH, .kind = REPORT}, {.number = SIGCONT, .kind = REPORT},
    {.number = SIGTSTP, .kind = REQUEST}, {.number = SIGINT, .kind = REQUEST},
    {.number = SIGTERM, .kind = REQUEST}, {.number = SIGHUP, .kind = REQUEST},
    {.number = SIGQUIT, .kind = CRASH},   {.number = SIGILL, .kind = CRASH},
    {.number = SIGTRAP, .kind = CRASH},   {.number = SIGABRT, .kind = CRASH},
    {.number = SIGSEGV, .kind = CRASH},   {.number = SIGBUS, .kind = CRASH},
    {.number = SIGFPE, .kind = CRASH},
};
enum { HANDLED = sizeof handled / sizeof *handled };

static int relay_read = -1, relay_write = -1;
static atomic_bool continued;

static void relay(int number) {
  int saved = errno;
  if (number == SIGCONT) atomic_store(&continued, true);
  unsigned char byte = (unsigned char)number;
  ssize_t ignored = write(relay_write, &byte, 1);
  (void)ignored;
  errno = saved;
}

static void restore_and_die(int number) {
  static atomic_flag dying = ATOMIC_FLAG_INIT;
  // Another thread that crashes meanwhile waits for the first one to end the process.
  while (atomic_flag_test_and_set(&dying)) pause();
  daybook_guard_restore();
  signal(number, SIG_DFL);
  raise(number);
}

static int set_handler(int number, void (*handler)(int), int flags, struct sigaction *before) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigfillset(&action.sa_mask);
  return sigaction(number, &action, before);
}

static bool open_relay(void) {
  int ends[2];
  if (relay_read >= 0) return true;
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  relay_read = ends[0];
  relay_write = ends[1];
  return true;
}

int daybook_signals_install(void) {
  if (!open_relay()) return -1;
  for (int i = 0; i < HANDLED; i++) {
    int number = handled[i].number;
    if (sigaction(number, NULL, &handled[i].before) != 0) continue;
    bool ignored = handled[i].before.sa_handler == SIG_IGN;
    if (ignored && (handled[i].kind == REQUEST || number == SIGQUIT)) continue;
    bool crash = handled[i].kind == CRASH;
    handled[i].installed =
        set_handler(number, crash ? restore_and_die : relay, crash ? SA_ONSTACK : SA_RESTART, NULL) == 0;
  }
  return relay_read;
}

void daybook_signals_uninstall(void) {
  for (int i = 0; i < HANDLED; i++) {
    if (handled[i].installed) sigaction(handled[i].number, &handled[i].before, NULL);
    handled[i].installed = false;
  }
}

int daybook_signals_next(void) {
  unsigned char byte = 0;
  return read(relay_read, &byte, 1) == 1 ? byte : 0;
}

static bool is_installed(int number) {
  for (int i = 0; i < HANDLED; i++) {
    if (handled[i].number == number) return handled[i].installed;
  }
  return false;
}

void daybook_signals_set_outside(bool outside) {
  // ^Z must stop us together with the other program, or the shell would wait for us; ^\ is meant for it alone.
  if (is_installed(SIGTSTP)) set_handler(SIGTSTP, outside ? SIG_DFL : relay, SA_RESTART, NULL);
  if (is_installed(SIGQUIT)) {
    set_handler(SIGQUIT, outside ? relay : restore_and_die, outside ? SA_RESTART : SA_ONSTACK, NULL);
  }
}

void daybook_signals_stop(void) {
  if (!is_installed(SIGTSTP)) return;
  set_handler(SIGTSTP, SIG_DFL, SA_RESTART, NULL);
  atomic_store(&continued, false);
  kill(0, SIGTSTP);
  // Another thread may take the signal; this one must not run on before it stops. SIGCONT ends the wait.
  for (int waited = 0; waited < STOP_MILLISECONDS && !atomic_load(&continued); waited++) usleep(1000);
  set_handler(SIGTSTP, relay, SA_RESTART, NULL);
}

int daybook_wakeup_open(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
