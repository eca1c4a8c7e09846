package lab.harmony.comparison;

import java.util.List;
import java.util.Set;

/// The pictures of one side of a comparison that nobody needs to have scored.
///
/// @param asked the traits by which they were chosen
public record PlacedArm(String name, Set<Trait> asked, List<ArmPicture> pictures) {

  public PlacedArm {
    asked = Set.copyOf(asked);
    pictures = List.copyOf(pictures);
  }

  Arm unscored() {
    return new Arm(
        name, asked, new ArmJudge.Team(), pictures.stream().map(ArmPicture::face).toList());
  }
}
