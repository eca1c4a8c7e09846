package lab.harmony.reports.grid.axes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.blind.results.BlindVerdict;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.reports.grid.facts.SessionFact;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.review.marks.Verdict;
import lab.harmony.review.marks.Worded;
import lab.harmony.review.tags.PictureTag;

/// Which pictures of a grid are shown. What is not shown counts in every rate all the same.
///
/// @param kept of the verdicts those that are asked for; of everything else all that is asked for
public record GridFilter(Set<Kept> kept) {

  public static final GridFilter NONE = new GridFilter(Set.of());

  /// Something that pictures are kept for.
  public sealed interface Kept {

    String label();
  }

  /// A tag that a picture has or not.
  public record Tagged(PictureTag tag) implements Kept {

    @Override
    public String label() {
      return "Tagged " + tag;
    }
  }

  /// What the raters of a closed blind session said; of one session any of what is asked for.
  public record SaidBlind(SessionFact fact, String value) implements Kept {

    /// As it stands in addresses.
    public String text() {
      return fact.text() + "=" + value;
    }

    /// Empty where a text asks for something else.
    static Optional<SaidBlind> parse(String text) {
      int at = text.lastIndexOf('=');
      try {
        var value = text.substring(at + 1);
        return at > 0
                && GridFact.parse(text.substring(0, at)) instanceof SessionFact fact
                && (value.equals(GridFact.WITHOUT) || BlindVerdict.of(value).isPresent())
            ? Optional.of(new SaidBlind(fact, value))
            : Optional.empty();
      } catch (IllegalArgumentException noFact) {
        return Optional.empty();
      }
    }

    @Override
    public String label() {
      return "Blind: %s · %s".formatted(fact.describe(value), fact.session().id());
    }

    boolean shows(GridPicture picture) {
      return fact.of(picture).equals(value);
    }
  }

  /// Something that a picture has or not.
  public enum Trait implements Worded, Kept {
    PERFECT("Perfect"),
    ACCEPTABLE("Acceptable"),
    BROKEN("Broken"),
    UNSCORED("Not scored"),
    DISAGREEMENT("People and machine disagree"),
    DISPUTED("People disagree"),
    NOTED("With a note");

    private static final Set<Trait> VERDICTS = EnumSet.range(PERFECT, UNSCORED);

    private final String label;

    Trait(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /// @param kept what pictures are kept for; all are, where there is nothing
  public GridFilter(Collection<? extends Kept> kept) {
    this(Set.<Kept>copyOf(kept));
  }

  public GridFilter {
    kept = Set.copyOf(kept);
  }

  public boolean isNone() {
    return kept.isEmpty();
  }

  /// In their order.
  public List<Trait> traits() {
    return kept.stream()
        .flatMap(one -> one instanceof Trait trait ? Stream.of(trait) : Stream.of())
        .sorted()
        .toList();
  }

  /// In their order.
  public List<PictureTag> tags() {
    return kept.stream()
        .flatMap(one -> one instanceof Tagged(var tag) ? Stream.of(tag) : Stream.of())
        .sorted()
        .toList();
  }

  /// In their order.
  public List<SaidBlind> blind() {
    return kept.stream()
        .flatMap(one -> one instanceof SaidBlind said ? Stream.of(said) : Stream.of())
        .sorted(Comparator.comparing(SaidBlind::text))
        .toList();
  }

  /// Which pictures are shown.
  ///
  /// @param by whose verdicts count; of both, those of people where there are some
  public Predicate<GridPicture> shown(RatedBy by) {
    var shown = new ArrayList<Predicate<GridPicture>>();
    var verdicts = traits().stream().filter(Trait.VERDICTS::contains).toList();
    if (!verdicts.isEmpty()) {
      shown.add(picture -> verdicts.contains(verdict(picture, by)));
    }
    if (kept.contains(Trait.NOTED)) {
      shown.add(picture -> picture.remarks().noted());
    }
    if (kept.contains(Trait.DISAGREEMENT)) {
      shown.add(GridFilter::disagree);
    }
    if (kept.contains(Trait.DISPUTED)) {
      shown.add(picture -> picture.remarks().disputed());
    }
    var tags = tags();
    if (!tags.isEmpty()) {
      shown.add(picture -> picture.remarks().tags().containsAll(tags));
    }
    // Of each session that is asked about something that is asked for.
    blind().stream()
        .collect(Collectors.groupingBy(SaidBlind::fact))
        .values()
        .forEach(asked -> shown.add(picture -> asked.stream().anyMatch(one -> one.shows(picture))));
    return picture -> {
      for (var one : shown) {
        if (!one.test(picture)) {
          return false;
        }
      }
      return true;
    };
  }

  private static Trait verdict(GridPicture picture, RatedBy by) {
    var said =
        Optional.<PictureVerdict>empty()
            .or(() -> by.people() ? picture.human() : Optional.empty())
            .or(() -> by.machine() ? picture.machine() : Optional.empty());
    return said.map(mark ->
            switch (Verdict.of(mark.points())) {
              case PERFECT -> Trait.PERFECT;
              case ACCEPTABLE -> Trait.ACCEPTABLE;
              case BROKEN -> Trait.BROKEN;
            })
        .orElse(Trait.UNSCORED);
  }

  private static boolean disagree(GridPicture picture) {
    return picture.human().isPresent()
        && picture.machine().isPresent()
        && picture.human().get().points() != picture.machine().get().points();
  }
}
