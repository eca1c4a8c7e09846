package lab.harmony.comparison.arms;

import java.util.List;
import lab.harmony.runs.RunImage;

/// The facts by which the faces of an arm are chosen, besides those that the prompt matrix varies:
/// settings, adapters and their weights, epochs, wordings. Offered by who knows them, by the texts
/// that stand in addresses (`steps`, `adapter.soft`).
public interface ArmFacts {

  /// A value as it reads beside other values: `soft at 0.8`.
  ///
  /// @throws IllegalArgumentException in words, if there is no such fact, or arms cannot be chosen
  ///   by it
  String describe(String fact, String value);

  /// Those of the pictures that have the value.
  ///
  /// @throws IllegalArgumentException as [#describe]
  List<RunImage> having(String fact, String value, List<RunImage> images);
}
