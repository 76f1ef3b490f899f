// Starting children behind a gate.
//
// A child may become its program only after its process group and start time were recorded, or a worker that dies
// at the wrong moment would leave a process nobody knows of. So a start has two halves. `daybook_spawn_start` makes
// the child and lets it prepare everything that can fail (session, descriptors, limits, user, directory); the child
// then says "ready" and waits for one byte. The caller records it and calls `daybook_spawn_release`, which sends the
// byte. Both talk through one close-on-exec socket pair:
//
//   child → parent   a failure record; step 0 means ready
//   parent → child   one byte opens the gate; end of file (the parent died, or gave up) means _exit
//   end of file      at the parent, after the byte: the exec succeeded
//
// The child shares the parent's memory (CLONE_VM), so a start costs the same from a worker of two gigabytes as from
// a small one. CLONE_VFORK is not used: it would suspend the thread that has to record the child. What CLONE_VFORK
// would give is kept by taking turns. Child and calling thread share errno and other thread-local storage, and at any
// moment one of the two is blocked in a read of the socket: the parent until "ready", the child until the gate opens,
// the parent again until the exec. The child runs on a stack of its own, which is free again when the parent has read
// the end of the file: the kernel drops the shared memory before it closes descriptors, in exec and in exit alike.
//
// For the same reason both call the kernel through syscall() while they take turns: the C library's setuid and friends
// would act on all threads of the parent, and sanitizers keep thread-local state in read and write. The thread that
// starts children has its signals blocked, and the child unblocks them right before the exec, so no handler of the
// parent runs in the child.
//
// The gate costs two more changes of context than posix_spawn: about 0.14 ms a start against 0.08 ms.
//
// A change of user marks the shared memory as not dumpable, which also protects it from the job's user until the
// exec, and costs the worker its own core dumps.
#define _GNU_SOURCE
#include "daybook_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// In the child the gate is always this descriptor, directly behind the standard three.
#define GATE 3
// The kernel's signal set and disposition differ from the C library's.
#define SIGNALS 64
#define SIGNAL_SET_SIZE 8

struct kernel_disposition {
  void *handler;
  unsigned long flags;
  void *restorer;
  uint64_t mask;
};

struct start {
  const struct daybook_spawn_plan *plan;
  int child_end;
};

// Sanitizers keep their own state in the thread that the child shares. They also replace clone() with something made
// for forks, which stops here; this name of the same function is not replaced.
#define UNINSTRUMENTED __attribute__((noinline, disable_sanitizer_instrumentation))
extern int __clone(int (*function)(void *), void *stack, int flags, void *argument, ...);

UNINSTRUMENTED static void say(int gate, int step, int error) {
  struct daybook_spawn_failure message = {step, error};
  syscall(SYS_sendto, gate, &message, sizeof message, MSG_NOSIGNAL, NULL, 0);
}

UNINSTRUMENTED static _Noreturn void fail(int gate, int step) {
  say(gate, step, errno);
  syscall(SYS_exit_group, 127);
  __builtin_unreachable();
}

// Ignored signals survive an exec, so all of them are reset, not only those with a handler.
UNINSTRUMENTED static void reset_dispositions(void) {
  const struct kernel_disposition standard = {0};
  for (int number = 1; number <= SIGNALS; number++) {
    syscall(SYS_rt_sigaction, number, &standard, NULL, (size_t)SIGNAL_SET_SIZE);
  }
}

UNINSTRUMENTED static int arrange_descriptors(const struct daybook_spawn_plan *plan, int gate) {
  if (syscall(SYS_dup3, plan->input, 0, 0) < 0) return -1;
  if (syscall(SYS_dup3, plan->output, 1, 0) < 0) return -1;
  if (syscall(SYS_dup3, plan->error, 2, 0) < 0) return -1;
  if (syscall(SYS_dup3, gate, GATE, O_CLOEXEC) < 0) return -1;
  return (int)syscall(SYS_close_range, GATE + 1, ~0U, 0);
}

UNINSTRUMENTED static int apply_limits(const struct daybook_spawn_plan *plan) {
  for (size_t index = 0; index < plan->limit_count; index++) {
    const struct daybook_spawn_limit *limit = &plan->limits[index];
    const uint64_t values[2] = {limit->soft, limit->hard};
    if (syscall(SYS_prlimit64, 0, limit->resource, values, NULL) < 0) return -1;
  }
  return 0;
}

UNINSTRUMENTED static int become_user(const struct daybook_spawn_plan *plan) {
  if (syscall(SYS_setgroups, plan->group_count, plan->groups) < 0) return -1;
  if (syscall(SYS_setresgid, plan->group, plan->group, plan->group) < 0) return -1;
  return (int)syscall(SYS_setresuid, plan->user, plan->user, plan->user);
}

UNINSTRUMENTED static int child_main(void *argument) {
  const struct start start = *(const struct start *)argument;
  const struct daybook_spawn_plan *plan = start.plan;
  int gate = start.child_end;

  reset_dispositions();
  if (syscall(SYS_setsid) < 0) fail(gate, DAYBOOK_SPAWN_SESSION);
  if (arrange_descriptors(plan, gate) < 0) fail(gate, DAYBOOK_SPAWN_DESCRIPTORS);
  gate = GATE;
  if (plan->file_mask >= 0) syscall(SYS_umask, plan->file_mask);
  if (apply_limits(plan) < 0) fail(gate, DAYBOOK_SPAWN_LIMITS);
  if (plan->nice != 0 && syscall(SYS_setpriority, PRIO_PROCESS, 0, plan->nice) < 0) fail(gate, DAYBOOK_SPAWN_NICE);
  if (plan->changes_user && become_user(plan) < 0) fail(gate, DAYBOOK_SPAWN_USER);
  // After the user, because a change of user clears it. A parent that died before this shows as end of file below.
  if (syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0) fail(gate, DAYBOOK_SPAWN_PARENT_DEATH);
  if (plan->directory && syscall(SYS_chdir, plan->directory) < 0) fail(gate, DAYBOOK_SPAWN_DIRECTORY);

  say(gate, DAYBOOK_SPAWN_READY, 0);
  char byte;
  if (syscall(SYS_read, gate, &byte, (size_t)1) != 1) syscall(SYS_exit_group, 127);

  const uint64_t nothing = 0;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &nothing, NULL, (size_t)SIGNAL_SET_SIZE);
  syscall(SYS_execve, plan->program, plan->arguments, plan->environment);
  fail(gate, DAYBOOK_SPAWN_EXEC);
}

static int failed(struct daybook_spawn_failure *failure, int step, int error) {
  *failure = (struct daybook_spawn_failure){step, error};
  return -1;
}

// Waits for the child's next word: a record (1), the end of the file (0), or an error (-1).
static int listen_to_child(int gate, struct daybook_spawn_failure *record) {
  ssize_t count;
  do {
    count = syscall(SYS_read, gate, record, sizeof *record);
  } while (count < 0 && errno == EINTR);
  return count < 0 ? -1 : count == sizeof *record;
}

// Two connected descriptors; the child's is clear of the four that the child fills.
static int open_gate(int *parent_end, int *child_end) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) return -1;
  int moved = fcntl(ends[1], F_DUPFD_CLOEXEC, GATE + 1);
  close(ends[1]);
  if (moved < 0) {
    close(ends[0]);
    return -1;
  }
  *parent_end = ends[0];
  *child_end = moved;
  return 0;
}

int daybook_spawn_start(const struct daybook_spawn_plan *plan, void *stack, size_t stack_size,
                        struct daybook_spawn_child *child, struct daybook_spawn_failure *failure) {
  struct start start = {plan, -1};
  if (open_gate(&child->gate, &start.child_end) < 0) return failed(failure, DAYBOOK_SPAWN_GATE, errno);

  void *top = (char *)stack + stack_size;
  child->process = __clone(child_main, top, CLONE_VM | CLONE_PIDFD | SIGCHLD, &start, &child->process_descriptor);
  int clone_error = errno;
  close(start.child_end);
  if (child->process < 0) {
    close(child->gate);
    return failed(failure, DAYBOOK_SPAWN_CLONE, clone_error);
  }
  // Not before the child has spoken may this return: until then it reads `start`.
  struct daybook_spawn_failure word = {DAYBOOK_SPAWN_GATE, ECHILD};
  if (listen_to_child(child->gate, &word) == 1 && word.step == DAYBOOK_SPAWN_READY) return 0;
  daybook_spawn_abandon(child);
  return failed(failure, word.step, word.error);
}

int daybook_spawn_release(struct daybook_spawn_child *child, struct daybook_spawn_failure *failure) {
  const char byte = 1;
  struct daybook_spawn_failure word = {DAYBOOK_SPAWN_GATE, 0};
  // A child that was killed at its gate has no reader any more: its end is reported like any other.
  long sent = syscall(SYS_sendto, child->gate, &byte, (size_t)1, MSG_NOSIGNAL, NULL, 0);
  if (sent == 1 && listen_to_child(child->gate, &word) == 1) {
    daybook_spawn_abandon(child);
    return failed(failure, word.step, word.error);
  }
  close(child->gate);
  child->gate = -1;
  return 0;
}

void daybook_spawn_abandon(struct daybook_spawn_child *child) {
  close(child->gate);
  while (waitpid(child->process, NULL, 0) < 0 && errno == EINTR) {
  }
  close(child->process_descriptor);
}

int daybook_spawn_collect(int32_t process, struct daybook_spawn_exit *exit) {
  struct rusage usage;
  int status;
  pid_t collected;
  do {
    collected = wait4(process, &status, 0, &usage);
  } while (collected < 0 && errno == EINTR);
  if (collected < 0) return -1;
  exit->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  exit->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  exit->user_microseconds = usage.ru_utime.tv_sec * 1000000LL + usage.ru_utime.tv_usec;
  exit->system_microseconds = usage.ru_stime.tv_sec * 1000000LL + usage.ru_stime.tv_usec;
  exit->peak_kibibytes = usage.ru_maxrss;
  return 0;
}

int64_t daybook_peak_kibibytes(void) {
  struct rusage usage;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0;
}

int daybook_process_descriptor(int32_t process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

int daybook_process_signal(int32_t process_descriptor, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, process_descriptor, signal, NULL, 0);
}
