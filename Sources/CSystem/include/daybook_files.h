#ifndef DAYBOOK_FILES_H
#define DAYBOOK_FILES_H

#include <stdint.h>

/// openat(), closed on exec, again while signals interrupt it. Reading leaves no time of access where that can be had (only a
/// file's owner may ask): noting one changes the inode, and the next sync of the file then costs half as much again.
/// Returns the descriptor, or -1 with errno.
int daybook_open(int32_t directory, const char *_Nonnull name, int32_t flags, uint32_t mode);

/// Reserves space on the disk for a range of a file, and makes the file at least that long; what was not written reads
/// as zeros. Returns 0, or -1 with errno (EOPNOTSUPP where the file system cannot).
int daybook_allocate(int32_t descriptor, int64_t offset, int64_t length);

/// Which file a name in a directory stands for; a link is not followed, and an empty name
/// stands for the descriptor itself. Asks for nothing else: a file whose times are asked
/// for has them written anew by its next change, which costs a sync half as much again. Returns 0, or -1 with errno.
int daybook_file_identity(
  int32_t directory, const char *_Nonnull name, uint64_t *_Nonnull device, uint64_t *_Nonnull inode
);

/// The magic number of the file system that holds an open file (statfs). Returns 0, or -1 with errno.
int daybook_file_system(int32_t descriptor, uint64_t *_Nonnull magic);

#endif
