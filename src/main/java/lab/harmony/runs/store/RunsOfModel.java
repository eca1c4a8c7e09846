package lab.harmony.runs.store;

import java.util.List;
import lab.harmony.models.ModelUses;
import org.springframework.stereotype.Component;

/// The runs that drew with exactly this model: the same name with other weights is another model.
@Component
class RunsOfModel implements ModelUses {

  private final RunQueue runs;

  RunsOfModel(RunQueue runs) {
    this.runs = runs;
  }

  @Override
  public int count(String sha256) {
    return runs.countUsing(sha256);
  }

  @Override
  public List<Use> newest(String sha256, int most) {
    return runs.using(sha256, most).stream()
        .map(run ->
            new Use("%s · %s".formatted(run.experiment(), run.id().value()), "runs/" + run.id()))
        .toList();
  }
}
