#ifndef DAYBOOK_CHECKSUM_H
#define DAYBOOK_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// The CRC-32C (Castagnoli) of the bytes that gave `crc` followed by these; start with 0. Of "123456789" it is 0xE3069283.
/// Uses the processor's instruction where there is one, found out at run time.
uint32_t daybook_crc32c(uint32_t crc, const void *_Nullable bytes, size_t count);

/// The same value, computed without the processor's instruction; tests compare the two.
uint32_t daybook_crc32c_table(uint32_t crc, const void *_Nullable bytes, size_t count);

#endif
