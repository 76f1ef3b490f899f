#ifndef DAYBOOK_SPAWN_H
#define DAYBOOK_SPAWN_H

#include <stddef.h>
#include <stdint.h>

// Starting a child process behind a gate, ending it, and learning how it ended. How it works: spawn.c.

/// The step of a start that failed; the order is the order in which the child takes them.
enum daybook_spawn_step {
  DAYBOOK_SPAWN_READY = 0,
  DAYBOOK_SPAWN_CLONE,
  DAYBOOK_SPAWN_SESSION,
  DAYBOOK_SPAWN_PARENT_DEATH,
  DAYBOOK_SPAWN_DESCRIPTORS,
  DAYBOOK_SPAWN_LIMITS,
  DAYBOOK_SPAWN_NICE,
  DAYBOOK_SPAWN_USER,
  DAYBOOK_SPAWN_DIRECTORY,
  DAYBOOK_SPAWN_GATE,
  DAYBOOK_SPAWN_EXEC,
};

struct daybook_spawn_failure {
  int32_t step;
  int32_t error;
};

struct daybook_spawn_limit {
  int32_t resource;
  uint64_t soft;
  uint64_t hard;
};

/// What the child becomes. Everything pointed to must stay valid until the child was released or abandoned.
struct daybook_spawn_plan {
  const char *_Nonnull program;
  char *_Nullable const *_Nonnull arguments;
  char *_Nullable const *_Nonnull environment;
  const char *_Nullable directory;
  int32_t input;
  int32_t output;
  int32_t error;
  int32_t file_mask;       // -1 keeps the parent's
  int32_t nice;            // 0 keeps the parent's
  const struct daybook_spawn_limit *_Nullable limits;
  size_t limit_count;
  int32_t changes_user;
  uint32_t user;
  uint32_t group;
  const uint32_t *_Nullable groups;
  size_t group_count;
};

/// A child that waits at its gate, or runs.
struct daybook_spawn_child {
  int32_t process;         // also its session and its process group
  int32_t process_descriptor;
  int32_t gate;
};

/// How a child ended and what it used.
struct daybook_spawn_exit {
  int32_t code;            // -1 when a signal ended it
  int32_t signal;          // 0 when it exited
  int64_t user_microseconds;
  int64_t system_microseconds;
  int64_t peak_kibibytes;
};

/// Starts a child that stops at its gate, ready to become the program. Returns 0, or -1 with `failure` filled
/// and nothing left behind. The child dies with the calling thread, which has all signals blocked and is also the one
/// that must release or abandon it before it starts another.
int daybook_spawn_start(const struct daybook_spawn_plan *_Nonnull plan, void *_Nonnull stack, size_t stack_size,
                        struct daybook_spawn_child *_Nonnull child, struct daybook_spawn_failure *_Nonnull failure);

/// Opens the gate and returns 0 once the child has become the program, or -1 with `failure` filled and the child gone.
int daybook_spawn_release(struct daybook_spawn_child *_Nonnull child, struct daybook_spawn_failure *_Nonnull failure);

/// Ends a child that still waits at its gate.
void daybook_spawn_abandon(struct daybook_spawn_child *_Nonnull child);

/// Collects a child that has ended. Returns 0, or -1 with errno.
int daybook_spawn_collect(int32_t process, struct daybook_spawn_exit *_Nonnull exit);

/// The most memory this process has used so far, in KiB.
int64_t daybook_peak_kibibytes(void);

/// A descriptor that stays with one process even when its number is used again. -1 with errno when it is gone.
int daybook_process_descriptor(int32_t process);

/// Signals the process behind a descriptor. Returns 0, or -1 with errno.
int daybook_process_signal(int32_t process_descriptor, int signal);

#endif
