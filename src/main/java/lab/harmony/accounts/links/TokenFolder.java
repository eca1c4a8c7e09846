package lab.harmony.accounts.links;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Sha256;

/// Random secrets that stand for a person until they expire; of the person they say what they were
/// told, and beside them a note, which is one line.
///
/// A folder holds one file per secret, named by the secret's hash, so nobody who reads the folder
/// learns a secret, and another process can issue one for the web process to accept. Deleting the
/// file is what makes a secret work once: only one of two who try succeeds.
public final class TokenFolder {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final Duration life;
  private final Clock clock;

  public TokenFolder(Path folder, Duration life, Clock clock) {
    this.folder = folder;
    this.life = life;
    this.clock = clock;
  }

  public String issue(String person) {
    return issue(person, "", life);
  }

  public String issue(String person, String note) {
    return issue(person, note, life);
  }

  public String issue(String person, String note, Duration lifetime) {
    removeExpired();
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    AtomicFiles.writeSecret(file(token), text(clock.instant().plus(lifetime), person, note));
    return token;
  }

  private static String text(Instant expires, String person, String note) {
    return note.isEmpty()
        ? "%s\n%s\n".formatted(expires, person)
        : "%s\n%s\n%s\n".formatted(expires, person, note);
  }

  /// A secret that lives, without itself.
  ///
  /// @param id by which it is named, and which opens nothing
  public record Kept(String id, String person, String note, Instant expires) {}

  /// Those that live.
  public List<Kept> kept() {
    return files().stream()
        .flatMap(file -> read(file).filter(this::alive).map(it -> kept(file, it)).stream())
        .toList();
  }

  /// The secret of this id, if it lives.
  public Optional<Kept> kept(String id) {
    return ID.matcher(id).matches()
        ? read(folder.resolve(id)).filter(this::alive).map(it -> kept(folder.resolve(id), it))
        : Optional.empty();
  }

  private static Kept kept(Path file, Token token) {
    return new Kept(String.valueOf(file.getFileName()), token.person, token.note, token.expires);
  }

  /// By which a secret is named, whether or not it is known.
  public static String id(String token) {
    return Sha256.of(token).hex();
  }

  /// Writes another note beside the secret of this id, if it lives.
  public void note(String id, String note) {
    kept(id)
        .ifPresent(it ->
            AtomicFiles.writeSecret(folder.resolve(id), text(it.expires(), it.person(), note)));
  }

  /// The secret of this id is worth nothing from now on.
  ///
  /// @return whether it was worth something before
  public boolean end(String id) {
    return ID.matcher(id).matches() && delete(folder.resolve(id));
  }

  /// The person the secret stands for, if it is known and has not expired.
  public Optional<String> person(String token) {
    return read(file(token)).filter(this::alive).map(Token::person);
  }

  /// The same, and the secret is worth nothing from now on.
  Optional<String> consume(String token) {
    var person = person(token);
    return revoke(token) ? person : Optional.empty();
  }

  /// Says of every secret that lives anew whom it stands for; one that stands for nobody is worth
  /// nothing from then on.
  public void rewrite(Function<String, Optional<String>> anew) {
    for (var file : files()) {
      read(file)
          .filter(this::alive)
          .ifPresent(token -> {
            var person = anew.apply(token.person());
            if (person.isEmpty()) {
              delete(file);
            } else if (!person.get().equals(token.person())) {
              AtomicFiles.writeSecret(file, text(token.expires(), person.get(), token.note()));
            }
          });
    }
  }

  public boolean revoke(String token) {
    return delete(file(token));
  }

  private boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a sign-in secret in %s cannot be removed".formatted(folder), e);
    }
  }

  private Path file(String token) {
    return folder.resolve(id(token));
  }

  private boolean alive(Token token) {
    return clock.instant().isBefore(token.expires());
  }

  private static Optional<Token> read(Path file) {
    try {
      var lines = Files.readAllLines(file);
      return lines.size() < 2
          ? Optional.empty()
          : Optional.of(
              new Token(
                  Instant.parse(lines.getFirst()),
                  lines.get(1),
                  lines.size() > 2 ? lines.get(2) : ""));
    } catch (IOException | DateTimeParseException _) {
      return Optional.empty(); // What cannot be read lets nobody in.
    }
  }

  private void removeExpired() {
    for (var file : files()) {
      if (!read(file).map(this::alive).orElse(false)) {
        delete(file);
      }
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var all = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(folder, "[0-9a-f]*")) {
      files.forEach(all::add);
    } catch (IOException | DirectoryIteratorException e) {
      throw new UncheckedIOException(
          "%s cannot be read".formatted(folder),
          e instanceof DirectoryIteratorException within ? within.getCause() : (IOException) e);
    }
    return all.stream().filter(Files::isRegularFile).toList();
  }

  private record Token(Instant expires, String person, String note) {}
}
