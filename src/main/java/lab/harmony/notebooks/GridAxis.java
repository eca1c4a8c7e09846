package lab.harmony.notebooks;

import java.util.Locale;

/// What the rows, the columns or the blocks of a contact sheet stand for.
enum GridAxis {
  ARCHETYPE,
  EMOTION,
  CFG,
  SEED,
  MODEL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
