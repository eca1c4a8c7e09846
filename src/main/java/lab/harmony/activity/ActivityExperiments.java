package lab.harmony.activity;

import java.util.SequencedMap;

/// The experiments and what they are called, told by whoever keeps them.
public interface ActivityExperiments {

  /// Those that are there: titles by names, in the order of the titles.
  SequencedMap<String, String> titles();
}
