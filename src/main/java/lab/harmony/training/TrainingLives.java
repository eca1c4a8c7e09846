package lab.harmony.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.LifeSource;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.Wish;
import lab.harmony.work.JobLine;
import lab.harmony.work.JobQueue;
import org.springframework.stereotype.Component;

/// How far trainings are, as their jobs say.
@Component
class TrainingLives implements LifeSource {

  private static final int LAST_WORDS = 6;

  private final Sittings sittings;
  private final FormerTrainings former;
  private final JobQueue jobs;

  TrainingLives(Sittings sittings, FormerTrainings former, JobQueue jobs) {
    this.sittings = sittings;
    this.former = former;
    this.jobs = jobs;
  }

  @Override
  public TrainingLife of(ModelName name) {
    former.takeOver(name);
    return latest(sittings.of(TrainingHandler.KIND, name))
        .map(Sitting::life)
        .orElse(TrainingLife.UNKNOWN);
  }

  @Override
  public Map<ModelName, TrainingLife> all(List<ModelName> names) {
    names.forEach(former::takeOver);
    var of =
        sittings.all(TrainingHandler.KIND).stream().collect(Collectors.groupingBy(Sitting::name));
    var lives = new LinkedHashMap<ModelName, TrainingLife>();
    for (var name : names) {
      lives.put(
          name,
          latest(of.getOrDefault(name.value(), List.of()))
              .map(Sitting::life)
              .orElse(TrainingLife.UNKNOWN));
    }
    return lives;
  }

  /// The latest that was begun; else one that waits, or did, for the training has not begun at all.
  private static Optional<Sitting> latest(List<Sitting> of) {
    return of.reversed().stream()
        .filter(Sitting::isBegun)
        .findFirst()
        .or(() -> of.reversed().stream().filter(one -> !one.isOver()).findFirst())
        .or(() -> of.reversed().stream().findFirst());
  }

  @Override
  public Optional<ModelName> running() {
    return sittings.unfinished(TrainingHandler.KIND).stream()
        .filter(one -> one.life().state().isActive())
        .map(one -> new ModelName(one.name()))
        .findFirst();
  }

  @Override
  public Set<Wish> wishes(ModelName name) {
    return latest(sittings.of(TrainingHandler.KIND, name)).map(Sitting::wishes).orElse(Set.of());
  }

  @Override
  public List<String> lastWords(TrainingLife life) {
    return life.job()
        .map(job -> jobs.lastSaid(job, LAST_WORDS).stream().map(JobLine::line).toList())
        .orElse(List.of());
  }
}
