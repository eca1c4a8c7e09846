package lab.harmony.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lab.harmony.json.Json;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// One entry of the trail, each part as it is stored.
///
/// ## Canonical form
///
/// The hash of an entry is the SHA-256 of this text in UTF-8, nine lines that each end with a line
/// feed, `name length value`, where the length counts the value's UTF-16 code units:
///
/// ```
/// format 15 harmony-audit/1
/// number 2 12
/// at 24 2026-11-29T11:29:05.123Z
/// who 47 person 0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40 Ada
/// kind 15 share-link-made
/// about 10 share-link
/// subject 36 7f0c…
/// details 31 {"days":"7","report":"2026-11…"}
/// previous 64 9c1f…
/// ```
///
/// Every value stands there letter by letter as the column of its name holds it, so nothing is read
/// and written again before it is hashed. `previous` is the hash of the entry before.
///
/// @param number 1, 2, 3 and so on, without gaps
/// @param at in UTC to the millisecond, always 24 letters
/// @param who as [AuditActor#code] says
/// @param kind as [AuditKind#code] says
/// @param about as [AuditSubject.Kind#code] says
/// @param details a JSON object of texts with its names in order and no blanks
public record AuditEntry(
    long number,
    String at,
    String who,
    String kind,
    String about,
    String subject,
    String details,
    String previous,
    String hash) {

  static final String FORMAT = "harmony-audit/1";

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final TypeReference<TreeMap<String, String>> DETAILS = new TypeReference<>() {};

  /// The entry that comes after `head`.
  ///
  /// @param who as [AuditActor#code] says
  static AuditEntry after(AuditHead head, Instant time, String who, AuditEvent event) {
    var open =
        new AuditEntry(
            head.number() + 1,
            moment(time),
            who,
            event.kind().code(),
            event.about().kind().code(),
            event.about().id(),
            Json.MAPPER.writeValueAsString(event.details()),
            head.hash(),
            "");
    return new AuditEntry(
        open.number,
        open.at,
        open.who,
        open.kind,
        open.about,
        open.subject,
        open.details,
        open.previous,
        open.computedHash());
  }

  /// What the hash of this entry has to be.
  String computedHash() {
    return NamedFacts.of(
            Fact.of("format", FORMAT),
            Fact.of("number", number),
            Fact.of("at", at),
            Fact.of("who", who),
            Fact.of("kind", kind),
            Fact.of("about", about),
            Fact.of("subject", subject),
            Fact.of("details", details),
            Fact.of("previous", previous))
        .sha256()
        .hex();
  }

  /// Where the chain ends with this entry.
  AuditHead head() {
    return new AuditHead(number, hash);
  }

  /// A time as entries have it.
  static String moment(Instant time) {
    return MOMENT.format(time);
  }

  /// When it was; nothing if somebody changed it to what is no time.
  public Optional<Instant> time() {
    try {
      return Optional.of(Instant.parse(at));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// The details by their names; what is no object of texts any more stands under `details`.
  public SortedMap<String, String> facts() {
    try {
      @Nullable TreeMap<String, String> read = Json.MAPPER.readValue(details, DETAILS);
      if (read != null) {
        return Collections.unmodifiableSortedMap(read);
      }
    } catch (JacksonException _) {
      // Shown as it is.
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("details", details)));
  }

  /// The details as people read them: `days 7, report 2026-11-29-baseline`.
  public String factsInWords() {
    return facts().entrySet().stream()
        .map(fact -> fact.getKey() + " " + fact.getValue())
        .collect(Collectors.joining(", "));
  }

  /// Which one it was about, as people read it: of a person, what they were called then.
  public String subjectInWords() {
    return AuditSubject.words(about, subject);
  }

  /// What it was about, as people read it: `experiment baseline`.
  public String aboutInWords() {
    return (AuditSubject.words(about) + " " + subjectInWords()).strip();
  }
}
