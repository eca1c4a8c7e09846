package lab.harmony.blind.session;

import java.util.List;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.runs.images.ImageAxis;

/// One of the things that are compared: faces of runs or experiments, all of them or those at some
/// values, such as what a model drew with its adapters, or those of one CFG scale.
///
/// @param label what it is called beside the others
public record BlindArm(ArmAddress address, String label) {

  /// What a model drew, with its adapters, in an experiment.
  public BlindArm(String experiment, String model) {
    this(
        ArmAddress.at(List.of(experiment), ImageAxis.MODEL, model),
        "%s · %s".formatted(model, experiment));
  }

  /// @param where the values that its faces have, in words
  /// @param models what drew its pictures
  public static BlindArm of(ArmAddress address, String where, List<String> models) {
    var what = address.where().isEmpty() && models.size() == 1 ? models.getFirst() : where;
    var sources = String.join(" and ", address.sources());
    return new BlindArm(address, what.isEmpty() ? sources : what + " · " + sources);
  }
}
