package lab.harmony.blind.results.telling;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.blind.results.findings.RaterPassport;
import lab.harmony.blind.results.rated.GoldHits;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.design.Percents;

/// What a session says of its gold pictures.
final class GoldTelling {

  private GoldTelling() {}

  static ToldSection of(RatedSession session, List<RaterPassport> passports) {
    boolean single = !session.compares();
    var header = new ArrayList<>(List.of("Rater", "Right", "95 % interval"));
    if (single) {
      header.addAll(List.of("Of faces that agree", "Of faces that contradict themselves"));
    }
    header.add("Left out");
    var rows = new ArrayList<List<String>>();
    for (var passport : passports) {
      passport
          .gold()
          .ifPresent(hits -> {
            var row = new ArrayList<String>();
            row.add(session.raters().get(passport.rater()).name());
            row.add(BlindTelling.share(hits.all()));
            row.add(interval(hits));
            if (single) {
              row.add(BlindTelling.share(hits.agreeing()));
              row.add(BlindTelling.share(hits.contradicting()));
            }
            row.add(String.valueOf(hits.leftOut()));
            rows.add(row);
          });
    }
    return new ToldSection(
        "Gold pictures",
        List.of(
            "Drawn by the lab among what was rated, so it is known whether their parts agree. %s They count for nothing else here: no rate, difference, agreement or rule has them. By guessing among the answers one is right in %s."
                .formatted(right(session.form()), chance(session.form()))),
        List.of(new ToldTable("Gold pictures", header, rows)));
  }

  private static String right(BlindForm form) {
    return switch (form) {
      case CHECKLIST, POINTS ->
          "Right is two points or three for a face that agrees, and one at most for a face that contradicts itself in all three questions.";
      case PAIRS -> "Right is to prefer the one of two faces that agrees.";
      case ORDER -> "Right is to put the one of four faces first that agrees.";
    };
  }

  private static String chance(BlindForm form) {
    return form.compares() ? "one of four" : "about half of them";
  }

  static String interval(GoldHits hits) {
    return hits.interval().found().map(it -> Percents.range(it.lower(), it.upper())).orElse("–");
  }

  /// A line of a passport.
  static String words(GoldHits hits) {
    return hits.all().trials() == 0
        ? "nothing of them was answered yet"
        : "%s, 95 %% interval %s".formatted(BlindTelling.share(hits.all()), interval(hits));
  }
}
