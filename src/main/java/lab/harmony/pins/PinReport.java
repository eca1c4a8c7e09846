package lab.harmony.pins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// All pins that concern one thing that was drawn, the broken first.
public record PinReport(PinSubject subject, List<PinCheck> checks) {

  /// The worst first, and of one kind in the order of the pins.
  static final Comparator<PinCheck> WORST_FIRST =
      Comparator.comparingInt((PinCheck check) -> check.state().rank())
          .thenComparing(check -> check.pin().id());

  private static final int NAMED = 3;

  public PinReport {
    checks = checks.stream().sorted(WORST_FIRST).toList();
  }

  public List<PinCheck> broken() {
    return of(PinState.Broke.class);
  }

  public List<PinCheck> held() {
    return of(PinState.Held.class);
  }

  public List<PinCheck> notJudged() {
    return of(PinState.NotJudged.class);
  }

  public List<PinCheck> notDrawn() {
    return of(PinState.NotDrawn.class);
  }

  private List<PinCheck> of(Class<? extends PinState> state) {
    return checks.stream().filter(check -> state.isInstance(check.state())).toList();
  }

  /// How many held or broke.
  public int known() {
    return held().size() + broken().size();
  }

  /// Whether all of them held.
  public boolean holds() {
    return held().size() == checks.size();
  }

  /// Those that it drew.
  public PinReport drawn() {
    return new PinReport(
        subject,
        checks.stream().filter(check -> !(check.state() instanceof PinState.NotDrawn)).toList());
  }

  /// In one sentence: `Breaks 1 of 3 pins: soft × angry, CFG 7, seed 42. 2 held.`
  public String sentence() {
    int all = checks.size();
    if (all == 0) {
      return "No pin to hold it against.";
    }
    var pins = all == 1 ? "pin" : "pins";
    if (notDrawn().size() == all) {
      return subject instanceof PinSubject.OfModel
          ? all == 1
              ? "The pin is not drawn with it yet."
              : "None of the %d pins is drawn with it yet.".formatted(all)
          : "Draws none of the %d %s.".formatted(all, pins);
    }
    var rest = new ArrayList<String>();
    if (!held().isEmpty()) {
      rest.add("%d held".formatted(held().size()));
    }
    if (!notJudged().isEmpty()) {
      rest.add("%d not judged yet".formatted(notJudged().size()));
    }
    if (!notDrawn().isEmpty()) {
      rest.add("%d not drawn".formatted(notDrawn().size()));
    }
    if (broken().isEmpty()) {
      return held().size() == all
          ? (all == 1 ? "Holds the pin." : "Holds all %d pins.".formatted(all))
          : "Breaks none of %d %s: %s.".formatted(all, pins, String.join(", ", rest));
    }
    var named =
        broken().stream()
            .limit(NAMED)
            .map(check -> check.pin().title())
            .collect(Collectors.joining("; "));
    var more = broken().size() > NAMED ? " and %d more".formatted(broken().size() - NAMED) : "";
    return "Breaks %d of %d %s: %s%s.%s"
        .formatted(
            broken().size(),
            all,
            pins,
            named,
            more,
            rest.isEmpty() ? "" : " " + upper(String.join(", ", rest)) + ".");
  }

  /// In a table: `breaks 1 of 3, 2 not known`, `holds 2 of 3`, `none of 3 drawn`.
  public String brief() {
    int all = checks.size();
    if (notDrawn().size() == all) {
      return all == 0 ? "" : "none of %d drawn".formatted(all);
    }
    var words =
        broken().isEmpty()
            ? "holds %d of %d".formatted(held().size(), all)
            : "breaks %d of %d".formatted(broken().size(), all);
    return known() == all ? words : "%s, %d not known".formatted(words, all - known());
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
