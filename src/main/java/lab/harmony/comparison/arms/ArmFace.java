package lab.harmony.comparison.arms;

import java.time.Instant;
import java.util.Comparator;

/// A face of an arm, scored or not by the judge of the arm.
///
/// @param source where it comes from, in words: `r261120-204501-k3f9q/17`
/// @param known since when it is known what the judge says; where it says nothing, when it was
///   drawn
/// @param thumbnail the address of a small picture of it, below the root
/// @param picture the address of the picture itself
/// @param page the address of the screen it belongs to
public record ArmFace(
    String source,
    ArmPlace place,
    ArmScore score,
    Instant known,
    String thumbnail,
    String picture,
    String page) {

  /// As people count: `r1/2` before `r1/10`.
  public static final Comparator<ArmFace> BY_SOURCE =
      Comparator.comparing(ArmFace::batch)
          .thenComparing(face -> face.name().length())
          .thenComparing(ArmFace::name);

  /// What it was drawn together with, such as its run.
  public String batch() {
    return source.substring(0, Math.max(0, source.lastIndexOf('/')));
  }

  private String name() {
    return source.substring(source.lastIndexOf('/') + 1);
  }
}
