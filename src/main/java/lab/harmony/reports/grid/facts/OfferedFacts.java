package lab.harmony.reports.grid.facts;

import java.util.List;
import java.util.stream.Stream;

/// The facts in which pictures differ: what the axes of their grid can be.
public final class OfferedFacts {

  private OfferedFacts() {}

  public static List<GridFact> of(List<GridPicture> pictures) {
    var ofSettings = GridPicture.eachSettings(pictures);
    var adapters =
        ofSettings.stream().flatMap(AdapterNames::in).map(use -> use.name()).distinct().toList();
    return Stream.of(
            GridFact.plain(),
            adapters.stream().<GridFact>map(GridFact.AdapterWeight::new),
            adapters.stream().flatMap(name -> GridFact.Epoch.of(name).stream()).distinct(),
            pictures.stream()
                .flatMap(picture -> picture.remarks().each().keySet().stream())
                .distinct()
                .map(RaterFact::of),
            pictures.stream()
                .flatMap(picture -> picture.remarks().blind().keySet().stream())
                .distinct()
                .map(SessionFact::new))
        .<GridFact>flatMap(facts -> facts)
        .filter(
            fact -> fact.isMatrix() || differ(fact, fact.isOfSettings() ? ofSettings : pictures))
        .toList();
  }

  private static boolean differ(GridFact fact, List<GridPicture> pictures) {
    var first = pictures.isEmpty() ? "" : fact.of(pictures.getFirst());
    return pictures.stream().anyMatch(picture -> !fact.of(picture).equals(first));
  }
}
