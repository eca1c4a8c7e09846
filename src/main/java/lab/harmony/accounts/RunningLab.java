package lab.harmony.accounts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import tools.jackson.core.JacksonException;

/// The lab that serves a data folder now: where it answers, whose it is, and which process it is.
///
/// The lab leaves this note in its data folder, so that another process finds it.
///
/// @param person what its owner is called
/// @param owner who that is; empty in the note of a lab of before
/// @param address where people reach it; empty in the note of a lab of before
public record RunningLab(
    int port,
    String person,
    Optional<PersonId> owner,
    Optional<URI> address,
    long process,
    Instant since) {
  public RunningLab {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(since, "since");
  }

  /// The lab that runs on this data folder, if one does; the note of one that died counts for
  /// nothing.
  public static Optional<RunningLab> of(DataFolder data) {
    try {
      return Optional.ofNullable(
              Json.MAPPER.readValue(Files.readAllBytes(file(data)), RunningLab.class))
          .filter(RunningLab::lives);
    } catch (IOException | JacksonException _) {
      return Optional.empty();
    }
  }

  /// This process, which listens on `port` and is reached at `address`.
  static RunningLab here(int port, URI address, Person owner) {
    return new RunningLab(
        port,
        owner.name(),
        Optional.of(owner.id()),
        Optional.of(address),
        ProcessHandle.current().pid(),
        startOf(ProcessHandle.current()));
  }

  void announce(DataFolder data) {
    AtomicFiles.writeSecret(file(data), Json.MAPPER.writeValueAsString(this));
  }

  private static Path file(DataFolder data) {
    return data.root().resolve("accounts").resolve("running.json");
  }

  /// Process numbers are given again: one that began at another time is another process.
  private boolean lives() {
    return ProcessHandle.of(process).filter(it -> startOf(it).equals(since)).isPresent();
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
