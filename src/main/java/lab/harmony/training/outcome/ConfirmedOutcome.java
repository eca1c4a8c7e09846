package lab.harmony.training.outcome;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.json.Json;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Signature;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Found;

/// What a person said of how a training came out, in its folder's `outcome.json`.
///
/// @param by the person's name
///
/// @param by what whoever said so was called then
/// @param byId who that is; empty in files of before
public record ConfirmedOutcome(OutcomeLabel label, String by, Optional<PersonId> byId, Instant at) {

  public static ConfirmedOutcome of(OutcomeLabel label, Person by, Instant at) {
    return new ConfirmedOutcome(label, by.name(), Optional.of(by.id()), at);
  }

  /// The same, with what whoever said so is called now.
  ///
  /// @param names says it, as `People::name`
  public ConfirmedOutcome named(Function<Signature, String> names) {
    return new ConfirmedOutcome(label, names.apply(new Signature(by, byId)), byId, at);
  }

  private static final String FILE = "outcome.json";

  /// @param training the folder
  public void write(Path training) {
    AtomicFiles.write(training.resolve(FILE), Json.MAPPER.writeValueAsString(this));
  }

  /// What was said last, if anything that can be read.
  public static Optional<ConfirmedOutcome> read(Path training) {
    return in(training).readable();
  }

  /// Why what was said cannot be read, if so.
  public static Optional<FileProblem> problem(Path training) {
    return Files.exists(training.resolve(FILE), LinkOption.NOFOLLOW_LINKS)
        ? in(training).unreadable()
        : Optional.empty();
  }

  private static Found<ConfirmedOutcome> in(Path training) {
    return Found.json(training.resolve(FILE), Json.MAPPER, ConfirmedOutcome.class);
  }
}
