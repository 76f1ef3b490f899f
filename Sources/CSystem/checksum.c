#include "daybook_checksum.h"

#include <string.h>

#if defined(__x86_64__)
#include <nmmintrin.h>
#elif defined(__aarch64__)
#include <arm_acle.h>
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

// Eight tables take eight bytes a step ("slicing"): about six times as fast as one table.
#define POLYNOMIAL 0x82f63b78u
#define SLICES 8

static uint32_t tables[SLICES][256];

__attribute__((constructor)) static void fill_tables(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) ? POLYNOMIAL : 0);
    tables[0][byte] = crc;
  }
  for (uint32_t byte = 0; byte < 256; byte++) {
    for (int slice = 1; slice < SLICES; slice++) {
      uint32_t before = tables[slice - 1][byte];
      tables[slice][byte] = (before >> 8) ^ tables[0][before & 0xff];
    }
  }
}

uint32_t daybook_crc32c_table(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *next = bytes;
  crc = ~crc;
  while (count >= SLICES) {
    // Byte by byte, so that the result does not depend on the machine's byte order.
    uint32_t low = crc ^ ((uint32_t)next[0] | (uint32_t)next[1] << 8 | (uint32_t)next[2] << 16 | (uint32_t)next[3] << 24);
    crc = tables[7][low & 0xff] ^ tables[6][(low >> 8) & 0xff] ^ tables[5][(low >> 16) & 0xff] ^ tables[4][low >> 24] ^
          tables[3][next[4]] ^ tables[2][next[5]] ^ tables[1][next[6]] ^ tables[0][next[7]];
    next += SLICES;
    count -= SLICES;
  }
  while (count-- > 0) crc = (crc >> 8) ^ tables[0][(crc ^ *next++) & 0xff];
  return ~crc;
}

#if defined(__x86_64__)

static int has_instruction(void) {
  return __builtin_cpu_supports("sse4.2");
}

__attribute__((target("sse4.2"))) static uint32_t with_instruction(uint32_t crc, const uint8_t *next, size_t count) {
  uint64_t wide = (uint32_t)~crc;
  for (; count >= 8; next += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, next, sizeof word);
    wide = _mm_crc32_u64(wide, word);
  }
  uint32_t narrow = (uint32_t)wide;
  while (count-- > 0) narrow = _mm_crc32_u8(narrow, *next++);
  return ~narrow;
}

#elif defined(__aarch64__)

static int has_instruction(void) {
  return (getauxval(AT_HWCAP) & HWCAP_CRC32) != 0;
}

__attribute__((target("crc"))) static uint32_t with_instruction(uint32_t crc, const uint8_t *next, size_t count) {
  crc = ~crc;
  for (; count >= 8; next += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, next, sizeof word);
    crc = __crc32cd(crc, word);
  }
  while (count-- > 0) crc = __crc32cb(crc, *next++);
  return ~crc;
}

#else

static int has_instruction(void) {
  return 0;
}

static uint32_t with_instruction(uint32_t crc, const uint8_t *next, size_t count) {
  return daybook_crc32c_table(crc, next, count);
}

#endif

static int instruction_found;

__attribute__((constructor)) static void find_instruction(void) {
  instruction_found = has_instruction();
}

uint32_t daybook_crc32c(uint32_t crc, const void *bytes, size_t count) {
  return instruction_found ? with_instruction(crc, bytes, count) : daybook_crc32c_table(crc, bytes, count);
}
