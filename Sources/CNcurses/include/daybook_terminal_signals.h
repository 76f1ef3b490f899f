#ifndef DAYBOOK_TERMINAL_SIGNALS_H
#define DAYBOOK_TERMINAL_SIGNALS_H

#include <stdbool.h>
#include <stdint.h>

// Signals while the screen is drawn. WINCH, CONT, TSTP, INT, TERM and HUP become bytes in a pipe; signals of a crash
// restore the terminal (daybook_guard.h) and then kill the process as they would have done without us.
// A request to end or stop that was ignored when the process started stays ignored.

/// Installs the handlers; call before ncurses starts, which keeps handlers it finds. Returns the end of the pipe to
/// poll (it lives as long as the process), or -1 with errno.
int daybook_signals_install(void);

/// Gives every signal the disposition it had before.
void daybook_signals_uninstall(void);

/// The next relayed signal; 0 if there is none.
int daybook_signals_next(void);

/// While another program has the terminal, what its user types must stop it and must not kill us.
void daybook_signals_set_outside(bool outside);

/// Stops the whole process group, as `^Z` does, and returns when it was continued.
/// At once if stopping is ignored, and soon if nobody could continue it (an orphaned group).
void daybook_signals_stop(void);

/// A non-blocking eventfd; -1 with errno.
int daybook_wakeup_open(void);

#endif
