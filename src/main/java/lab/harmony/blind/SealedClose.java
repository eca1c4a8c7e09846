package lab.harmony.blind;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.TabbedLine;
import lab.harmony.workspace.Sha256;

/// What the close of a session writes down besides the mapping: title, form, times, who was blind,
/// and the answers by their SHA-256. One fact a line, its parts apart by tabs, so that anybody can
/// read it without this lab.
public record SealedClose(String text) {

  /// The form of those in which guests are told from people who were blind.
  public static final int FORMAT = 2;

  /// The form of those of sessions of which answers were taken out, which they write down.
  public static final int WITH_TAKEN_OUT = 3;

  /// The form of those of sessions in which somebody was asked where raters disagree.
  public static final int ADJUDICATED = 4;

  private static final String NAME = "harmony-blind-close/";
  private static final String RATER = "rater";
  private static final String TAKEN_OUT = "taken-out";

  /// What is written down of a rater.
  ///
  /// @param number from 1
  /// @param guest whether they have no account
  public record Rater(int number, Blindness blindness, boolean guest) {

    static List<Rater> all(BlindSession session) {
      var people = session.people();
      return session.raters().stream()
          .map(rater ->
              new Rater(
                  SealedMapping.number(people, rater.person().id()),
                  rater.blindness(),
                  rater.guest()))
          .toList();
    }
  }

  /// That what came by a guest's link was taken out while the session was open.
  ///
  /// @param rater from 1, as in [Rater]
  /// @param link from 1, of this rater
  /// @param at when, in ISO 8601
  /// @param rows of the answers that came by it
  public record TakenOut(int rater, int link, String at, long rows) {}

  /// That somebody was asked where raters disagree, and what they said.
  ///
  /// @param sha256 of nonce and what they were shown
  /// @param answers rows of theirs
  public record Adjudicated(
      String sha256, Blindness blindness, long answers, String answersSha256) {

    /// Empty of sessions in which nobody was asked.
    static Optional<Adjudicated> of(SessionRecord kept) {
      return kept.session()
          .adjudication()
          .map(adjudication ->
              new Adjudicated(
                  adjudication.sha256(),
                  adjudication.seat().blindness(),
                  kept.adjudication().answers().size(),
                  PublishedSession.adjudicatedSha256(kept)));
    }
  }

  /// What a close of a form calls itself in its first line.
  public static String name(int format) {
    return NAME + format;
  }

  /// The form in which a close is written down.
  static int format(List<TakenOut> takenOut, Optional<Adjudicated> adjudicated) {
    return adjudicated.isPresent() ? ADJUDICATED : takenOut.isEmpty() ? FORMAT : WITH_TAKEN_OUT;
  }

  /// One thing that is written down.
  ///
  /// @param name `title`, or `rater 2`
  public record Fact(String name, List<String> values) {
    public Fact {
      values = List.copyOf(values);
    }

    private static Fact of(String name, Object... values) {
      return new Fact(name, Stream.of(values).map(TabbedLine::part).toList());
    }

    /// `title Two arms`
    public String words() {
      return name + " " + String.join(" ", values);
    }
  }

  /// What a close in this format writes down of a session as somebody tells it.
  ///
  /// @param format of the close; in the first one guests stand as blind
  /// @param opened in ISO 8601, as the file has it; so is `closed`
  /// @param ended the code of an [Ended]
  /// @param takenOut which the first two formats do not write down
  /// @param adjudicated which the first three do not
  public static List<Fact> facts(
      int format,
      String session,
      String title,
      String form,
      String opened,
      String closed,
      String ended,
      String commitment,
      long answers,
      String answersSha256,
      List<Rater> raters,
      List<TakenOut> takenOut,
      Optional<Adjudicated> adjudicated) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("session", session));
    facts.add(Fact.of("title", title));
    facts.add(Fact.of("form", form));
    facts.add(Fact.of("opened", opened));
    facts.add(Fact.of("closed", closed));
    facts.add(Fact.of("ended", ended));
    facts.add(Fact.of("commitment", commitment));
    facts.add(Fact.of("answers", answers, answersSha256));
    for (var rater : raters) {
      facts.add(
          Fact.of(
              RATER + " " + rater.number(),
              format == 1 && rater.guest() && rater.blindness().counts()
                  ? Blindness.BLIND.code()
                  : rater.blindness().code(),
              rater.guest() ? "guest" : "person"));
    }
    if (format >= WITH_TAKEN_OUT) {
      for (var out : takenOut) {
        facts.add(
            Fact.of(
                "%s %d %d".formatted(TAKEN_OUT, out.rater(), out.link()), out.at(), out.rows()));
      }
    }
    if (format >= ADJUDICATED) {
      adjudicated.ifPresent(asked -> {
        facts.add(Fact.of("adjudication", asked.sha256()));
        facts.add(Fact.of("adjudicator", asked.blindness().code()));
        facts.add(Fact.of("adjudicated", asked.answers(), asked.answersSha256()));
      });
    }
    return facts;
  }

  /// What a close wrote down.
  ///
  /// @param format that it names
  public record Written(int format, List<Fact> facts) {
    public Written {
      facts = List.copyOf(facts);
    }
  }

  /// What the text says, read by the format that it names; empty where that is none that this
  /// version reads. A line that no format has is a fact like others.
  public Optional<Written> read() {
    var lines = text.lines().toList();
    return IntStream.rangeClosed(1, ADJUDICATED)
        .filter(format -> !lines.isEmpty() && lines.getFirst().equals(name(format)))
        .boxed()
        .findFirst()
        .map(format -> new Written(format, lines.stream().skip(1).map(SealedClose::fact).toList()));
  }

  private static Fact fact(String line) {
    var parts = TabbedLine.parts(line);
    int names =
        switch (parts[0]) {
          case RATER -> Math.min(parts.length, 2);
          case TAKEN_OUT -> Math.min(parts.length, 3);
          default -> 1;
        };
    return new Fact(
        String.join(" ", Arrays.copyOf(parts, names)),
        List.of(Arrays.copyOfRange(parts, names, parts.length)));
  }

  static SealedClose of(
      int format,
      BlindSession session,
      Instant closed,
      Ended ended,
      List<Rater> raters,
      int answers,
      String answersSha256,
      List<TakenOut> takenOut,
      Optional<Adjudicated> adjudicated) {
    var lines = new StringBuilder(TabbedLine.of(name(format)));
    facts(
            format,
            session.id().value(),
            session.title(),
            session.form().code(),
            session.openedAt().toString(),
            closed.toString(),
            ended.code(),
            session.commitment(),
            answers,
            answersSha256,
            raters,
            takenOut,
            adjudicated)
        .forEach(fact -> lines.append(line(fact)));
    return new SealedClose(lines.toString());
  }

  private static String line(Fact fact) {
    return TabbedLine.of(
        Stream.concat(Stream.of(fact.name().split(" ")), fact.values().stream()).toArray());
  }

  public Sha256 sha256() {
    return Sha256.of(text);
  }
}
