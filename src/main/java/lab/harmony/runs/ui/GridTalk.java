package lab.harmony.runs.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.design.pictures.ImageGrid;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.images.AxisPlace;
import lab.harmony.threads.ThreadCount;
import lab.harmony.threads.Topic;
import lab.harmony.threads.TopicKind;
import lab.harmony.threads.ui.Talk;

/// What is said about the pictures of a grid and about its places: beside the large view, and as a
/// mark on the tiles.
public final class GridTalk {
  private final ImageGrid grid;
  private List<Pictured> pictures = List.of();
  private Map<Topic, ThreadCount> ofPictures = Map.of();
  private Map<Topic, ThreadCount> ofPlaces = Map.of();
  private List<Integer> marked = List.of();

  /// A picture of a grid.
  ///
  /// @param place that it stands at, where that can be talked about
  public record Pictured(ImageId id, Optional<Talk.Named> place) {

    /// In no grid of an experiment.
    public Pictured(ImageId id) {
      this(id, Optional.empty());
    }
  }

  /// A place of an experiment's grid, as something to talk about; nothing for one whose names are
  /// longer than can be kept.
  public static Optional<Talk.Named> place(String experiment, AxisPlace place) {
    return place(experiment, place.toString(), place.describe());
  }

  /// @param name of the place, as it is kept
  /// @param words that say it
  public static Optional<Talk.Named> place(String experiment, String name, String words) {
    return name.length() <= Topic.LONGEST_PART
        ? Optional.of(new Talk.Named(new Topic.GridCell(experiment, name), words))
        : Optional.empty();
  }

  public GridTalk(ImageGrid grid, Talk talk) {
    this.grid = grid;
    talk.onPictures(
        new LargeView(grid),
        index -> at(index).map(picture -> RunTopics.picture(picture.id())),
        index -> at(index).flatMap(Pictured::place));
    talk.count(
        grid,
        TopicKind.PICTURE,
        now -> {
          ofPictures = now;
          mark();
        });
    talk.count(
        grid,
        TopicKind.GRID_CELL,
        now -> {
          ofPlaces = now;
          mark();
        });
  }

  /// @param now the pictures in the order in which the grid shows them
  public void show(List<Pictured> now) {
    pictures = List.copyOf(now);
    mark();
  }

  private Optional<Pictured> at(int index) {
    return index >= 0 && index < pictures.size()
        ? Optional.of(pictures.get(index))
        : Optional.empty();
  }

  private void mark() {
    var said = new ArrayList<Integer>();
    for (int index = 0; index < pictures.size(); index++) {
      var picture = pictures.get(index);
      if (ofPictures.containsKey(RunTopics.picture(picture.id()))
          || picture.place().map(place -> ofPlaces.containsKey(place.topic())).orElse(false)) {
        said.add(index);
      }
    }
    if (!said.equals(marked)) {
      marked = List.copyOf(said);
      grid.setTalked(marked);
    }
  }
}
