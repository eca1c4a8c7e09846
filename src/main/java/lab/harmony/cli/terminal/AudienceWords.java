package lab.harmony.cli.terminal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.reports.readers.Audience;

/// For whom a report is, as it is said on the command line: `team`, `link`, or people by their
/// names or ids.
public final class AudienceWords {

  private AudienceWords() {}

  /// @throws IllegalArgumentException saying what was needed and what came
  public static Audience read(List<String> words, People people) {
    var said = words.stream().map(String::strip).filter(word -> !word.isEmpty()).toList();
    if (said.equals(List.of("team"))) {
      return new Audience.Team();
    }
    if (said.equals(List.of("link"))) {
      return new Audience.ByLink();
    }
    if (said.isEmpty() || said.contains("team") || said.contains("link")) {
      throw new IllegalArgumentException(
          "needs team, or link, or the names of people with commas between them, got \"%s\""
              .formatted(String.join(",", words)));
    }
    var all = people.all().stream().filter(Person::maySignIn).toList();
    Set<PersonId> named =
        said.stream().map(word -> person(word, all)).collect(Collectors.toUnmodifiableSet());
    return new Audience.Named(named);
  }

  private static PersonId person(String word, List<Person> all) {
    var meant =
        all.stream()
            .filter(one -> one.id().value().equals(word) || one.name().equalsIgnoreCase(word))
            .toList();
    if (meant.size() == 1) {
      return meant.getFirst().id();
    }
    throw new IllegalArgumentException(
        meant.isEmpty()
            ? "nobody who signs in here is called \"%s\"; there are: %s"
                .formatted(
                    word, all.stream().map(Person::name).sorted().collect(Collectors.joining(", ")))
            : "%d people are called \"%s\"; say which by the id: %s"
                .formatted(
                    meant.size(),
                    word,
                    meant.stream()
                        .map(one -> one.id().value())
                        .sorted()
                        .collect(Collectors.joining(", "))));
  }
}
