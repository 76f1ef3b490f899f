#ifndef DAYBOOK_CURSES_H
#define DAYBOOK_CURSES_H

// What Swift cannot import from ncurses itself: mutable globals, cast macros and inline cell building.
// Plain functions and integer constants (wgetch, KEY_UP, ...) are used directly from <ncurses.h>.

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <ncurses.h>
#include <stdbool.h>
#include <stdint.h>

/// What the terminal database says about one terminal type.
struct daybook_terminal_entry {
  bool known;
  bool addressable;       // has cursor addressing: `dumb` has not
  bool direct_color;      // colours are 24-bit values, not palette indexes
  bool alternate_screen;  // what was on the screen before comes back
  bool clipboard;         // takes text for the clipboard (OSC 52)
  int colors;
  int reset_length;
  char reset[160];        // leaves every mode this program turns on; written by the crash handler
};

/// Reads the entry called `name` without touching the terminal.
struct daybook_terminal_entry daybook_terminal_entry_read(const char *_Nonnull name, int descriptor);

/// Takes the character classification of the user's locale; returns whether it is UTF-8.
bool daybook_locale_prepare(void);

/// Columns `scalar` takes in the current locale; -1 if it cannot be shown.
int daybook_scalar_columns(uint32_t scalar);

static inline WINDOW *_Nullable daybook_screen_window(void) { return stdscr; }
static inline WINDOW *_Nullable daybook_physical_screen(void) { return curscr; }
static inline int daybook_screen_rows(void) { return LINES; }
static inline int daybook_screen_columns(void) { return COLS; }
static inline int daybook_pair_count(void) { return COLOR_PAIRS; }

static const attr_t DAYBOOK_BOLD = A_BOLD;
static const attr_t DAYBOOK_DIM = A_DIM;
static const attr_t DAYBOOK_ITALIC = A_ITALIC;
static const attr_t DAYBOOK_UNDERLINE = A_UNDERLINE;
static const attr_t DAYBOOK_REVERSE = A_REVERSE;

/// Builds one cell from zero-terminated text; pairs beyond 255 go through the extension argument.
static inline bool daybook_cell_make(
    cchar_t *_Nonnull cell, const wchar_t *_Nonnull text, attr_t attributes, int pair) {
  return setcchar(cell, text, attributes, 0, &pair) == OK;
}

/// Puts cells on the screen to be; never wraps and never scrolls.
static inline void daybook_cells_put(int row, int column, const cchar_t *_Nonnull cells, int count) {
  mvwadd_wchnstr(stdscr, row, column, cells, count);
}

#endif
