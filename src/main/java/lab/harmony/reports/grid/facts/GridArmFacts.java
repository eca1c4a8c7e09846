package lab.harmony.reports.grid.facts;

import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.comparison.arms.ArmFacts;
import lab.harmony.runs.RunImage;
import org.springframework.stereotype.Component;

/// Arms are chosen by what the axes of a grid know of a picture, but for what was said of it: faces
/// that were chosen by their points are no sample of anything.
@Component
public final class GridArmFacts implements ArmFacts {

  private final GridPictures pictures;

  GridArmFacts(GridPictures pictures) {
    this.pictures = pictures;
  }

  private static GridFact fact(String text) {
    var fact = GridFact.parse(text);
    if (!choosesArms(fact)) {
      throw new IllegalArgumentException(
          "Arms are not chosen by \"%s\": faces that are chosen by what was said of them show nothing."
              .formatted(text));
    }
    return fact;
  }

  /// Whether arms can be chosen by a fact.
  public static boolean choosesArms(GridFact fact) {
    return fact.lasts() || fact == GridFact.Known.TEMPLATE;
  }

  @Override
  public String describe(String fact, String value) {
    return fact(fact).describe(value);
  }

  @Override
  public List<RunImage> having(String fact, String value, List<RunImage> images) {
    var asked = fact(fact);
    var having =
        pictures.of(images).stream()
            .filter(picture -> asked.of(picture).equals(value))
            .map(GridPicture::id)
            .collect(Collectors.toSet());
    return images.stream().filter(image -> having.contains(image.id())).toList();
  }
}
