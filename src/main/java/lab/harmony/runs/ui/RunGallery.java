package lab.harmony.runs.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lab.harmony.design.pictures.ImageTile;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.design.pictures.Lightbox;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.SpecText;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.threads.ui.Talk;

/// The pictures of a run, each at the place of its prompt. Places wait empty, so nothing moves when
/// a picture arrives, and only that picture is sent.
final class RunGallery extends Composite<Div> {

  /// A page of tiles; more are looked at in a grid.
  private static final int MOST = 200;

  private final Lightbox lightbox = new Lightbox();
  private final List<Div> places = new ArrayList<>();
  private final boolean[] filled;
  private final boolean severalScales;
  private final boolean severalSeeds;
  private List<RunImage> images = List.of();
  private OptionalInt wanted = OptionalInt.empty();

  RunGallery(GenerateSpec spec, Talk talk) {
    talk.onPictures(
        new LargeView(lightbox),
        place ->
            place >= 0 && place < images.size()
                ? Optional.of(RunTopics.picture(images.get(place).id()))
                : Optional.empty());
    var shown = Math.min(MOST, spec.prompts().size());
    filled = new boolean[shown];
    severalScales = spec.prompts().stream().map(MatrixPrompt::cfgScale).distinct().count() > 1;
    severalSeeds = spec.prompts().stream().map(MatrixPrompt::seed).distinct().count() > 1;
    var gallery = new Div();
    gallery.addClassName("run-gallery");
    for (int index = 0; index < shown; index++) {
      var place = new Div();
      place.addClassName("run-gallery__place");
      places.add(place);
      gallery.add(place);
    }
    getContent().add(gallery, lightbox);
    if (shown < spec.prompts().size()) {
      getContent()
          .add(
              new Paragraph(
                  "The first %d of %d pictures.".formatted(shown, spec.prompts().size())));
    }
  }

  /// @param gone whether the run has made pictures that are not there any more
  void show(List<RunImage> complete, boolean gone) {
    if (gone) {
      getContent().removeAll();
      getContent().add(new Paragraph("The pictures were removed with the experiment."));
      return;
    }
    images = complete;
    for (var image : complete) {
      var index = image.id().index();
      if (index < filled.length && !filled[index]) {
        filled[index] = true;
        places.get(index).add(tile(image));
      }
    }
    openWanted();
  }

  /// Opens a picture large with what is said about it, as soon as the pictures are known.
  void openTalk(int index) {
    wanted = OptionalInt.of(index);
    openWanted();
  }

  private void openWanted() {
    if (wanted.isPresent()) {
      int index = wanted.getAsInt();
      images.stream()
          .filter(image -> image.id().index() == index)
          .findFirst()
          .ifPresent(image -> {
            wanted = OptionalInt.empty();
            open(image);
            new LargeView(lightbox).talk();
          });
    }
  }

  private ImageTile tile(RunImage image) {
    var prompt = image.prompt();
    var what = SpecText.picture(prompt);
    return new ImageTile(ImageLinks.thumbnail(image.id(), 256), what)
        .withCaption(prompt.cell())
        .withCaption(variant(prompt))
        .opening("Open " + what, () -> open(image));
  }

  /// What tells pictures of one cell apart; every tile has this line, so that all are of one
  /// height.
  private String variant(MatrixPrompt prompt) {
    var words = new ArrayList<String>();
    if (severalScales) {
      words.add("CFG " + RecipeFact.number(prompt.cfgScale()));
    }
    if (severalSeeds) {
      words.add("seed " + prompt.seed());
    }
    return words.isEmpty() ? "\u00a0" : String.join(" · ", words);
  }

  private void open(RunImage image) {
    lightbox.show(
        PictureGrid.strip(
            IntStream.range(0, images.size())
                .mapToObj(place -> picture(images.get(place), place))
                .toList()));
    lightbox.open(images.indexOf(image));
  }

  private static PictureGrid.Picture picture(RunImage image, int column) {
    return new PictureGrid.Picture(
        0,
        column,
        0,
        ImageLinks.thumbnails(image.id()),
        ImageLinks.full(image.id()),
        SpecText.picture(image.prompt()),
        image.prompt().prompt(),
        null);
  }
}
