package lab.harmony.training.ui.epochs;

import lab.harmony.design.pictures.FacesDialog;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Evaluation;

/// The faces that an epoch drew of the fixed prompts.
public final class EpochFaces {

  private EpochFaces() {}

  /// The address of a picture.
  public static String source(ModelName training, Evaluation.Face face) {
    return "training-samples/%s/%s".formatted(training, face.file().substring("samples/".length()));
  }

  public static FacesDialog.Found of(ModelName training, Evaluation one) {
    return new FacesDialog.Found(
        "Success rate %s.".formatted(one.success().sentence()),
        "",
        one.faces().stream()
            .map(face ->
                new FacesDialog.Face(
                    source(training, face),
                    "%s × %s, CFG %s"
                        .formatted(face.archetype(), face.emotion(), plain(face.cfgScale())),
                    face.points(),
                    Source.MACHINE,
                    "the machine judge",
                    "training " + training,
                    "trainings/" + training))
            .toList());
  }

  private static String plain(double scale) {
    return scale == Math.rint(scale) ? "%d".formatted((int) scale) : Double.toString(scale);
  }
}
