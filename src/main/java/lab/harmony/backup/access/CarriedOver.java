package lab.harmony.backup.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.backup.access.ReportAudiences.Readers;

/// What of the present holds in the database of a backup, and not what that says.
///
/// @param known whether the present could be asked
/// @param links share links that are open in the backup and stay ended
/// @param reports that fewer people read than the backup says
/// @param takenBack reports that come back though they, or a version of them, were not there any
///   more, for their authors alone
/// @param shutOut people who may sign in by the backup and stay shut out
/// @param lowered people who are more by the backup than they are
/// @param joined people who came after the backup
/// @param passwords of the backup that stay worth nothing
/// @param passkeys of the backup that stay removed
/// @param accounts at providers that the backup links with people and that stay without them
/// @param tokens access tokens of the backup that stay worth nothing
/// @param sessions blind sessions that are open in the backup and stay closed
/// @param open blind sessions that are open in the backup and afterwards, of which nothing that was
///   there knows whether they were closed since
public record CarriedOver(
    boolean known,
    int links,
    int reports,
    int takenBack,
    int shutOut,
    int lowered,
    int joined,
    int passwords,
    int passkeys,
    int accounts,
    int tokens,
    int sessions,
    int open) {

  public static final CarriedOver NOTHING =
      new CarriedOver(true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// Where no lab was and nothing is carried over.
  ///
  /// @param open blind sessions that are open in the backup
  public static CarriedOver whereNoLabWas(int open) {
    return new CarriedOver(true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, open);
  }

  /// What it is for people, and what an owner can do about it; nothing where all is as in the
  /// backup.
  public List<String> sentences() {
    var said = new ArrayList<String>();
    if (!known) {
      said.add(
          "The database that stood there does not say what was taken away since the backup, so"
              + " nothing is given back: links are ended, reports are for their authors and the"
              + " owners of the lab, and nobody but the lab's owner comes in.");
    }
    say(
        said,
        links,
        "share link that is open in the backup stays ended",
        "share links that are open in the backup stay ended");
    say(
        said,
        reports,
        "report is for fewer people than in the backup",
        "reports are for fewer people than in the backup");
    say(
        said,
        takenBack,
        "report that was not there any more, wholly or in a version, is back for its authors and"
            + " the owners of the lab alone",
        "reports that were not there any more, wholly or in a version, are back for their authors"
            + " and the owners of the lab alone");
    say(said, shutOut, "person of the backup stays shut out", "people of the backup stay shut out");
    say(
        said,
        lowered,
        "person keeps a lower role than in the backup",
        "people keep a lower role than in the backup");
    say(
        said,
        joined,
        "person who came after the backup is still there",
        "people who came after the backup are still there");
    say(
        said,
        passwords,
        "password of the backup stays worth nothing",
        "passwords of the backup stay worth nothing");
    say(
        said,
        passkeys,
        "passkey of the backup stays removed",
        "passkeys of the backup stay removed");
    say(
        said,
        accounts,
        "linked account of the backup stays removed",
        "linked accounts of the backup stay removed");
    say(
        said,
        tokens,
        "access token of the backup stays worth nothing",
        "access tokens of the backup stay worth nothing");
    say(
        said,
        sessions,
        "blind session that is open in the backup is closed: what it told, or may have told, since"
            + " stays told, as its page says",
        "blind sessions that are open in the backup are closed: what they told, or may have told,"
            + " since stays told, as their pages say");
    say(
        said,
        open,
        "blind session is open as in the backup, and nothing here says whether it was closed since:"
            + " ask where the backup comes from before anybody rates on in it",
        "blind sessions are open as in the backup, and nothing here says whether they were closed"
            + " since: ask where the backup comes from before anybody rates on in them");
    if (shutOut + lowered + passwords + passkeys + accounts > 0) {
      said.add(
          "An owner lets people in again on People, gives them another role there, or makes them a"
              + " link to choose a new way to sign in. ./lab link lets in the lab's owner.");
    }
    if (reports + takenBack > 0) {
      said.add("Who reads a report its authors and owners say in the list of reports.");
    }
    return List.copyOf(said);
  }

  /// What differs in who comes in and who reads what.
  ///
  /// @param lines of the reports that the backup knows, without those that are taken back
  /// @param sessions blind sessions that were closed
  /// @param open blind sessions that are open and not known here
  public static CarriedOver between(
      AccessTables before,
      AccessTables after,
      Instant now,
      boolean isKnown,
      Set<String> lines,
      int takenBack,
      int sessions,
      int open) {
    var people = after.rows(AccessTables.PEOPLE).by("id");
    var then = before.rows(AccessTables.PEOPLE).by("id");
    var links = after.rows(AccessTables.LINKS).by("id");
    var readers = ReportAudiences.in(after);
    var were = ReportAudiences.in(before);
    return new CarriedOver(
        isKnown,
        count(
            before.rows(AccessTables.LINKS).rows().stream(),
            link ->
                SharedLinks.isOpen(link, now) && !SharedLinks.isOpen(row(links, link, "id"), now)),
        count(
            readers.entrySet().stream(),
            one ->
                lines.contains(one.getKey())
                    && !one.getValue().equals(were.getOrDefault(one.getKey(), Readers.TEAM))),
        takenBack,
        count(
            then.values().stream(),
            one -> ComingIn.may(one) && !ComingIn.may(row(people, one, "id"))),
        count(
            then.values().stream(),
            one -> ComingIn.role(one).compareTo(ComingIn.role(row(people, one, "id"))) < 0),
        count(people.keySet().stream(), id -> !then.containsKey(id)),
        gone(before, after, AccessTables.PASSWORDS, "digest"),
        gone(before, after, AccessTables.PASSKEYS, "credential_id"),
        gone(before, after, AccessTables.ACCOUNTS, "issuer", "subject", "person"),
        count(
            before.rows(AccessTables.TOKENS).rows().stream(),
            one ->
                one.find("revoked_at").isEmpty()
                    && one.time("expires_at").orElseThrow().isAfter(now)),
        sessions,
        open);
  }

  /// @param columns which together say what signs in
  private static int gone(
      AccessTables before, AccessTables after, String table, String... columns) {
    var left = ways(after, table, columns).collect(Collectors.toSet());
    return count(ways(before, table, columns), way -> !left.contains(way));
  }

  private static Stream<List<String>> ways(AccessTables of, String table, String... columns) {
    return of.rows(table).rows().stream().map(row -> Stream.of(columns).map(row::text).toList());
  }

  private static <T> int count(Stream<T> all, Predicate<T> holds) {
    return (int) all.filter(holds).count();
  }

  private static AccessRow row(Map<String, AccessRow> rows, AccessRow of, String key) {
    return Objects.requireNonNull(rows.get(of.text(key)), "no row is ever removed");
  }

  private static void say(List<String> said, int count, String one, String many) {
    if (count > 0) {
      said.add("%d %s.".formatted(count, count == 1 ? one : many));
    }
  }

  /// The same for the audit trail: what is not nothing.
  public Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    counts.put("linksEnded", links);
    counts.put("reportsForFewer", reports);
    counts.put("reportsTakenBack", takenBack);
    counts.put("joined", joined);
    counts.put("presentUnknown", known ? 0 : 1);
    counts.put("shutOut", shutOut);
    counts.put("rolesLowered", lowered);
    counts.put("passwordsEnded", passwords);
    counts.put("passkeysEnded", passkeys);
    counts.put("accountsUnlinked", accounts);
    counts.put("tokensEnded", tokens);
    counts.put("blindSessionsClosed", sessions);
    counts.put("blindSessionsNotKnown", open);
    counts.values().removeIf(count -> count == 0);
    return counts;
  }
}
