package lab.harmony.runs;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What computed a run's pictures.
///
/// @param device for example `cpu`
/// @param versions by name: `java`, `djl`, `libtorch`
/// @param host the machine and its system
public record EngineEnvironment(
    String device, int threads, Map<String, String> versions, String host) {

  public EngineEnvironment {
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
  }
}
