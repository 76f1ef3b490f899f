#ifndef DAYBOOK_LINUX_H
#define DAYBOOK_LINUX_H

#include <stddef.h>
#include <stdint.h>

// Calls that Swift's Glibc module lacks. All descriptors are close-on-exec.

/// A pipe whose reading end never blocks. Returns 0, or -1 with errno.
int daybook_pipe(int32_t *_Nonnull reading, int32_t *_Nonnull writing);

/// A counter to wake a thread with. -1 with errno when there is none to be had.
int daybook_wake_descriptor(void);

/// A file in memory that holds the bytes, cannot be changed any more and is read from its start. -1 with errno.
int daybook_memory_file(const void *_Nullable bytes, size_t count);

/// Gives a range of a file back to the file system; reading it gives zeros. Returns 0, or -1 with errno.
int daybook_punch_hole(int32_t descriptor, int64_t offset, int64_t length);

/// The first offset at or after `offset` that is not in a hole. -1 with errno.
int64_t daybook_next_data(int32_t descriptor, int64_t offset);

/// The first offset at or after `offset` that is in a hole or at the end. -1 with errno.
int64_t daybook_next_hole(int32_t descriptor, int64_t offset);

/// Names the calling thread for `top -H` and `ps -L`; at most 15 bytes are used.
void daybook_name_thread(const char *_Nonnull name);

/// Gives memory that was freed back to the system, so that what a process has is what it uses.
void daybook_trim_memory(void);

#endif
