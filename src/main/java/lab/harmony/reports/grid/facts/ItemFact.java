package lab.harmony.reports.grid.facts;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.review.marks.ChecklistItem;

/// Whether one of the three statements about a face holds, as people say or as the machine reads
/// it: eyes and mouth, brows, the whole.
public record ItemFact(boolean machine, ChecklistItem item) implements GridFact {

  private static final String HOLDS = "holds";
  private static final String FAILS = "fails";

  static Stream<ItemFact> all() {
    return Stream.of(false, true)
        .flatMap(machine ->
            Arrays.stream(ChecklistItem.values()).map(item -> new ItemFact(machine, item)));
  }

  @Override
  public String text() {
    return "%s.%s".formatted(machine ? Known.MACHINE.text() : Known.PEOPLE.text(), word());
  }

  private String word() {
    return item.column().replace('_', '-');
  }

  @Override
  public String label() {
    return "%s, by %s".formatted(item.statement(), by());
  }

  private String by() {
    return machine ? "the machine" : "people";
  }

  @Override
  public String of(GridPicture picture) {
    return (machine ? picture.machine() : picture.human())
        .flatMap(PictureVerdict::items)
        .map(items -> items.holds(item) ? HOLDS : FAILS)
        .orElse(WITHOUT);
  }

  @Override
  public String describe(String value) {
    return switch (value) {
      case HOLDS -> "%s hold by %s".formatted(item.label(), by());
      case FAILS -> "%s fail by %s".formatted(item.label(), by());
      default -> "%s not said by %s".formatted(item.label(), by());
    };
  }

  @Override
  public boolean lasts() {
    return false;
  }

  @Override
  public Optional<Comparator<String>> order() {
    return Optional.of(Comparator.comparing(List.of(HOLDS, FAILS, WITHOUT)::indexOf));
  }
}
