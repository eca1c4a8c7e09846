package lab.harmony.review.marks;

import java.util.Optional;
import lab.harmony.runs.PartsReading;
import lab.harmony.runs.RunImage;

/// What the machine judge makes of a face. It is kept apart from what people say and never mixed
/// with it.
///
/// @param judgeSha256 of the judge's weights, which tell it from another of its name
public record MachineVerdict(String judge, String judgeSha256, Checklist checklist) {

  /// Eyes and mouth agree when the judge reads one emotion in both; the brows fit when they show
  /// the emotion asked for; the face is coherent when all three parts show it. Empty for an image
  /// that no judge has read.
  public static Optional<MachineVerdict> of(RunImage image) {
    return image.reading().map(reading -> of(reading, image.prompt().emotion()));
  }

  /// What the judge makes of a face of which this emotion was asked.
  public static MachineVerdict of(PartsReading reading, String asked) {
    var eyes = reading.eyes().emotion();
    var mouth = reading.mouth().emotion();
    var brows = reading.brows().emotion();
    return new MachineVerdict(
        reading.judge(),
        reading.judgeSha256(),
        new Checklist(
            eyes.equals(mouth),
            brows.equals(asked),
            eyes.equals(asked) && mouth.equals(asked) && brows.equals(asked)));
  }

  public int points() {
    return checklist.points();
  }

  public Verdict verdict() {
    return checklist.verdict();
  }
}
