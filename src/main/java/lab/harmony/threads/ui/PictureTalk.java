package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.people.Actor;
import lab.harmony.threads.Spot;
import lab.harmony.threads.Topic;
import org.jspecify.annotations.Nullable;

/// Beside a large picture: what is said about it and about places on it, which are drawn on the
/// picture.
final class PictureTalk extends Composite<Div> {
  private final LargeView view;
  private final IntFunction<Optional<Topic.Picture>> pictures;
  private final IntFunction<Optional<Talk.Named>> places;
  private final ThreadServices services;
  private final Actor who;
  private @Nullable ThreadPanel panel;

  /// @param pictures which one stands at a place of the list that the large view shows
  /// @param places where it stands, if that can be talked about
  PictureTalk(
      LargeView view,
      IntFunction<Optional<Topic.Picture>> pictures,
      IntFunction<Optional<Talk.Named>> places,
      ThreadServices services,
      Actor who) {
    this.view = view;
    this.pictures = pictures;
    this.places = places;
    this.services = services;
    this.who = who;
    view.beside(this, this::show, this::placed, this::pressed);
  }

  private void show(int index) {
    getContent().removeAll();
    panel = null;
    pictures
        .apply(index)
        .ifPresent(picture -> {
          var made = new ThreadPanel(picture, services, who);
          made.addShownListener(this::mark);
          panel = made;
          var place = places.apply(index);
          place.ifPresent(_ -> getContent().add(heading("This picture")));
          getContent().add(made);
          place.ifPresent(it ->
              getContent()
                  .add(
                      heading("This place in the grid: " + it.name()),
                      new ThreadPanel(it.topic(), services, who)));
        });
  }

  private static H3 heading(String words) {
    var heading = new H3(words);
    heading.addClassName("threads__heading");
    return heading;
  }

  private void mark(List<SaidThread> threads) {
    view.mark(
        threads.stream()
            .flatMap(one ->
                one.thread().topic().spot().stream()
                    .map(spot ->
                        new LargeView.Marked(
                            one.thread().id(), place(spot), one.thread().resolved())))
            .toList());
  }

  private static LargeView.Place place(Spot spot) {
    return switch (spot) {
      case Spot.Point(var x, var y) -> new LargeView.Place(x, y, -1, -1);
      case Spot.Area(var x, var y, var width, var height) ->
          new LargeView.Place(x, y, width, height);
    };
  }

  private void placed(LargeView.Place place) {
    var shown = panel;
    if (shown != null) {
      spot(place).ifPresent(spot -> shown.beginAt(spot, view::unmark));
    }
  }

  /// What a browser sends need not lie on the picture.
  private static Optional<Spot> spot(LargeView.Place place) {
    try {
      return Optional.of(
          place.isPoint()
              ? new Spot.Point(place.x(), place.y())
              : new Spot.Area(place.x(), place.y(), place.width(), place.height()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void pressed(long thread) {
    var shown = panel;
    if (shown != null) {
      shown.lead(thread);
    }
  }
}
