package lab.harmony.threads;

import java.util.Optional;

/// What a thread is about. Who knows such a thing, whether it is there and who may look at it says
/// its [TopicHome].
public sealed interface Topic {

  /// An experiment as a whole, by its slug.
  record WholeExperiment(String slug) implements Topic {
    public WholeExperiment {
      bounded(slug, LONGEST_ABOUT);
    }
  }

  /// One cell of an experiment's notebook.
  record NotebookCell(String experiment, String cell) implements Topic {
    public NotebookCell {
      bounded(experiment, LONGEST_ABOUT);
      bounded(cell, LONGEST_PART);
    }
  }

  /// One place of an experiment's comparison grid, by what its pictures share, however its axes
  /// lie: `archetype=soft&emotion=happy`.
  record PlaceInGrid(String experiment, String place) implements Topic {
    public PlaceInGrid {
      bounded(experiment, LONGEST_ABOUT);
      bounded(place, LONGEST_PART);
    }
  }

  /// A picture of a run, or a place on it.
  ///
  /// @param index which of the run's pictures, from 0
  record Picture(String run, int index, Optional<Spot> spot) implements Topic {
    public Picture {
      bounded(run, LONGEST_ABOUT);
      counted(index);
    }

    /// The picture as a whole.
    public Picture(String run, int index) {
      this(run, index, Optional.empty());
    }
  }

  /// A published report, by its name.
  record Report(String name) implements Topic {
    public Report {
      bounded(name, LONGEST_ABOUT);
    }
  }

  /// One epoch of a training.
  record Epoch(String training, int epoch) implements Topic {
    public Epoch {
      bounded(training, LONGEST_ABOUT);
      counted(epoch);
    }
  }

  /// What a training drew in the middle of an epoch, since somebody asked for it.
  record Sample(String training, long step) implements Topic {
    public Sample {
      bounded(training, LONGEST_ABOUT);
      counted(step);
    }
  }

  int LONGEST_ABOUT = 200;
  int LONGEST_PART = 400;

  /// The same without a place on it: threads are listed by it.
  default Topic whole() {
    return this instanceof Picture(var run, var index, _) ? new Picture(run, index) : this;
  }

  /// Where on it.
  default Optional<Spot> spot() {
    return Optional.empty();
  }

  /// The experiment, run, report or training that it is, or is a part of.
  default String about() {
    return switch (this) {
      case WholeExperiment(var slug) -> slug;
      case NotebookCell(var experiment, _) -> experiment;
      case PlaceInGrid(var experiment, _) -> experiment;
      case Picture(var run, _, _) -> run;
      case Report(var name) -> name;
      case Epoch(var training, _) -> training;
      case Sample(var training, _) -> training;
    };
  }

  private static void bounded(String text, int longest) {
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "what a thread is about has a name of 1 to %d characters, got %d"
              .formatted(longest, text.length()));
    }
  }

  private static void counted(long number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "pictures, epochs and steps are counted from 0, got " + number);
    }
  }
}
