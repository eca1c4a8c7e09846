package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.ui.CompareLinks;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridArms;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.runs.images.BlindPlanLink;

/// The ways from a grid to whether its rows, columns or whatever else tells its pictures apart are
/// really better than one of them: with exactly the pictures that it shows, filters aside, or not
/// at all, and then it says why.
final class GridComparisons extends Composite<Div> {

  /// A longer address is read by no server.
  private static final int LONGEST = 6_000;

  private final Map<String, List<String>> refused = new LinkedHashMap<>();
  private boolean links;

  GridComparisons(GridAddress address, Filtered filtered, List<GridArms> arms) {
    getContent().addClassName("grid-compare");
    setVisible(!arms.isEmpty());
    getContent().add(new Span("Is it really better?"));
    arms.forEach(one -> compare(address, one));
    arms.stream().filter(GridArms::unknownToRaters).forEach(one -> rate(address, one));
    refused.forEach((reason, labels) -> note(reason.formatted(String.join(", ", labels))));
    if (filtered.hidden() > 0 && links) {
      note(
          "Filters are left aside, for pictures that were chosen by their verdicts would tell nothing: arms have all %,d pictures, not the %,d that are shown."
              .formatted(filtered.hidden() + filtered.shown(), filtered.shown()));
    }
  }

  /// @param hidden how many pictures a filter keeps from being shown
  /// @param shown how many are left
  record Filtered(int hidden, int shown) {
    static Filtered of(Grid grid) {
      return new Filtered(grid.filtered(), grid.size());
    }
  }

  private void note(String words) {
    var line = new Span(words);
    line.addClassName("grid-compare__refused");
    getContent().add(line);
  }

  private void compare(GridAddress address, GridArms arms) {
    if (!arms.exact()) {
      refuse(
          arms.unsaid().isEmpty()
              ? "Nothing is compared by %s: the grid leaves pictures out that an arm would have."
              : "Nothing is compared by %%s: some values of %s are chosen, and an arm has one or all. Choose so."
                  .formatted(labels(arms.unsaid())),
          arms);
      return;
    }
    var addresses = addresses(address, arms);
    link(
        "/" + CompareLinks.compare(addresses, addresses.getFirst(), judge(address.by())),
        "By " + arms.fact().label(),
        arms,
        addresses);
  }

  private void rate(GridAddress address, GridArms arms) {
    if (arms.ratedBlind()) {
      var addresses = addresses(address, arms);
      link(
          BlindPlanLink.address(addresses.stream().map(ArmAddress::toString).toList()),
          "Rate blind by " + arms.fact().label(),
          arms,
          addresses);
    } else if (arms.exact()) {
      refuse(
          "Not to be rated blind by %%s: an arm would have several pictures of one prompt and seed, of other values of %s. Choose one value."
              .formatted(labels(arms.several())),
          arms);
    }
  }

  private void link(String href, String words, GridArms arms, List<ArmAddress> addresses) {
    if (href.length() > LONGEST || addresses.stream().anyMatch(ArmAddress::isTooLong)) {
      refuse("Nothing is compared by %s: its values are too long for an address.", arms);
    } else {
      links = true;
      getContent().add(new Anchor(href, words));
    }
  }

  private void refuse(String reason, GridArms arms) {
    var labels = refused.computeIfAbsent(reason, _ -> new ArrayList<>());
    if (!labels.contains(arms.fact().label())) {
      labels.add(arms.fact().label());
    }
  }

  private static String labels(List<GridFact> facts) {
    return facts.stream()
        .map(GridFact::label)
        .collect(Collectors.joining(" and "))
        .replace("%", "%%");
  }

  private static List<ArmAddress> addresses(GridAddress address, GridArms arms) {
    return arms.where().stream()
        .map(where -> new ArmAddress(address.experiments(), where))
        .toList();
  }

  private static Optional<String> judge(RatedBy by) {
    return switch (by) {
      case BOTH -> Optional.empty();
      case PEOPLE -> Optional.of("people");
      case MACHINE -> Optional.of("machine");
    };
  }
}
