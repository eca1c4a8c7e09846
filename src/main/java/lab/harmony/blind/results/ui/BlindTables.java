package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import lab.harmony.blind.BlindForm;
import lab.harmony.blind.BlindSession;
import lab.harmony.blind.results.ArmComparison;
import lab.harmony.blind.results.BlindFindings;
import lab.harmony.blind.results.RaterAgreement;
import lab.harmony.blind.results.RaterPassport;
import lab.harmony.design.Percents;
import lab.harmony.review.ChecklistItem;
import lab.harmony.stats.Answer;
import lab.harmony.stats.IntervalEstimate;
import lab.harmony.stats.Proportion;

/// The tables of a session's page.
final class BlindTables {

  private BlindTables() {}

  static Div raters(BlindSession session, List<RaterPassport> passports) {
    boolean pairs = session.form() == BlindForm.PAIRS;
    var header =
        new ArrayList<>(
            List.of("Rater", "Blind", "Answered", "Same again", "With others", "Seconds"));
    if (pairs) {
      header.add("Left preferred");
    }
    var rows = new ArrayList<List<String>>();
    for (int place = 0; place < passports.size(); place++) {
      var passport = passports.get(place);
      var rater = session.raters().get(place);
      var row =
          new ArrayList<>(
              List.of(
                  rater.person().name(),
                  rater.isBlind() ? "yes" : "no: can open the runs",
                  "%d of %d".formatted(rater.answered(), rater.showings()),
                  share(new Proportion(passport.self().same(), passport.self().repeats())),
                  share(passport.others()),
                  "%s, later %s".formatted(seconds(passport.early()), seconds(passport.late()))));
      passport.left().ifPresent(left -> row.add(share(left)));
      rows.add(row);
    }
    return table(header, rows);
  }

  static Div agreement(List<RaterAgreement> all) {
    return table(
        List.of("On", "Krippendorff's alpha", "95 % interval", "Rated by two or more"),
        all.stream()
            .map(one ->
                List.of(
                    one.of(),
                    one.alpha()
                        .alpha()
                        .found()
                        .map(BlindTables::two)
                        .orElseGet(() -> reason(one.alpha().alpha())),
                    one.alpha()
                        .interval()
                        .found()
                        .map(interval -> two(interval.lower()) + " to " + two(interval.upper()))
                        .orElse("–"),
                    String.valueOf(one.units())))
            .toList());
  }

  static Div arms(BlindSession session, BlindFindings findings) {
    var header = new ArrayList<>(List.of("Arm", "Success rate"));
    for (var item : ChecklistItem.values()) {
      header.add(item.label());
    }
    header.addAll(List.of("Faces", "Answers", "Cannot tell", "Intended conflict"));
    return table(
        header,
        findings.arms().stream()
            .map(arm -> {
              var row = new ArrayList<String>();
              row.add(session.arms().get(arm.arm()).label());
              row.add(percent(arm.points()));
              for (var item : ChecklistItem.values()) {
                row.add(percent(Objects.requireNonNull(arm.items().get(item))));
              }
              row.add(String.valueOf(arm.faces()));
              row.add(String.valueOf(arm.ratings()));
              row.add(String.valueOf(arm.cannotTell()));
              row.add(String.valueOf(arm.intended()));
              return List.copyOf(row);
            })
            .toList());
  }

  static Div comparisons(BlindSession session, BlindFindings findings) {
    boolean pairs = session.form() == BlindForm.PAIRS;
    var header = new ArrayList<>(List.of("First", "Second"));
    if (pairs) {
      header.addAll(List.of("First preferred", "Second preferred", "Equal", "Both bad"));
    }
    header.addAll(List.of("First − second", "p", "Pairs", "Prompts"));
    return table(header, findings.comparisons().stream().map(one -> row(session, one)).toList());
  }

  private static List<String> row(BlindSession session, ArmComparison one) {
    var row = new ArrayList<String>();
    row.add(session.arms().get(one.first()).label());
    row.add(session.arms().get(one.second()).label());
    one.choices().forEach(count -> row.add(String.valueOf(count)));
    row.add(
        one.difference()
            .found()
            .map(it ->
                "%s points (%s to %s)"
                    .formatted(
                        points(it.value()),
                        points(it.interval().lower()),
                        points(it.interval().upper())))
            .orElseGet(() -> reason(one.difference())));
    row.add(
        one.p()
            .found()
            .map(p -> p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p))
            .orElse("–"));
    row.add(String.valueOf(one.pairs()));
    row.add(String.valueOf(one.prompts()));
    return row;
  }

  private static Div table(List<String> header, List<? extends List<String>> rows) {
    var head = new NativeTableRow();
    header.forEach(words -> {
      var cell = new NativeTableHeaderCell(words);
      cell.getElement().setAttribute("scope", "col");
      head.add(cell);
    });
    var body = new NativeTableBody();
    for (var row : rows) {
      var line = new NativeTableRow();
      row.forEach(words -> line.addDataCell().setText(words));
      body.add(line);
    }
    var table = new NativeTable(new NativeTableHeader(head), body);
    var scroller = new Div(table);
    scroller.addClassName("blind-page__scroller");
    scroller
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", header.getFirst());
    return scroller;
  }

  private static String share(Proportion proportion) {
    return proportion
        .share()
        .found()
        .map(rate ->
            "%s (%d of %d)"
                .formatted(Percents.whole(rate), proportion.successes(), proportion.trials()))
        .orElse("–");
  }

  private static String percent(Answer<IntervalEstimate> estimate) {
    return estimate
        .found()
        .map(it ->
            "%s (%s)"
                .formatted(
                    Percents.whole(it.value()),
                    Percents.range(it.interval().lower(), it.interval().upper())))
        .orElseGet(() -> reason(estimate));
  }

  private static String seconds(OptionalDouble seconds) {
    return seconds.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f", seconds.getAsDouble());
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.0f", 100 * share);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String reason(Answer<?> missing) {
    return missing.whyMissing().map(reason -> reason.words()).orElse("–");
  }
}
