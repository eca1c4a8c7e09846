package lab.harmony.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Something beside the words that pictures are held to. Another kind is another record here: it
/// says its facts, and the engine what to do with it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = Condition.Start.class, name = Condition.Start.KIND))
public sealed interface Condition {

  /// The hash of the picture that it brings; the engine is told where that lies.
  String sha256();

  /// How people and records are told of it.
  RecipeFact fact();

  /// A picture to begin from, scaled and cropped to the size that is asked for.
  ///
  /// @param image which picture, as people find it: that of a run, or the name of a file
  /// @param strength how much of the way is gone again, above 0 and at most 1
  record Start(String image, String sha256, double strength) implements Condition {
    public static final String KIND = "start";

    public Start {
      Recipe.STRENGTH.require("the strength", strength);
    }

    @Override
    public RecipeFact fact() {
      return new RecipeFact(
          RecipeFact.START,
          "%s at strength %s".formatted(image, RecipeFact.number(strength)),
          "",
          sha256);
    }
  }
}
