package lab.harmony.runs;

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
  public List<Use> of(String sha256) {
    return runs.list(RunFilter.ALL).stream()
        .filter(run -> uses(run.spec(), sha256))
        .map(run ->
            new Use(
                "%s · %s".formatted(run.spec().experiment(), run.id().value()),
                "runs/" + run.id().value()))
        .toList();
  }

  private static boolean uses(GenerateSpec spec, String sha256) {
    return spec.judgeSha256().equals(sha256) || spec.recipe().files().anyMatch(sha256::equals);
  }
}
