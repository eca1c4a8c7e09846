package lab.harmony.comparison;

import java.util.List;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.arms.ArmPicture;

/// The pictures of one side of a comparison that nobody needs to have scored.
///
/// @param address by which they were chosen
public record PlacedArm(String name, ArmAddress address, List<ArmPicture> pictures) {

  public PlacedArm {
    pictures = List.copyOf(pictures);
  }

  Arm unscored() {
    return new Arm(
        name,
        ArmAnswers.asked(address),
        new ArmJudge.Team(),
        pictures.stream().map(ArmPicture::face).toList());
  }
}
