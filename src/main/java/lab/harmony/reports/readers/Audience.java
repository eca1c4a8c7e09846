package lab.harmony.reports.readers;

import java.util.Set;
import lab.harmony.people.PersonId;

/// For whom a report is, in all its versions. Its authors and the owners of the lab read it in any
/// case.
public sealed interface Audience {

  /// Everybody who may read reports; whoever may share can make links to it.
  record Team() implements Audience {}

  /// These people, who are signed in. There are no links to it.
  record Named(Set<PersonId> readers) implements Audience {
    public Named {
      readers = Set.copyOf(readers);
    }
  }

  /// Whoever was given a link, in the lab or not.
  record ByLink() implements Audience {}

  /// How it is stored, and written into the audit trail.
  default String code() {
    return switch (this) {
      case Team _ -> "team";
      case Named _ -> "named";
      case ByLink _ -> "link";
    };
  }

  /// Whether somebody reads the report who is neither an author nor an owner.
  default boolean holds(PersonId person) {
    return switch (this) {
      case Team _ -> true;
      case Named(var readers) -> readers.contains(person);
      case ByLink _ -> false;
    };
  }
}
