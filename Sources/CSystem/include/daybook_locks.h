#ifndef DAYBOOK_LOCKS_H
#define DAYBOOK_LOCKS_H

#include <stdint.h>

// Open-file-description locks: they belong to the descriptor's open file, not to the process, so that closing another
// descriptor of the same file does not lose them. They are advisory, exclusive, and one byte of the file long.

/// Takes the lock on the byte at `offset`. Returns 1 when taken, 0 when another open file holds it, -1 with errno.
int daybook_lock(int32_t descriptor, int64_t offset);

/// Gives the lock up. Returns 0, or -1 with errno.
int daybook_unlock(int32_t descriptor, int64_t offset);

/// Whether another open file holds the lock: 1 or 0, or -1 with errno. Takes nothing; works on a file open for reading.
int daybook_lock_held(int32_t descriptor, int64_t offset);

#endif
