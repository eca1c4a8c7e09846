package lab.harmony.review;

/// What people call experiments, for whom this package lists them; who keeps their titles says it.
public interface ExperimentTitles {

  /// The title of an experiment, or its name where it has none.
  String of(String experiment);
}
