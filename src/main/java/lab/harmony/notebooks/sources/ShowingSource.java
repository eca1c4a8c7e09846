package lab.harmony.notebooks.sources;

import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.workspace.NamedFacts;

/// What the source of a cell asks for that shows what runs made.
sealed interface ShowingSource permits ScoresSource, ChartSource, GridSource {
  PictureScope scope();

  JudgeChoice judge();

  /// All that it asks for, whatever its lines are like.
  NamedFacts facts();
}
