package lab.harmony.comparison.arms;

import lab.harmony.runs.RunImage;

/// A picture with where it stands and all that decided it, whoever scored it.
public record ArmPicture(RunImage image, ArmPlace place, DrawnAs drawn) {

  /// The face as it is paired, before anybody scored it.
  public ArmFace face() {
    return new ArmFace(
        image.id().toString(), place, new ArmScore.Unscored(), image.createdAt(), "", "", "");
  }
}
