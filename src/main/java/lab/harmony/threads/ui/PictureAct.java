package lab.harmony.threads.ui;

import java.util.Optional;
import java.util.function.IntFunction;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.threads.Topic;

/// What another feature does with pictures wherever they can be talked about; offered as a bean.
public interface PictureAct {

  /// @param pictures which one stands at a place of the list that the large view shows
  void on(LargeView view, IntFunction<Optional<Topic.Picture>> pictures);
}
