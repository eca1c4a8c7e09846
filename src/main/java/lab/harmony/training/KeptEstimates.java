package lab.harmony.training;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Estimate;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Found;
import org.springframework.stereotype.Component;

/// What trainings were measured to take, each kept for what it was measured on.
@Component
class KeptEstimates {

  private final DataFolder data;
  private final Clock clock;

  KeptEstimates(DataFolder data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  /// @param key of everything that decides what a training takes
  /// @param beside what was trained at the same time; labs of before let that be
  record Kept(String key, Estimate estimate, Instant at, Optional<String> beside) {}

  void keep(ModelName name, String key, Estimate estimate) {
    var kept = new Kept(key, estimate, clock.instant(), Optional.empty());
    AtomicFiles.write(
        data.estimates().resolve(name + ".json"), Json.MAPPER.writeValueAsString(kept));
  }

  /// What was measured with nothing beside it, of exactly this.
  Optional<Kept> find(ModelName name, String key) {
    return Found.json(data.estimates().resolve(name + ".json"), Json.MAPPER, Kept.class)
        .readable()
        .filter(kept -> kept.key.equals(key) && kept.beside.isEmpty());
  }

  static String text(Estimate estimate) {
    return Json.MAPPER.writeValueAsString(estimate);
  }

  static Estimate of(String text) {
    return Json.MAPPER.readValue(text, Estimate.class);
  }
}
