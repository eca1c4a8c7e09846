package lab.harmony.runs;

import java.util.List;
import lab.harmony.models.Model;
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
  public List<Use> of(Model model) {
    return runs.list(RunFilter.ALL).stream()
        .filter(run ->
            run.spec().modelSha256().equals(model.sha256())
                || run.spec().judgeSha256().equals(model.sha256()))
        .map(run ->
            new Use(
                "%s · %s".formatted(run.spec().experiment(), run.id().value()),
                "runs/" + run.id().value()))
        .toList();
  }
}
