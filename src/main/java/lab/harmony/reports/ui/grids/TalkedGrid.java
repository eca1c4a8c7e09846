package lab.harmony.reports.ui.grids;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.ui.GridTalk;
import lab.harmony.threads.Topic;

/// The pictures of an experiment's grid, and which of them a topic is about.
record TalkedGrid(String experiment, Grid grid) implements GridTalk.Shown {

  @Override
  public int size() {
    return grid.size();
  }

  @Override
  public GridTalk.Pictured at(int index) {
    var picture = grid.placed().get(index).picture();
    var place = grid.placeOf(picture);
    return new GridTalk.Pictured(
        picture.id(),
        Optional.of(place)
            .filter(one -> one.values().size() > 1)
            .flatMap(one -> GridTalk.place(experiment, one.toString(), one.describe())));
  }

  @Override
  public Collection<Integer> about(Topic topic) {
    return switch (topic) {
      case Topic.Picture(var run, var index, _) ->
          Stream.of(grid.indexOf(new ImageId(new RunId(run), index)))
              .filter(number -> number >= 0)
              .toList();
      case Topic.PlaceInGrid(var about, var place) when about.equals(experiment) ->
          GridPlace.parse(place).map(grid::indexesAt).orElse(List.of());
      default -> List.of();
    };
  }
}
