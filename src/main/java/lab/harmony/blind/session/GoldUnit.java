package lab.harmony.blind.session;

import java.util.List;

/// Something to rate that the lab drew on purpose: its truth is known, and it belongs to no arm.
///
/// @param number after those of all units
/// @param asked words of the session; the seed is that of the drawing
/// @param faces one, two or four; of several exactly one agrees
public record GoldUnit(int number, Unit.Asked asked, List<Face> faces) {

  /// A drawn face.
  public record Face(FaceTruth truth, String sha256) {}

  public GoldUnit {
    faces = List.copyOf(faces);
  }
}
