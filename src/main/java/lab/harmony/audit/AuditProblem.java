package lab.harmony.audit;

/// Something in the trail that does not fit, and what that means.
public sealed interface AuditProblem {

  /// What it is and what it means, for people.
  String sentence();

  /// The hash of an entry is not that of its content.
  record Changed(long number) implements AuditProblem {
    @Override
    public String sentence() {
      return "Entry %d is not as it was written: something in it was changed.".formatted(number);
    }
  }

  /// An entry is whole in itself, and was not written after the one before it.
  record Unlinked(long number) implements AuditProblem {
    @Override
    public String sentence() {
      return "Entry %d does not follow from entry %d: one of the two was replaced, or the entries were put in another order."
          .formatted(number, number - 1);
    }
  }

  /// Numbers are missing in the middle.
  record Missing(long first, long last) implements AuditProblem {
    @Override
    public String sentence() {
      return first == last
          ? "Entry %d is missing: it was removed.".formatted(first)
          : "Entries %d to %d are missing: they were removed.".formatted(first, last);
    }
  }

  /// The entries end elsewhere than the database says that the chain does.
  record OtherEnd(long last, long noted) implements AuditProblem {
    @Override
    public String sentence() {
      if (last == noted) {
        return "The database says that the chain ends with another entry %d than the one there: its end was replaced."
            .formatted(noted);
      }
      return last < noted
          ? "The database says that the chain ends with entry %d, and the last one there is %d: entries at the end were removed."
              .formatted(noted, last)
          : "The database says that the chain ends with entry %d, and there is an entry %d: something else than the lab wrote into the trail."
              .formatted(noted, last);
    }
  }

  /// The entry that the file outside of the database names is not in the chain.
  record CutOff(long noted, long last, String file) implements AuditProblem {
    @Override
    public String sentence() {
      return last < noted
          ? "%s knows of entry %d, and the chain ends with entry %d: entries at the end were removed, or the database was exchanged for an older one."
              .formatted(file, noted, last)
          : "Entry %d is another one than %s knows: the chain was written anew from there or from further up, or the database was exchanged for another."
              .formatted(noted, file);
    }
  }

  /// What was accepted is not any more as it was then.
  record NotAsAccepted(long number) implements AuditProblem {
    @Override
    public String sentence() {
      return "Entry %d accepts the trail before it as it was then, and it is not so any more: it was changed since."
          .formatted(number);
    }
  }

  /// The file outside of the database says nothing.
  record NotNoted(String file, String reason) implements AuditProblem {
    @Override
    public String sentence() {
      return "%s does not say where the chain ends (%s): whether entries at the end were removed cannot be told."
          .formatted(file, reason);
    }
  }
}
