#ifndef DAYBOOK_GUARD_H
#define DAYBOOK_GUARD_H

#include <stdbool.h>
#include <stddef.h>

// Gives the terminal back however the process dies, and keeps what is written to standard error meanwhile.
// One terminal per process. Everything the crash handler reaches is async-signal-safe.

/// Remembers the terminal's modes and the bytes that leave the screen. Call before drawing starts; 0 or errno.
int daybook_guard_prepare(int terminal, const char *_Nonnull reset, size_t length);

/// Whether the terminal is ours to give back: false while another program has it.
void daybook_guard_set_active(bool active);

/// Sends standard error to memory while the screen is drawn; does nothing if it is not a terminal.
void daybook_guard_capture_errors(void);

/// Sends standard error to where it was before; what was captured stays.
void daybook_guard_release_errors(void);

/// Writes the end of what was captured to standard error and forgets it.
void daybook_guard_print_errors(void);

/// Gives the terminal and standard error back and prints what was captured; does nothing the second time.
void daybook_guard_restore(void);

/// Sets the modes that the terminal had at `daybook_guard_prepare`.
void daybook_guard_restore_modes(void);

/// Makes the calling thread able to handle its own stack overflow.
void daybook_guard_protect_stack(void);

#endif
