package lab.harmony.runs.ui;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private Shown pictures = new Listed(List.of());
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
        ? Optional.of(new Talk.Named(new Topic.PlaceInGrid(experiment, name), words))
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

  /// The pictures of a grid by their numbers, as it shows them.
  public interface Shown {

    int size();

    Pictured at(int index);

    /// The numbers of those that a topic is about.
    Collection<Integer> about(Topic topic);
  }

  private record Listed(List<Pictured> list) implements Shown {

    @Override
    public int size() {
      return list.size();
    }

    @Override
    public Pictured at(int index) {
      return list.get(index);
    }

    @Override
    public Collection<Integer> about(Topic topic) {
      return IntStream.range(0, list.size())
          .filter(index -> isAbout(topic, at(index)))
          .boxed()
          .toList();
    }

    private static boolean isAbout(Topic topic, Pictured picture) {
      return topic.equals(RunTopics.picture(picture.id()))
          || picture.place().filter(place -> place.topic().equals(topic)).isPresent();
    }
  }

  /// @param now the pictures in the order in which the grid shows them
  public void show(List<Pictured> now) {
    show(new Listed(List.copyOf(now)));
  }

  public void show(Shown now) {
    pictures = now;
    mark();
  }

  private Optional<Pictured> at(int index) {
    return index >= 0 && index < pictures.size()
        ? Optional.of(pictures.at(index))
        : Optional.empty();
  }

  private void mark() {
    var said = new TreeSet<Integer>();
    Stream.of(ofPictures, ofPlaces)
        .flatMap(topics -> topics.keySet().stream())
        .forEach(topic -> said.addAll(pictures.about(topic)));
    if (!List.copyOf(said).equals(marked)) {
      marked = List.copyOf(said);
      grid.setTalked(marked);
    }
  }
}
