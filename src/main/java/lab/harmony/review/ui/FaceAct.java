package lab.harmony.review.ui;

import lab.harmony.people.Actor;
import lab.harmony.runs.ImageId;

/// What another feature does with the face that is reviewed; offered as a bean. It may say nothing
/// that anybody said of the face, so that nobody is biased.
public interface FaceAct {

  /// A small letter that no other key of a review is.
  String key();

  /// What the button is called.
  String label();

  /// What the key does, in a few words.
  String does();

  boolean isFor(Actor who);

  /// @return what came of it, in words
  String act(ImageId face, Actor by);
}
