#define _GNU_SOURCE
#include "include/daybook_curses.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

bool daybook_locale_prepare(void) {
  // Only the character class: the number format of the whole process must not depend on the user.
  setlocale(LC_CTYPE, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int daybook_scalar_columns(uint32_t scalar) {
  return wcwidth((wchar_t)scalar);
}

static const char *capability(const char *name) {
  const char *text = tigetstr((NCURSES_CONST char *)name);
  return text == (const char *)-1 ? NULL : text;
}

/// Appends a control sequence without the delays (`$<5/>`) that the database writes into it.
static void append(struct daybook_terminal_entry *entry, const char *text) {
  if (text == NULL) return;
  while (*text != '\0' && entry->reset_length < (int)sizeof entry->reset) {
    const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
    if (end != NULL) {
      text = end + 1;
    } else {
      entry->reset[entry->reset_length++] = *text++;
    }
  }
}

static void compose_reset(struct daybook_terminal_entry *entry) {
  append(entry, "\033[?2004l");
  append(entry, capability("rmkx"));
  // A crash in the middle of a scroll leaves a scroll region behind.
  if (capability("csr") != NULL) append(entry, "\033[r");
  append(entry, capability("sgr0"));
  append(entry, capability("cnorm"));
  const char *leave = capability("rmcup");
  // Without an alternate screen, what follows belongs below what was drawn.
  append(entry, leave != NULL ? leave : "\033[999;1H\r\n");
}

struct daybook_terminal_entry daybook_terminal_entry_read(const char *name, int descriptor) {
  struct daybook_terminal_entry entry = {0};
  int status = 0;
  if (setupterm(name, descriptor, &status) != OK) return entry;
  entry.known = true;
  entry.addressable = capability("cup") != NULL;
  entry.direct_color = tigetflag("RGB") > 0;
  entry.alternate_screen = capability("rmcup") != NULL;
  entry.clipboard = capability("Ms") != NULL;
  entry.colors = tigetnum("colors");
  compose_reset(&entry);
  del_curterm(cur_term);
  return entry;
}
